import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formulaOf } from './inline.ts';
import { draftOf } from './markdown.ts';

const inText = (tex: string) => ({ tex, displayed: false });
const onItsOwn = (tex: string) => ({ tex, displayed: true });

describe('a formula', () => {
	test.each([
		['runs along in a sentence', 'so $$E = mc^2$$ holds', [inText('E = mc^2')]],
		['may touch Chinese words', '质量$$m$$与能量$$E$$', [inText('m'), inText('E')]],
		['may stand between brackets', String.raw`both \(a\) and \[b\] here`, [inText('a'), inText('b')]],
		['is displayed when it is alone', '$$a^2 + b^2$$', [onItsOwn('a^2 + b^2')]],
		['is displayed when it is alone on its line', 'First:\n$$x$$\nthen', [onItsOwn('x')]],
		['may take several lines', '$$\na\n- b\n= c\n$$', [onItsOwn('a\n- b\n= c')]],
		['is displayed in a list', '- one\n- $$x$$', [onItsOwn('x')]],
		['needs two dollars', 'costs $5 and $10', []],
		['needs an end', 'from $$a to b', []],
		['needs something in it', 'a $$ $$', []],
		['does not reach over a blank line', '$$a\n\nb$$', []],
		['is not looked for in code', '`$$a$$`', []]
	])('%s', (_, md, formulas) => {
		expect(draftOf(md).formulas).toEqual(formulas);
	});

	it('keeps what Markdown would change', () => {
		const tex = String.raw`\begin{pmatrix} a_1 & *b* \\ <c> & \_ \end{pmatrix}`;
		expect(draftOf(`See $$${tex}$$.`).formulas).toEqual([inText(tex)]);
	});

	it('of a block of its own may go without marks', () => {
		expect(draftOf(formulaOf('a = b')).formulas).toEqual([onItsOwn('a = b')]);
		expect(draftOf(formulaOf('so $$a$$')).formulas).toEqual([inText('a')]);
	});
});

describe('a note', () => {
	test.each([
		[
			'of one paragraph gives its words alone',
			'**Light** and `ATP`',
			'<strong>Light</strong> and <code>ATP</code>'
		],
		[
			'holds no HTML',
			'<b>x</b> <img src=x onerror=alert(1)>',
			'&lt;b&gt;x&lt;/b&gt; &lt;img src=x onerror=alert(1)&gt;'
		],
		[
			'holds no picture',
			'![seen](https://evil.example/x.png)',
			'!<a href="https://evil.example/x.png" target="_blank" rel="noopener noreferrer">seen</a>'
		],
		['is bold beside Chinese punctuation', '**具体：**与其说', '<strong>具体：</strong>与其说'],
		['is bold around quotation marks', '这是**“重点”**内容', '这是<strong>“重点”</strong>内容'],
		['is bold around code beside Chinese', '这里**`x`**是', '这里<strong><code>x</code></strong>是'],
		['holds no heading', '# Loud', '# Loud'],
		['links to a moment of the lecture', '[12:34](#t=754)', '<a href="#t=754">12:34</a>'],
		[
			'links to nothing that runs',
			'[x](javascript:alert(1)) [y](data:text/html,z)',
			'[x](javascript:alert(1)) [y](data:text/html,z)'
		],
		[
			'links to no address without a scheme',
			'[x](//evil.example) [y](/api/lectures)',
			'[x](//evil.example) [y](/api/lectures)'
		]
	])('%s', (_, md, html) => {
		expect(draftOf(md).html).toBe(html);
	});

	it('never throws, and names every formula once', () => {
		const pieces = fc.constantFrom(
			'$$',
			'\\(',
			'\\)',
			'\\[',
			'\\]',
			'\n',
			'\n\n',
			'- ',
			'> ',
			'`',
			'|',
			'a',
			'*',
			'[',
			']('
		);
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
				const { html, formulas } = draftOf(parts.join(''));
				const named = [...html.matchAll(/data-formula="(\d+)"/g)].map(([, number]) => Number(number));
				expect(named).toEqual(formulas.map((_, number) => number));
			})
		);
	});
});
