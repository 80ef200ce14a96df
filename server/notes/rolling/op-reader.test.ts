import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WrittenOp } from './grammar.ts';
import { OpReader } from './op-reader.ts';
import { operationsInProse } from './prose.ts';

function read(pieces: readonly string[]) {
	const reader = new OpReader();
	const readings = [...pieces.map((piece) => reader.push(piece)), reader.close()];
	return {
		ops: readings.flatMap(({ ops }) => ops),
		bad: readings.reduce((sum, { bad }) => sum + bad, 0),
		ended: reader.ended
	};
}

const answer = String.raw`= S3 | Fourier series
+ S3 | s120-s123 | every period is a sum of sines: $$f(x) = \frac{a_0}{2} + \sum_n a_n \cos nx$$ | really
+ S3 | s124 | <<
| n | a_n |
|---|---|
| 1 | \times |
>>
! S3 | s130 | homework: exercises 4 to 7
* S3 | s127,s129 | harmonic :: a sine of n times the lowest frequency
? S3 | s127 | What is a harmonic?
~ S3.2 | s118,s125 | better
? S3.2 | the name was hard to hear
.
`;

const operations: WrittenOp[] = [
	{ op: 'section', section: 'S3', title: 'Fourier series' },
	{
		op: 'add',
		as: 'line',
		section: 'S3',
		cites: [120, 121, 122, 123],
		text: String.raw`every period is a sum of sines: $$f(x) = \frac{a_0}{2} + \sum_n a_n \cos nx$$ | really`
	},
	{ op: 'add', as: 'line', section: 'S3', cites: [124], text: '| n | a_n |\n|---|---|\n| 1 | \\times |' },
	{ op: 'add', as: 'task', section: 'S3', cites: [130], text: 'homework: exercises 4 to 7' },
	{
		op: 'add',
		as: 'term',
		section: 'S3',
		cites: [127, 129],
		text: 'harmonic :: a sine of n times the lowest frequency'
	},
	{ op: 'add', as: 'question', section: 'S3', cites: [127], text: 'What is a harmonic?' },
	{ op: 'revise', block: 'S3.2', cites: [118, 125], text: 'better' },
	{ op: 'doubt', block: 'S3.2' }
];

/** Lines that look much like operations, and some that do not. */
const lines = fc.array(
	fc.oneof(
		fc.constantFrom(
			...answer.split('\n'),
			'+ S1 | s1 | <<',
			'>>',
			'```',
			'.',
			'+ S1 | s9-s1 | back',
			'+ S | |'
		),
		fc.string({ unit: 'grapheme', maxLength: 30 }),
		fc.string({
			unit: fc.constantFrom('=', '+', ' ', 'S', '1', '|', 's', '-', '.', '<', '>', '\r'),
			maxLength: 20
		})
	),
	{ maxLength: 14 }
);

/** The text cut anywhere, also inside a character of two units. */
const cutUp = (text: string, cuts: readonly number[]): string[] => {
	const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
	return [0, ...places].map((from, at) => text.slice(from, places[at]));
};

describe('the language of notes', () => {
	it('says every operation, with formulas as they were written', () => {
		expect(read([answer])).toEqual({ ops: operations, bad: 0, ended: true });
	});

	it('gives the same operations however the answer is cut, and never throws', () => {
		fc.assert(
			fc.property(lines, fc.array(fc.nat(), { maxLength: 30 }), (written, cuts) => {
				const text = written.join('\n');
				expect(read(cutUp(text, cuts))).toEqual(read([text]));
				expect(read(text.split(''))).toEqual(read([text]));
			})
		);
	});

	it('is whole only with its end mark, behind which nothing counts', () => {
		expect(read(['+ S1 | s1 | one\n']).ended).toBe(false);
		expect(read(['+ S1 | s1 | one\n.\n+ S1 | s2 | two\nwords'])).toMatchObject({
			ops: [{ text: 'one' }],
			bad: 0,
			ended: true
		});
		expect(read(['+ S1 | s1 | one\r\n.']).ended).toBe(true);
	});

	it('counts what it does not understand and reads on', () => {
		const text =
			'Here are your notes:\n+ S1 | 12 | no mark\n+ S1 | s1 | yes\n= S1 |\n+ S1 | s1-s900 | all\n.';
		expect(read([text])).toMatchObject({ ops: [{ text: 'yes' }], bad: 4, ended: true });
	});

	it('holds no line that has no end', () => {
		const reader = new OpReader();
		for (let piece = 0; piece < 100; piece++) reader.push('x'.repeat(1_000));
		expect(reader.push('\n+ S1 | s1 | one\n')).toMatchObject({ ops: [{ text: 'one' }], bad: 1 });
		reader.push('+ S1 | s1 | <<\n');
		for (let line = 0; line < 100; line++) reader.push(`${'y'.repeat(100)}\n`);
		expect(reader.push('+ S1 | s2 | two\n.\n').ops).toMatchObject([{ text: 'two' }]);
	});

	it('takes an answer inside a code fence', () => {
		expect(read(['```text\n+ S1 | s1 | one\n.\n```'])).toMatchObject({ ops: [{ text: 'one' }], ended: true });
	});
});

describe('prose instead of operations', () => {
	it('counts where bullets say what they rest on', () => {
		const text =
			'## Sorting\n\nIntro.\n- Bubble sort swaps neighbours [s3-s4].\n* Quicksort splits (s5, s7) first\n- nothing cited';
		expect(operationsInProse(text, { open: undefined, next: 4 })).toEqual([
			{ op: 'section', section: 'S4', title: 'Sorting' },
			{ op: 'add', as: 'line', section: 'S4', cites: [3, 4], text: 'Bubble sort swaps neighbours.' },
			{ op: 'add', as: 'line', section: 'S4', cites: [5, 7], text: 'Quicksort splits first' }
		]);
	});

	it('goes on in the open section, and is of no use without citations', () => {
		expect(operationsInProse('- one [s1]', { open: 'S2', next: 3 })).toMatchObject([{ section: 'S2' }]);
		expect(operationsInProse('- one [s1]', { open: undefined, next: 3 })).toEqual([]);
		expect(operationsInProse('# Title\n- one\n- two (see above)', { open: 'S2', next: 3 })).toEqual([]);
	});
});
