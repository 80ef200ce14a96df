import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Utterance } from '#lib/protocol/index.ts';
import { Transcript } from './transcript.ts';

const takeIds = ['a', 'b', 'c'];
const utterance = (revision: number, takeId: string, segment: number, text: string): Utterance => ({
	...{ takeId, segment, startSample: segment * 1600, endSample: segment * 1600 + 800, revision },
	result:
		text === ''
			? { kind: 'no-speech', event: null }
			: { kind: 'text', text, language: null, emotion: null, event: null, confidence: 1 }
});

const step = fc.record({
	takeId: fc.constantFrom(...takeIds),
	segment: fc.nat(5),
	text: fc.constantFrom('', 'one', 'two'),
	samples: fc.array(
		fc.nat(3).map((count) => count * 16_000),
		{ minLength: 3, maxLength: 3 }
	),
	looks: fc.boolean()
});

it('the transcript has the same lines however often it was looked at before', async () => {
	const all = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
		const [watched, fresh] = [new Transcript(), new Transcript()];
		let takes: { id: string; samples: number }[] = [];
		for (const [revision, { takeId, segment, text, samples, looks }] of steps.entries()) {
			for (const each of [watched, fresh]) each.put(utterance(revision + 1, takeId, segment, text));
			takes = takeIds.map((id, at) => ({ id, samples: samples[at] ?? 0 }));
			if (looks) await watched.lines(takes);
		}
		const [seen, expected] = [await watched.lines(takes), await fresh.lines(takes)];
		const key = ({ startMs, id }: { startMs: number; id: string }) =>
			`${String(startMs).padStart(9, '0')} ${id}`;
		const byKey = (lines: typeof seen) => [...lines].sort((a, b) => (key(a) < key(b) ? -1 : 1));
		expect(byKey(seen)).toEqual(byKey(expected));
		expect(seen.map(({ startMs }) => startMs)).toEqual(expected.map(({ startMs }) => startMs));
	});
	await fc.assert(all, { numRuns: 100 });
});

it('[T2] the transcript never goes back to a lower revision', async () => {
	const transcript = new Transcript();
	transcript.put(utterance(2, 'a', 0, 'two'));
	transcript.put(utterance(1, 'a', 0, 'one'));
	expect((await transcript.lines([])).map(({ text }) => text)).toEqual(['two']);
});

it('a line that did not change is the same object at the next look', async () => {
	const transcript = new Transcript();
	transcript.put(utterance(1, 'a', 0, 'one'));
	const [first] = await transcript.lines([]);
	transcript.put(utterance(2, 'a', 1, 'two'));
	expect((await transcript.lines([{ id: 'a', samples: 9 }]))[0]).toBe(first);
});
