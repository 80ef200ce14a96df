import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cue, limits, type Spoken } from './cue.ts';
import { cuesOf } from './cues.ts';
import { widthOf } from './width.ts';

const letters = (text: string) => text.replace(/\s/g, '');
const textOf = (cues: readonly Cue[]) => cues.flatMap(({ lines }) => lines).join(' ');
const linesOf = (text: string, lengthMs = text.length * 70) =>
	cuesOf([{ startMs: 0, endMs: lengthMs, text }]).flatMap(({ lines }) => lines);

const word = fc.constantFrom(
	...['light', 'a', 'photosynthesis', 'chlorophyll,', 'end.', 'and', 'Marie', 'Curie', '3.14', '1,000', '%'],
	...['光合作用', '这是', '“重点”', '。', '，', '二零二零年', '<b>', '-->', '{1,', '😊', 'x'.repeat(130)]
);
const oddTime = fc.oneof(fc.integer({ min: -500, max: 90_000 }), fc.constant(0), fc.constant(NaN));

/** A stretch whose tokens have times of every kind: right, missing, all zero, back and forth. */
const stretch = fc
	.record({
		words: fc.array(word, { minLength: 1, maxLength: 40 }),
		times: fc.array(fc.tuple(oddTime, oddTime), { maxLength: 40 }),
		pauseMs: fc.integer({ min: -2_000, max: 9_000 }),
		lengthMs: fc.integer({ min: 0, max: 25_000 }),
		withTokens: fc.boolean()
	})
	.map(({ words, times, withTokens, ...rest }) => ({
		...rest,
		text: words.join(' '),
		tokens: words.map((text, index) => ({
			text: index === 0 ? text : ` ${text}`,
			startMs: times[index % Math.max(1, times.length)]?.[0] ?? 0,
			endMs: times[index % Math.max(1, times.length)]?.[1] ?? 0
		})),
		withTokens
	}));
const lecture = fc.array(stretch, { maxLength: 12 }).map((stretches): Spoken[] => {
	let atMs = 0;
	return stretches.map(({ pauseMs, lengthMs, text, tokens, withTokens }) => {
		const startMs = Math.max(0, atMs + pauseMs);
		atMs = startMs + lengthMs;
		return { startMs, endMs: atMs, text, ...(withTokens && { tokens }) };
	});
});

describe('cues of a lecture', () => {
	it('hold every letter once and in order, whatever the times say', () => {
		fc.assert(
			fc.property(lecture, (spoken) => {
				expect(letters(textOf(cuesOf(spoken)))).toBe(letters(spoken.map(({ text }) => text).join('')));
			}),
			{ numRuns: 40 }
		);
	});

	it('stand for 1 to 7 s, in whole milliseconds, and never overlap', () => {
		fc.assert(
			fc.property(lecture, (spoken) => {
				let before = 0;
				for (const { startMs, endMs } of cuesOf(spoken)) {
					expect(Number.isInteger(startMs) && Number.isInteger(endMs)).toBe(true);
					expect(startMs).toBeGreaterThanOrEqual(before);
					expect(endMs - startMs).toBeGreaterThanOrEqual(limits.durationMsMin);
					expect(endMs - startMs).toBeLessThanOrEqual(limits.durationMsMax);
					before = endMs;
				}
			}),
			{ numRuns: 40 }
		);
	});

	it('have one or two lines of at most 42 columns', () => {
		fc.assert(
			fc.property(lecture, (spoken) => {
				for (const { lines } of cuesOf(spoken)) {
					expect([1, 2]).toContain(lines.length);
					for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(limits.lineWidthMax);
				}
			}),
			{ numRuns: 40 }
		);
	});

	it('can be read at an ordinary pace of speech, and come less than a second late', () => {
		const sentence = fc
			.array(fc.constantFrom('light', 'reaction', 'of', 'the', 'plant,', 'is', 'energy.', '光合', '作用'), {
				minLength: 3,
				maxLength: 60
			})
			.map((words) => words.join(' '));
		fc.assert(
			fc.property(fc.array(sentence, { minLength: 1, maxLength: 8 }), (sentences) => {
				let atMs = 0;
				const saidAtMs: number[] = [];
				const spoken = sentences.map((text) => {
					const startMs = atMs;
					atMs += (widthOf(text) / 15) * 1000;
					const count = letters(text).length;
					for (let at = 0; at < count; at++) saidAtMs.push(startMs + ((atMs - startMs) * at) / count);
					return { startMs, endMs: atMs, text };
				});
				let read = 0;
				for (const { startMs, endMs, lines } of cuesOf(spoken)) {
					const widthPerSecond = widthOf(lines.join(' ')) / ((endMs - startMs) / 1000);
					expect(widthPerSecond).toBeLessThanOrEqual(limits.widthPerSecondMax);
					expect(startMs - (saidAtMs[read] as number)).toBeLessThan(1_000);
					read += letters(lines.join('')).length;
				}
			})
		);
	});
});

