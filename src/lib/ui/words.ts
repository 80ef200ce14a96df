import type { Room } from '#lib/capture/storage-watch.svelte.ts';
import type { Sentence, Words } from './words/en.ts';

export type { Sentence, Words };

/** Languages of the interface; what is spoken in a lecture is another matter. */
export const interfaceLanguages = { en: 'English', zh: '中文' } as const;
export type InterfaceLanguage = keyof typeof interfaceLanguages;

/** The interface language that suits the browser's list best. */
export function preferredLanguage(tags: readonly string[]): InterfaceLanguage {
	for (const tag of tags) {
		if (tag.startsWith('zh')) return 'zh';
		if (tag.startsWith('en')) return 'en';
	}
	return 'en';
}

/** A length for reading, rounded: `8 s`, `12 min`, `1 h 20 min`. */
export function lengthInWords(words: Words, ms: number): string {
	const seconds = Math.round(ms / 1000);
	if (seconds < 100) return words.length.seconds(seconds);
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) return words.length.minutes(minutes);
	return words.length.hours(Math.floor(minutes / 60), minutes % 60);
}

const hourMs = 3_600_000;

/** A length that is only roughly so: in steps that do not change at every look. */
export function roomInWords(words: Words, ms: number): string {
	const stepMs = ms < hourMs ? hourMs / 12 : ms < 10 * hourMs ? hourMs / 2 : 10 * hourMs;
	return lengthInWords(words, Math.floor(ms / stepMs) * stepMs);
}

/** Nothing while there is room enough for a long lecture. */
export function roomNotice(words: Words, room: Room | null): Sentence | undefined {
	if (!room || room.level === 'enough') return undefined;
	return words.room[room.level](roomInWords(words, room.leftMs));
}

/** `12 MB`, in steps of 1000 as phones and shops count; never less than a kilobyte's unit. */
export function bytesInWords(words: Words, bytes: number): string {
	const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
	const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3) - 1);
	const value = bytes / 1000 ** (step + 1);
	return new Intl.NumberFormat(words.locale, {
		style: 'unit',
		unit: units[step] as string,
		unitDisplay: 'short',
		maximumFractionDigits: value < 10 ? 1 : 0
	}).format(value);
}

export const spoken = (words: Words, { what, cure }: Sentence): string => words.paragraph(what, cure);
