import { readFileSync } from 'node:fs';
import { HtmlRenderer, Parser } from 'commonmark';
import fc from 'fast-check';
import createMarkdown from 'markdown-it';
import { Marked } from 'marked';
import { describe, expect, it, test } from 'vitest';
import { draftOf } from '#lib/notes/markdown.ts';
import { printMarkdown } from './print.ts';
import { paragraph, text } from './node.ts';
import { nodesOf } from './tree.ts';

const field = readFileSync(new URL('../../../../tests/fixtures/cases/t-export.txt', import.meta.url), 'utf8')
	.split('\n')
	.filter(Boolean);

const renderers: Record<string, (md: string) => string> = {
	'markdown-it': (md) => createMarkdown({ html: true, linkify: false }).render(md),
	commonmark: (md) => new HtmlRenderer().render(new Parser().parse(md)),
	marked: (md) => new Marked({ gfm: true }).parse(md, { async: false })
};
/** The text of a page, without the mail links that GitHub's dialect adds. */
const wordsOf = (html: string) =>
	html
		.replace(/<\/?(?:p|strong|em|del|s|code|a|ul|ol|li|blockquote|br|pre)(?: [^>]*)?\/?>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&')
		.replace(/\s+/g, ' ')
		.trim();
const oneLine = (line: string) => line.replace(/\s+/g, ' ').trim();

const piece = fc.constantFrom(
	...['#', '1.', '1)', '- ', '+', '* ', '*', '**', '_', '__', '`', '```', '<b>', '</b>', '<!--', '-->', '|'],
	...[
		'---',
		'===',
		'[',
		']',
		'](x)',
		'![',
		'(',
		')',
		'\\',
		'&lt;',
		'&',
		'~',
		'~~',
		'$',
		'$$',
		'^',
		'{#a}',
		'>'
	],
	...[
		'https://a.b/c_d_e',
		'http://x?y=1&lt;',
		'www.a_b_c.de',
		'a_b@c.de',
		' ',
		'  ',
		'word',
		'光',
		'“',
		'：',
		'😊'
	]
);
const odd = fc
	.array(piece, { minLength: 1, maxLength: 12 })
	.map((pieces) => pieces.join(''))
	.filter((line) => line.trim() !== '');

describe.each(Object.entries(renderers))('text in %s', (_, render) => {
	it('is shown as it was said', () => {
		const check = (line: string) => {
			const html = render(printMarkdown([paragraph(text(line))]));
			expect(html).toMatch(/^<p>/);
			expect(wordsOf(html)).toBe(oneLine(line));
		};
		field.forEach(check);
		fc.assert(fc.property(odd, check));
	});

	it('is shown as it was said in a list and in a heading', () => {
		fc.assert(
			fc.property(odd, (line) => {
				const item = { type: 'listItem', spread: false, children: [paragraph(text(line))] };
				const list = { type: 'list', ordered: false, spread: false, children: [item] };
				expect(wordsOf(render(printMarkdown([list])))).toBe(oneLine(line));
				const heading = { type: 'heading', depth: 2, children: [text(oneLine(line))] };
				expect(wordsOf(render(printMarkdown([heading])).replace(/<\/?h2[^>]*>/g, ''))).toBe(oneLine(line));
			})
		);
	});
});

/** What is bold on a page. */
const boldOf = (html: string) => [...html.matchAll(/<strong>(.*?)<\/strong>/gs)].map(([, bold]) => bold);

describe('bold beside Chinese punctuation', () => {
	const cases = [
		['**具体：**与其说', '具体', '具体：与其说'],
		['这是**“重点”**内容', '重点', '这是“重点”内容'],
		['ATP**（三磷酸腺苷）**是', '三磷酸腺苷', 'ATP（三磷酸腺苷）是'],
		['**注意！**ATP', '注意', '注意！ATP'],
		['这里**`x`**是', '<code>x</code>', '这里x是'],
		['这是**重点**内容', '重点', '这是重点内容']
	] as const;
	test.each(cases)('%s is bold in every renderer, with the same words', (md, bold, words) => {
		for (const render of Object.values(renderers)) {
			const html = render(printMarkdown(nodesOf(md)));
			expect(boldOf(html)).toEqual([bold]);
			expect(wordsOf(html)).toBe(words);
		}
	});
});

test('a formula stays a formula, whatever it is made of', () => {
	expect(printMarkdown(nodesOf(String.raw`能量$$E_1 = a*b*c$$，见 $5 和 \(x_2\)`))).toBe(
		'能量$E_1 = a*b*c$，见 \\$5 和 $x_2$\n'
	);
	expect(printMarkdown(nodesOf('So:\n$$\na_1 \\\\\nb\n$$'))).toBe('So:\n\n$$\na_1 \\\\\nb\n$$\n');
});

test('what a note is made of is kept: lists, tables, code, links and breaks', () => {
	const md = [
		'one **two** *three* ~~four~~ `fi_ve` [six](https://x.y/z_1)',
		'seven',
		'',
		'- eight',
		'  1. nine',
		'',
		'> ten',
		'',
		'```js',
		'a < b',
		'```',
		'',
		'| a | b\\|c |',
		'| - | - |',
		'| 1 | 2 |'
	].join('\n');
	const printed = printMarkdown(nodesOf(md));
	expect(printed).toBe(
		[
			'one **two** *three* ~~four~~ `fi_ve` [six](https://x.y/z_1)\\',
			'seven',
			'',
			'- eight',
			'  1. nine',
			'',
			'> ten',
			'',
			'```js',
			'a < b',
			'```',
			'',
			'| a | b\\|c |',
			'| - | - |',
			'| 1 | 2 |',
			''
		].join('\n')
	);
});

test('a link to a moment of the lecture leaves its words', () => {
	expect(printMarkdown(nodesOf('see [12:34](#t=754) again'))).toBe('see 12:34 again\n');
});

test('whatever a model writes is shown in every renderer as on the screen', () => {
	const part = fc.constantFrom(
		...[
			'**',
			'*',
			'`',
			'：',
			'“',
			'”',
			'光',
			'a',
			' ',
			'\n',
			'- ',
			'1. ',
			'> ',
			'#',
			'|',
			'<i>',
			'&amp;',
			'\\',
			'_'
		]
	);
	const letters = (html: string) => wordsOf(html).replace(/\s/g, '');
	fc.assert(
		fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
			const md = parts.join('');
			const printed = printMarkdown(nodesOf(md));
			/** Read again by the notes' own rules it says the same. */
			expect(printMarkdown(nodesOf(printed))).toBe(printed);
			for (const render of Object.values(renderers))
				expect(letters(render(printed))).toBe(letters(draftOf(md).html));
		})
	);
});
