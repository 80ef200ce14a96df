import { isUnspaced } from '#lib/protocol/spacing.ts';
import { limits } from './cue.ts';
import { widthOf } from './width.ts';

/** What is never cut: a word, a number or a name's part, with the marks that cling to it. */
export type Unit = {
	text: string;
	/** A space stands before it when the line goes on. */
	spaced: boolean;
	width: number;
};

/** Cuts a text into units; those joined, with a space before each spaced one, are the text in one line. */
export function unitsOf(text: string): Unit[] {
	return text.split(/[\s\p{Cc}]+/u).flatMap((chunk) =>
		piecesOf(chunk)
			.flatMap(fitting)
			.map((piece, index) => ({ text: piece, spaced: index === 0, width: widthOf(piece) }))
	);
}

/** A word that no line holds is cut by its letters. */
function fitting(piece: string): string[] {
	if (widthOf(piece) <= limits.lineWidthMax) return [piece];
	const parts: string[] = [''];
	for (const { segment } of graphemes.segment(piece)) {
		const last = parts.at(-1) as string;
		if (last !== '' && widthOf(last + segment) > limits.lineWidthMax) parts.push(segment);
		else parts[parts.length - 1] = last + segment;
	}
	return parts;
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const opening = /^[\p{Ps}\p{Pi}]+$/u;
const closing = /^[^\p{L}\p{N}\p{Ps}\p{Pi}]+$/u;
const numeralEnd = /[\p{Nd}〇零一二三四五六七八九十百千万萬亿億两兩点點.,]$/u;
/** What goes on a number: more of it, a fraction's words, a measure. */
const numberGoesOn =
	/^[\p{Nd}〇零一二三四五六七八九十百千万萬亿億两兩点點分之.,%％年月日号號时時秒度米页頁章节節题題个個]/u;
/** Grammatical words that lean on the one before them. */
const enclitic = /^(?:的|地|得|了|着|過|过|吗|嗎|呢|吧|啊|们|們|を|は|が|に|の|で|と|も|へ|た|て)$/;

/** The pieces of what stands between two spaces: one, unless it is written without spaces. */
function piecesOf(chunk: string): string[] {
	if (![...chunk].some(isUnspaced)) return chunk === '' ? [] : [chunk];
	const pieces: string[] = [];
	for (const { segment } of words.segment(chunk)) {
		const before = pieces.at(-1);
		if (before !== undefined && clings(before, segment)) pieces[pieces.length - 1] = before + segment;
		else pieces.push(segment);
	}
	return pieces;
}

function clings(before: string, segment: string): boolean {
	if (closing.test(segment) || opening.test(before)) return true;
	if (numeralEnd.test(before) && numberGoesOn.test(segment)) return true;
	if (enclitic.test(segment)) return true;
	const [last, first] = [[...before].at(-1) ?? '', [...segment][0] ?? ''];
	return !isUnspaced(last) && !isUnspaced(first);
}
