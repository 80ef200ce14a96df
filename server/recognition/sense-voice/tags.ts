const languages: ReadonlySet<string> = new Set(['zh', 'en', 'yue', 'ja', 'ko']);
const emotions: ReadonlySet<string> = new Set(['HAPPY', 'SAD', 'ANGRY', 'FEARFUL', 'DISGUSTED', 'SURPRISED']);
const events: ReadonlySet<string> = new Set([
	'BGM',
	'Laughter',
	'Applause',
	'Cry',
	'Sneeze',
	'Breath',
	'Cough',
	'Sing',
	'Speech_Noise',
	'GBG'
]);

/** What the four head frames say, as data; null for plain or unknown. */
export type HeadTags = {
	language: string | null;
	emotion: string | null;
	event: string | null;
	/** The model says that nobody speaks. */
	nospeech: boolean;
};

const controlPieces: ReadonlySet<string> = new Set(['<unk>', '<s>', '</s>']);

/** The inside of `<|…|>`, or undefined for a piece of text. */
export const tagOf = (piece: string): string | undefined => /^<\|(.*)\|>$/.exec(piece)?.[1];

/** Whether a piece belongs into text: neither a tag nor a control symbol. */
export const isText = (piece: string): boolean => !controlPieces.has(piece) && tagOf(piece) === undefined;

/** Reads the pieces of the head frames: language, emotion, event, and the text norm, which says nothing new. */
export function readHead(pieces: readonly (string | undefined)[]): HeadTags {
	const [language, emotion, event] = pieces.map((piece) => tagOf(piece ?? ''));
	const known = (names: ReadonlySet<string>, tag: string | undefined) =>
		tag !== undefined && names.has(tag) ? tag : null;
	return {
		language: known(languages, language),
		emotion: known(emotions, emotion),
		event: known(events, event),
		nospeech: language === 'nospeech'
	};
}