describe('a cue', () => {
	it('ends where a phrase does', () => {
		expect(
			linesOf('In the first stage, light hits a pigment, and its energy lifts an electron to a higher level.')
		).toEqual([
			'In the first stage, light hits a pigment,',
			'and its energy lifts an electron',
			'to a higher level.'
		]);
	});

	it.each([
		['a number and its unit', `${'word '.repeat(7)}weighs 1,234.5 kg ${'word '.repeat(9)}`, '1,234.5 kg'],
		['a decimal', `${'word '.repeat(7)}about 3.14159 and ${'word '.repeat(9)}`, '3.14159'],
		['a name', `${'word '.repeat(7)}by Marie Curie in ${'word '.repeat(9)}`, 'Marie Curie'],
		['a Chinese number', `${'内容很多'.repeat(4)}在一九三六年发动了${'内容很多'.repeat(4)}`, '一九三六年'],
		['a Chinese word', `${'内容很多'.repeat(4)}我们光合作用的${'内容很多'.repeat(4)}`, '光合作用的']
	])('does not cut through %s', (_, text, whole) => {
		expect(linesOf(text).some((line) => line.includes(whole))).toBe(true);
	});

	it('takes a word of its own only where it stands alone', () => {
		const alone = cuesOf([
			{ startMs: 0, endMs: 2_000, text: 'Is that clear?' },
			{ startMs: 9_000, endMs: 9_100, text: 'Yes.' },
			{ startMs: 20_000, endMs: 22_000, text: 'Then let us go on.' }
		]);
		expect(alone.map(({ startMs, endMs }) => endMs - startMs)).toEqual([2_300, 1_000, 2_300]);
		const dense = cuesOf([
			{ startMs: 0, endMs: 2_000, text: 'Is that clear?' },
			{ startMs: 2_000, endMs: 2_100, text: 'Yes.' },
			{ startMs: 2_100, endMs: 4_000, text: 'Then let us go on.' }
		]);
		expect(dense.map(({ lines }) => lines.join(' '))).toEqual(['Is that clear? Yes. Then let us go on.']);
	});

	it('follows the times of its words where they are known', () => {
		const words = ['one', ' two', ' three', ' four', ' five', ' six.', ' Seven', ' eight.'];
		const tokens = words.map((text, index) => ({
			text,
			startMs: index < 6 ? index * 100 : 8_000 + index * 100,
			endMs: index < 6 ? index * 100 + 90 : 8_090 + index * 100
		}));
		const cues = cuesOf([{ startMs: 0, endMs: 10_000, text: words.join(''), tokens }]);
		expect(cues.map(({ startMs, lines }) => [startMs, ...lines])).toEqual([
			[0, 'one two three four five six.'],
			[8_600, 'Seven eight.']
		]);
	});

	it('shares out the time where its words have none', () => {
		const text = 'one two three four. '.repeat(10).trim();
		const zero = text.split(/(?= )/).map((each) => ({ text: each, startMs: 0, endMs: 0 }));
		const stretch = { startMs: 0, endMs: 20_000, text };
		expect(cuesOf([{ ...stretch, tokens: zero }])).toEqual(cuesOf([stretch]));
	});
});
