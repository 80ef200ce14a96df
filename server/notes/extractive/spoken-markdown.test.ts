import fc from 'fast-check';
import type { Token } from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { itemOf, spansOf, termOf } from '#lib/notes/inline.ts';
import { tokensOf } from '#lib/notes/markdown.ts';
import { spokenMarkdown, spokenTerm } from './spoken-markdown.ts';

/** What a reader sees of a paragraph; anything but words fails. */
function shown(md: string): string {
	const [open, inline, close, ...more] = tokensOf(md);
	if (open?.type !== 'paragraph_open' || !inline || close?.type !== 'paragraph_close' || more.length > 0)
		return `no paragraph: ${md}`;
	return (inline.children ?? []).map(wordsOf).join('');
}
const wordsOf = ({ type, content }: Token): string =>
	type === 'text' || type === 'text_special' ? content : `(${type})`;

const piece = fc.oneof(
	fc.constantFrom(
		'*',
		'**',
		'_',
		'__',
		'`',
		'~~',
		'$',
		'$$',
		'\\',
		'\\(',
		'\\)',
		'\\[',
		'\\]',
		'[',
		']',
		'(',
		')'
	),
	fc.constantFrom(
		'<',
		'>',
		'#',
		'-',
		'+',
		'1.',
		'2)',
		'&amp;',
		'&',
		'!',
		'|',
		'::',
		':',
		'https://a.example/b_c_d',
		' '
	),
	fc.constantFrom('a', 'word', '2', '的', '重点：', '0.5', 'x_i')
);
const speech = fc
	.array(piece, { minLength: 1, maxLength: 12 })
	.map((pieces) => pieces.join('').replace(/\s+/g, ' ').trim())
	.filter((text) => text !== '');

describe('speech as Markdown', () => {
	it('is shown letter by letter, alone and as an item of a list', () => {
		fc.assert(
			fc.property(speech, (text) => {
				expect(shown(spokenMarkdown(text))).toBe(text);
				expect(shown(itemOf(spokenMarkdown(text)))).toBe(text);
			}),
			{ numRuns: 1000 }
		);
	});

	it('is shown letter by letter until the Markdown reader has loaded', () => {
		for (const text of ['2*3*4', 'the __init__ method', 'costs $$5 or $$6', '- 3 degrees', 'a\\*b'])
			expect(
				spansOf(itemOf(spokenMarkdown(text)))
					.map((span) => span.text)
					.join('')
			).toBe(text);
	});

	it('keeps a term apart from what is said of it', () => {
		fc.assert(
			fc.property(speech, speech, (term, meaning) => {
				const parts = termOf(spokenTerm(term, meaning));
				expect([shown(parts.term), shown(parts.meaning)]).toEqual([term, meaning]);
			}),
			{ numRuns: 500 }
		);
	});

	it('leaves plain speech as it is', () => {
		for (const text of ['It costs $5, or 3 < 4.', 'snake_case and 2 * 3', 'f(x) = [0, 1)', 'C++ is 5-1'])
			expect(spokenMarkdown(text).replaceAll('\\', '')).toBe(text);
		expect(spokenMarkdown('snake_case and 2 * 3')).toBe('snake_case and 2 * 3');
	});
});
