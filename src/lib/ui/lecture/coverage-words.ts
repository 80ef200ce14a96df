import { clock } from '#lib/export/exportable.ts';
import type { Coverage } from '#lib/lecture/coverage.ts';
import type { Gap } from '#lib/lecture/gaps.ts';
import { type Words, lengthInWords } from '../words.ts';

export type Look = 'stored' | 'on-device' | 'transcribed' | 'noted' | 'failed' | 'lost';
/** One layer in figures; `look` is how the strip draws it. */
export type Row = { time: string; name: string; look?: Look };
/** Where sound is missing: a gap with its time of day, or a hole with its place in the lecture. */
export type Break = { atMs: number; what: string; when: string };

/** Less than this is not worth a word. */
const worthMs = 500;

/** How far the sound has come, in a line of short parts. */
export function summaryOf(words: Words, coverage: Coverage): string[] {
	const { captured, onServer, transcribed, inNotes, onDevice, lost, gaps } = coverage;
	const { summary } = words.coverage;
	return [
		summary.captured(clock(captured.ms)),
		summary.stored(clock(onServer.ms)),
		summary.transcribed(clock(transcribed.ms)),
		summary.inNotes(clock(inNotes.ms)),
		...(onDevice.ms >= worthMs ? [summary.onDevice(clock(onDevice.ms))] : []),
		...(lost.ms >= worthMs ? [summary.lost(clock(lost.ms))] : []),
		...(gaps.length > 0 ? [summary.gaps(gaps.length)] : [])
	];
}

/** The layers in full; those that hold nothing are left out, but for the first two. */
export function rowsOf({ coverage: names }: Words, coverage: Coverage): Row[] {
	const rows: (Omit<Row, 'time'> & { ms: number })[] = [
		{ ms: coverage.captured.ms, name: names.captured },
		{ ms: coverage.onServer.ms, name: names.stored, look: 'stored' },
		{ ms: coverage.onDevice.ms, name: names.onDevice[coverage.device], look: 'on-device' },
		{ ms: coverage.transcribed.ms, name: names.transcribed, look: 'transcribed' },
		{ ms: coverage.inNotes.ms, name: names.inNotes, look: 'noted' },
		{ ms: coverage.waitingMs, name: names.waiting },
		{ ms: coverage.failed.ms, name: names.failed, look: 'failed' },
		{ ms: coverage.lost.ms, name: names.lost, look: 'lost' }
	];
	return rows
		.filter(({ ms }, index) => index < 2 || ms >= worthMs)
		.map(({ ms, ...row }) => ({ ...row, time: clock(ms) }));
}

/** Gaps and holes in lecture order. */
export function breaksOf(words: Words, locale: string, { gaps, lost }: Coverage): Break[] {
	const breaks = gaps.map((gap) => ({
		atMs: gap.atMs,
		what: gapInWords(words, gap),
		when: timeOfDay(locale, gap)
	}));
	const holes = lost.ranges.map(({ fromMs, toMs }) => ({
		atMs: fromMs,
		what: words.coverage.hole(lengthInWords(words, toMs - fromMs)),
		when: words.coverage.into(clock(fromMs))
	}));
	return [...breaks, ...holes].sort((a, b) => a.atMs - b.atMs);
}

/** `Paused for 4 min`. */
export const gapInWords = (words: Words, { cause, fromMs, toMs }: Gap): string =>
	words.gap[cause](lengthInWords(words, toMs - fromMs));

/** `10:42 – 10:46`; once where it is the same minute. */
export const timeOfDay = (locale: string, { fromMs, toMs }: Gap): string =>
	new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).formatRange(fromMs, toMs);
