import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerMessage, TakeState, Utterance } from '#lib/protocol/index.ts';
import { reduce, reduceAll } from './reduce.ts';
import { emptyLecture } from './state.ts';
import { hypothesesOf, linesOf, placesOf } from './transcript.ts';

const takeIds = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;

const take = (number: 0 | 1, samples = 160_000): TakeState => ({
	takeId: takeIds[number],
	number,
	startedAt: 1_700_000_000_000 + number * 60_000,
	codec: 'pcm_s16le',
	samples,
	marks: 0,
	finished: number === 0
});

const welcome = (takes: TakeState[], revision = 0): ServerMessage => ({
	type: 'welcome',
	protocol: 3,
	lecture: {
		lectureId: '00000000-0000-4000-8000-00000000000a',
		title: 'Photosynthesis',
		createdAt: 1_700_000_000_000,
		language: 'auto',
		finishedAt: null
	},
	takes,
	revision,
	limits: { frameBytes: 1, unackedBytes: 1 },
	engine: { recogniser: { name: 'x', grade: 'small', device: 'cpu', state: 'ready' }, notes: 'extractive' }
});

const utterance = (
	takeNumber: 0 | 1,
	segment: number,
	revision: number,
	text = `r${revision}`
): Utterance => ({
	takeId: takeIds[takeNumber],
	segment,
	startSample: segment * 16_000,
	endSample: segment * 16_000 + 12_000,
	revision,
	result: { kind: 'text', text, language: 'en', emotion: null, event: null, confidence: 0.9 }
});

const started = reduce(emptyLecture, welcome([take(0), take(1)]));
const linesIn = (messages: ServerMessage[]) => {
	const state = reduceAll(started, messages);
	return linesOf(state.utterances, placesOf(state.takes)).map(({ id, text, startMs }) => [id, startMs, text]);
};

describe('utterances', () => {
	const arbitrary = fc
		.uniqueArray(
			fc.record({
				takeNumber: fc.constantFrom(0 as const, 1 as const),
				segment: fc.nat(6),
				revision: fc.integer({ min: 1, max: 40 })
			}),
			{ selector: ({ revision }) => revision, maxLength: 20 }
		)
		.map((all) => all.map((u) => utterance(u.takeNumber, u.segment, u.revision)));

	test('[T2] any order and any repetition of the same utterances give the same transcript', () => {
		const shuffledTwice = arbitrary.chain((all) =>
			fc.tuple(
				fc.constant(all),
				fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 })
			)
		);
		fc.assert(
			fc.property(shuffledTwice, ([inOrder, shuffled]) => {
				const asMessages = (all: Utterance[]) =>
					all.map((each) => ({ type: 'utterance' as const, utterance: each }));
				expect(linesIn(asMessages(shuffled))).toEqual(linesIn(asMessages(inOrder)));
			})
		);
	});

	test('[T2] a lower revision never replaces a higher one', () => {
		const messages = [utterance(0, 1, 7, 'new'), utterance(0, 1, 3, 'old')].map(
			(each) => ({ type: 'utterance', utterance: each }) as const
		);
		expect(linesIn(messages).map(([, , text]) => text)).toEqual(['new']);
	});

	test('lines stand in the order of takes and samples, with pauses left out of the time', () => {
		const messages = [utterance(1, 2, 1), utterance(0, 5, 2), utterance(1, 0, 3)].map(
			(each) => ({ type: 'utterance', utterance: each }) as const
		);
		expect(linesIn(messages).map(([, startMs]) => startMs)).toEqual([5_000, 10_000, 12_000]);
	});
});

