import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerReader, type ModelPart } from './answer-reader.ts';

const lineNamed = (number: number) => (number >= 1 && number <= 20 ? `take/${number}` : undefined);

function read(pieces: readonly string[]): { blocks: ModelPart[]; refused: number } {
	const reader = new AnswerReader(lineNamed);
	const blocks = [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
	return { blocks, refused: reader.refusedCites };
}
const lecture = (md: string, ...numbers: number[]): ModelPart => ({
	kind: 'lecture',
	md,
	cites: numbers.map((number) => `take/${number}`)
});

const answer = [
	'Light is caught [s2], then **kept** [s3-s5].',
	'',
	'## Two stages',
	'- Water is split [s7, s8]',
	'- Sugar is built（s9）',
	'  with energy [s99]',
	'',
	'$$',
	'[s1] \\to x',
	'',
	'y',
	'$$ ',
	'```js',
	'a[s1]',
	'',
	'b',
	'```',
	'类囊体膜上【s11】。光 $$E = h\\nu$$ 够了 [s12]',
	'',
	'BEYOND THE LECTURE',
	'Plants do more.'
].join('\n');

describe('reading an answer', () => {
	it('gives paragraphs, items, formulas and code whole, each with the lines that it cites', () => {
		expect(read([answer])).toEqual({
			blocks: [
				lecture('Light is caught, then **kept**.', 2, 3, 4, 5),
				lecture('**Two stages**'),
				lecture('- Water is split', 7, 8),
				lecture('- Sugar is built\n  with energy', 9),
				lecture(
					'$$\n[s1] \\to x\n\ny\n$$ \n```js\na[s1]\n\nb\n```\n类囊体膜上。光 $$E = h\\nu$$ 够了',
					11,
					12
				),
				{ kind: 'beyond', md: 'Plants do more.', cites: [] }
			],
			refused: 1
		});
	});

	it('gives the same parts at any split', () => {
		const cuts = fc.array(fc.nat(answer.length), { maxLength: 12 });
		fc.assert(
			fc.property(cuts, (at) => {
				const sorted = [0, ...at.sort((a, b) => a - b), answer.length];
				const pieces = sorted.slice(1).map((end, index) => answer.slice(sorted[index], end));
				expect(read(pieces)).toEqual(read([answer]));
			})
		);
	});

	it('never throws, cites nothing that was not shown, and counts what it takes out', () => {
		const rows = fc.constantFrom(
			'[s1]',
			'[s21]',
			'[s0-s3]',
			'```',
			'$$',
			'- ',
			'\n',
			'(s4',
			's5]',
			'NOT FOUND\n'
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(rows, fc.string())), (pieces) => {
				const { blocks, refused } = read(pieces);
				const cites = blocks.flatMap((block) => block.cites);
				expect(cites.filter((id) => !/^take\/([1-9]|1\d|20)$/.test(id))).toEqual([]);
				expect(refused).toBeGreaterThanOrEqual(0);
			})
		);
		expect(read(['x [s21, s3] [s0]'])).toEqual({ blocks: [lecture('x', 3)], refused: 2 });
	});

	it('a part is told as soon as the next one begins, and not before it is whole', () => {
		const reader = new AnswerReader(lineNamed);
		expect(reader.push('One **bo')).toEqual([]);
		expect(reader.push('ld** [s1]\n')).toEqual([]);
		expect(reader.push('- two')).toEqual([]);
		expect(reader.push('\n')).toEqual([lecture('One **bold**', 1)]);
		expect(reader.end()).toEqual([lecture('- two')]);
	});

	it('reads that nothing was found, with or without more words', () => {
		const notFound = { kind: 'not-found', md: '', cites: [] };
		expect(read(['NOT FOUND']).blocks).toEqual([notFound]);
		expect(read(['**Not found.**\nIt says when the homework is due [s4].']).blocks).toEqual([
			notFound,
			lecture('It says when the homework is due.', 4)
		]);
	});

	it('code and formulas that never end are ended', () => {
		expect(read(['```\nx']).blocks).toEqual([lecture('```\nx\n```')]);
		expect(read(['- ```js\nx\n``` [s1]\n\nafter']).blocks).toEqual([
			lecture('- ```js\nx\n```', 1),
			lecture('after')
		]);
		expect(read(['$$\nx']).blocks).toEqual([lecture('$$\nx\n$$')]);
	});
});
