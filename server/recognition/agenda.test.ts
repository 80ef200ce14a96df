import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleRate, type Segment } from '#lib/protocol/index.ts';
import type { TakeRow } from '../store/schema.ts';
import { Agenda, type Errand } from './agenda.ts';

const takeOf = (number: number, seconds: number, finished: 0 | 1 = 0): TakeRow => ({
	id: `take-${number}`,
	lecture_id: 'lecture',
	number,
	started_at: 0,
	codec: 'pcm_s16le',
	device: null,
	continues: null,
	gap: null,
	holes: '[]',
	samples: seconds * sampleRate,
	marks: 0,
	finished
});
/** One segment for every ten seconds. */
const segmentsOf = (seconds: number): Segment[] =>
	Array.from({ length: Math.floor(seconds / 10) }, (_, at) => ({
		index: at * 2,
		startSample: at * 10 * sampleRate,
		endSample: (at * 10 + 8) * sampleRate
	}));
const named = ({ take, segment, priority }: Errand) => `${priority} ${take.number}/${segment.index}`;
const settle = (agenda: Agenda, errand: Errand) => {
	agenda.heard(errand.take.id, errand.segment);
	agenda.release(errand.take.id, errand.segment);
};

describe('the agenda of a lecture', () => {
	test('live speech of the newest take goes first, the rest follows in lecture order', () => {
		const agenda = new Agenda();
		agenda.put(takeOf(1, 100), segmentsOf(100), 1);
		agenda.put(takeOf(0, 40), segmentsOf(40), 1);
		expect(agenda.next().map(named)).toEqual([
			'final 1/14',
			'final 1/16',
			'final 1/18',
			'backlog 0/0',
			'backlog 0/2',
			'backlog 0/4',
			'backlog 0/6'
		]);
	});

	test('an older take is never live, however recent its end looks while it is copied', () => {
		const agenda = new Agenda();
		agenda.put(takeOf(0, 20), segmentsOf(20), 1);
		expect(agenda.next().map(named)).toEqual(['backlog 0/0', 'backlog 0/2']);
	});

	test('a closed take is not live, although it is the last', () => {
		const agenda = new Agenda();
		agenda.put(takeOf(0, 20, 1), segmentsOf(20), 0);
		expect(agenda.next().map(named)).toEqual(['backlog 0/0', 'backlog 0/2']);
	});

	test('a segment that was heard is not heard again, although the logs were read before it was', () => {
		const agenda = new Agenda();
		agenda.put(takeOf(0, 100), segmentsOf(20), 1);
		for (const errand of agenda.next()) settle(agenda, errand);
		agenda.put(takeOf(0, 100), segmentsOf(30), 1);
		expect(agenda.next().map(named)).toEqual(['backlog 0/4']);
		expect(agenda.backlogSamples).toBe(8 * sampleRate);
	});

	test('a take that is closed and heard is forgotten', () => {
		const agenda = new Agenda();
		agenda.put(takeOf(0, 20, 1), segmentsOf(20), 0);
		for (const errand of agenda.next()) settle(agenda, errand);
		expect([agenda.isEmpty, agenda.backlogSamples]).toEqual([true, 0]);
	});

	test('[T3, M1] every segment is given once, at most four of each priority at a time, and backlog by the order of the lecture', () => {
		const sizes = fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 4 });
		const acts = fc.infiniteStream(fc.nat(99));
		fc.assert(
			fc.property(sizes, acts, (seconds, turns) => {
				const agenda = new Agenda();
				const newest = seconds.length - 1;
				const arrived = seconds.map(() => 0);
				const flying: Errand[] = [];
				const given = new Set<string>();
				const turn = (below: number) => (turns.next().value as number) % below;
				const grow = (number: number) => {
					arrived[number] = Math.min(seconds[number] as number, (arrived[number] as number) + 10 + turn(60));
					const heard = new Set([...given].filter((id) => !flying.some((errand) => idOf(errand) === id)));
					const unheard = segmentsOf(arrived[number] as number).filter(
						({ index }) => !heard.has(`${number}/${index}`)
					);
					agenda.put(takeOf(number, arrived[number] as number), unheard, newest);
				};
				const begin = () => {
					const next = agenda.next();
					const backlog = next.filter(({ priority }) => priority === 'backlog');
					expect(backlog.map(placeOf)).toEqual(backlog.map(placeOf).sort((a, b) => a - b));
					for (const errand of next) {
						expect(given.has(idOf(errand))).toBe(false);
						given.add(idOf(errand));
						flying.push(errand);
					}
					for (const priority of ['final', 'backlog'])
						expect(flying.filter((errand) => errand.priority === priority).length).toBeLessThanOrEqual(4);
				};
				while (arrived.some((at, number) => at < (seconds[number] as number)) || flying.length > 0) {
					if (turn(2) === 0) grow(turn(seconds.length));
					const [done] = flying.splice(turn(flying.length + 1), 1);
					if (done) settle(agenda, done);
					begin();
				}
				expect(given.size).toBe(seconds.reduce((sum, each) => sum + Math.floor(each / 10), 0));
			})
		);
	});
});

const idOf = ({ take, segment }: Errand) => `${take.number}/${segment.index}`;
const placeOf = ({ take, segment }: Errand) => take.number * 1000 + segment.index;
