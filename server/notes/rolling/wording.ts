import type { NoteBlock } from '#lib/protocol/index.ts';

/** Why a text does not become a note. */
export type TextRefusal = 'too-long' | 'markup' | 'empty';

const charsMax = 400;
const linesCharsMax = 1_500;
const markup = /<[a-z!/?]|&#?\w+;|!\[|\]\(|\bjavascript:/iu;
/** Names of transcript lines belong into the citation field, not into the text. */
const strayCitation = /(?<!\s)\s*[[(（【]\s*s\d+(?:\s*[-–,，;、]\s*s?\d+)*\s*[\])）】]/gu;
const invisible = /[[\p{Cc}\p{Cf}\p{Co}]--[\n\t]]/gv;

/** A model's text as it goes into the notes, or why it does not. */
export function wordingOf(text: string): { md: string } | { refusal: TextRefusal } {
	const md = withSpacedMaths(text.replace(invisible, '').replace(strayCitation, '').trim());
	if (!/[\p{L}\p{N}]/u.test(md)) return { refusal: 'empty' };
	if ([...md].length > (md.includes('\n') ? linesCharsMax : charsMax)) return { refusal: 'too-long' };
	return markup.test(outsideCodeAndMaths(md)) ? { refusal: 'markup' } : { md };
}

const outsideCodeAndMaths = (md: string): string =>
	md.replace(/\$\$[\s\S]*?\$\$|```[\s\S]*?```|`[^`\n]+`/gu, ' ');

/** What a text is by its form alone. */
export function kindOf(md: string): NoteBlock['kind'] {
	if (/^\$\$[^$]+\$\$$/u.test(md)) return 'formula';
	if (md.startsWith('```')) return 'code';
	return /^\|.*\|\s*\n\|[\s:|-]+\|/u.test(md) ? 'table' : 'bullet';
}

/**
 * Formulas as `$$…$$` with a space between them and the words around, and none inside. `\(…\)` and `\[…\]` are written
 * that way too. A text whose `$$` do not pair is left as it is.
 */
export function withSpacedMaths(text: string): string {
	const parts = text.replace(/\\[([]((?:(?!\\[([])[\s\S])+?)\\[)\]]/gu, '$$$$$1$$$$').split('$$');
	if (parts.length < 3 || parts.length % 2 === 0) return text;
	return parts
		.map((part, at) => (at % 2 === 1 ? `$$${part.trim()}$$` : spaced(part, at > 0, at < parts.length - 1)))
		.join('');
}

function spaced(words: string, afterMaths: boolean, beforeMaths: boolean): string {
	const inner = words.replace(/^[ \t]+|(?<![ \t])[ \t]+$/gu, '');
	if (inner === '') return afterMaths && beforeMaths ? ' ' : words === '' ? '' : inner;
	const left = afterMaths && !/^[\n\p{P}]/u.test(inner) ? ' ' : '';
	const right = beforeMaths && !/[\n（([「『“]$/u.test(inner) ? ' ' : '';
	return `${left}${inner}${right}`;
}
