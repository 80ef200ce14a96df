/** What hosted SenseVoice writes into its text, as the data that it stands for. */
const events: Readonly<Record<string, string>> = {
	'🎼': 'BGM',
	'👏': 'Applause',
	'😀': 'Laughter',
	'😭': 'Cry',
	'🤧': 'Sneeze',
	'😷': 'Cough'
};
const emotions: Readonly<Record<string, string>> = {
	'😊': 'HAPPY',
	'😔': 'SAD',
	'😡': 'ANGRY',
	'😰': 'FEARFUL',
	'🤢': 'DISGUSTED',
	'😮': 'SURPRISED'
};
const languages: ReadonlySet<string> = new Set(['zh', 'en', 'yue', 'ja', 'ko']);

const tag = /<\|([^|<>]*)\|>/gu;
const picture = /[\u{1F300}-\u{1FAFF}\u{2600}-\u{27BF}]\u{FE0F}?/gu;

/** Text without pictures and tags, and what those said. */
export type PlainText = {
	text: string;
	language: string | null;
	emotion: string | null;
	event: string | null;
};

/** Takes `<|en|>` tags and pictures out of a text; what is known of them is told as data. */
export function plainText(marked: string): PlainText {
	const tags = [...marked.matchAll(tag)].map(([, name = '']) => name);
	const pictures = [...marked.matchAll(picture)].map(([one]) => one.replace('\u{FE0F}', ''));
	const first = (known: (mark: string) => string | undefined, marks: readonly string[]) =>
		marks.map(known).find((name) => name !== undefined) ?? null;
	return {
		text: marked.replace(tag, ' ').replace(picture, ' ').replace(/\s+/gu, ' ').trim(),
		language: first((name) => (languages.has(name) ? name : undefined), tags),
		emotion:
			first((name) => emotions[name], pictures) ??
			first((name) => (Object.values(emotions).includes(name) ? name : undefined), tags),
		event:
			first((name) => events[name], pictures) ??
			first((name) => (Object.values(events).includes(name) ? name : undefined), tags)
	};
}