describe('hypotheses', () => {
	const hypothesis: ServerMessage = {
		type: 'hypothesis',
		takeId: takeIds[0],
		segment: 4,
		startSample: 64_000,
		text: 'maybe'
	};
	const final: ServerMessage = { type: 'utterance', utterance: utterance(0, 4, 9) };

	test('[T1] a final takes the place of its hypothesis', () => {
		const guessing = reduce(started, hypothesis);
		expect(guessing.hypotheses.size).toBe(1);
		expect(reduce(guessing, final).hypotheses.size).toBe(0);
	});

	test('[T5] the part of it that stays is told apart; without word of it, all may still change', () => {
		const shownOf = (messages: ServerMessage[]) => {
			const { hypotheses, takes } = reduceAll(started, messages);
			return hypothesesOf(hypotheses, placesOf(takes)).map(({ committed, open }) => [committed, open]);
		};
		expect(shownOf([hypothesis])).toEqual([['', 'maybe']]);
		expect(shownOf([{ ...hypothesis, committed: 3 }])).toEqual([['may', 'be']]);
		expect(shownOf([{ ...hypothesis, committed: 99 }])).toEqual([['maybe', '']]);
	});

	test('[T1] a hypothesis that arrives after its final is not shown', () => {
		expect(reduceAll(started, [final, hypothesis]).hypotheses.size).toBe(0);
	});
});

describe('the rest', () => {
	const section = (title: string, revision: number): ServerMessage => ({
		type: 'notes',
		revision,
		ops: [
			{
				op: 'put-section',
				section: { sectionId: 's', title, position: 1, origin: 'extractive', locked: false, rev: 1 }
			}
		]
	});

	test('[W5] a restored server begins anew: what came after its copy is forgotten, and what it derives now is shown', () => {
		const heard = (segment: number, revision: number): ServerMessage => ({
			type: 'utterance',
			utterance: utterance(0, segment, revision)
		});
		const before = [welcome([take(0)]), heard(0, 5), section('gone', 6), heard(1, 7)];
		const after = [welcome([take(0)], 4), heard(0, 3), section('new', 4)];
		for (const state of [
			reduceAll(reduceAll(emptyLecture, before), after),
			reduceAll(emptyLecture, [...before, ...after])
		]) {
			expect(state.revision).toBe(4);
			expect([...state.utterances.values()].map(({ revision }) => revision)).toEqual([3]);
			expect(state.notes.sections.get('s')?.title).toBe('new');
		}
		expect(emptyLecture.utterances.size).toBe(0);
		expect(reduceAll(emptyLecture, [...before, welcome([take(0)], 7)]).utterances.size).toBe(2);
	});

	test('[W5] a welcome does not count as seen what it only announces', () => {
		const state = reduce(emptyLecture, welcome([take(0)], 40));
		expect(state.revision).toBe(0);
		expect(reduce(state, section('Light', 12)).notes.sections.get('s')?.title).toBe('Light');
	});

	test('[N2] ops of a revision that was seen already change nothing', () => {
		const state = reduceAll(started, [section('new', 12), section('resent', 12), section('older', 5)]);
		expect(state.notes.sections.get('s')?.title).toBe('new');
		expect(state.revision).toBe(12);
	});

	test('the takes of a welcome replace the ones that were known, also when they are shorter', () => {
		const restored = reduce(started, welcome([take(0, 80_000)]));
		expect([...restored.takes.values()].map(({ samples }) => samples)).toEqual([80_000]);
	});

	test('`stored` moves its take and leaves the given state as it was', () => {
		const message = { type: 'stored', takeId: takeIds[1], samples: 9, marks: 2, finished: true } as const;
		const next = reduce(started, message);
		expect(next.takes.get(takeIds[1])).toMatchObject({ samples: 9, marks: 2, finished: true });
		expect(started.takes.get(takeIds[1])?.samples).toBe(160_000);
	});

	test('the load is told with the status; an older server that does not tell it is taken for one that keeps up', () => {
		const status = { type: 'status', engine: started.engine!, backlogSamples: 0, notedRevision: 0 } as const;
		const busy = reduce(started, { ...status, load: 'busy' });
		expect([started.load, busy.load, reduce(busy, status).load]).toEqual(['normal', 'busy', 'normal']);
	});

	test('folding one by one and in one run is the same', () => {
		const messages: ServerMessage[] = [
			section('a', 2),
			{ type: 'utterance', utterance: utterance(0, 1, 3) },
			section('b', 4),
			{ type: 'status', engine: started.engine!, backlogSamples: 99, notedRevision: 3 }
		];
		expect(reduceAll(started, messages)).toEqual(messages.reduce(reduce, started));
	});
});
