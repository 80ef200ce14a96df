/** Letters of scripts that are written without spaces (Hangul is not among them), and full-width marks. */
const unspaced =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
/** Marks that take up the place of a letter: the space is part of them. */
const wideMark = /[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60]/u;
const closing = /[.,;:!?%…)\]}’”»]/u;
const opening = /[([{‘“«]/u;

export const isUnspaced = (letter: string): boolean => unspaced.test(letter);

/** Whether a space belongs between two stretches of speech that follow each other. */
export function needsSpace(before: string, after: string): boolean {
	const [last, first] = [lastOf(before), firstOf(after)];
	if (last === '' || first === '' || /\s/.test(last + first)) return false;
	if (wideMark.test(last) || wideMark.test(first)) return false;
	if (closing.test(first) || opening.test(last)) return false;
	return !(isUnspaced(last) && isUnspaced(first));
}

/** Stretches of speech as one text; empty ones leave no trace. */
export const joinTexts = (texts: readonly string[]): string =>
	texts.reduce((text, next) => text + (needsSpace(text, next) ? ' ' : '') + next, '');

const firstOf = (text: string): string =>
	text === '' ? '' : String.fromCodePoint(text.codePointAt(0) as number);
const lastOf = (text: string): string => [...text.slice(-2)].at(-1) ?? '';
