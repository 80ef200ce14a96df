import { describe, expect, test } from 'vitest';
import type { Load } from '#lib/protocol/index.ts';
import { VirtualTimers } from '../../tests/fakes/virtual-timers.ts';
import { heard } from '../../tests/fakes/fake-recogniser.ts';
import { Admission } from './admission.ts';
import type { RecognitionJob } from './port.ts';

let jobs = 0;
const jobOf = (priority: RecognitionJob['priority'], stream = 'lecture'): RecognitionJob => ({
	id: `job ${jobs++}`,
	audioPath: '',
	codec: 'pcm_s16le',
	firstSample: 0,
	sampleCount: 16_000,
	language: 'auto',
	priority,
	stream
});

function begin(isServing = () => true) {
	const timers = new VirtualTimers();
	const told: Load[] = [];
	const admission = new Admission({ isServing, onLoad: (load) => told.push(load) }, timers);
	const ask = (priority: RecognitionJob['priority'], stream?: string) => {
		const asked = { outcome: 'waiting' };
		void admission.ask(jobOf(priority, stream)).then(({ kind }) => (asked.outcome = kind));
		return asked;
	};
	/** A child that takes whatever comes next. */
	const hear = () => {
		const work = admission.next();
		if (work) admission.answer(work, heard('words'));
		return work?.job.priority;
	};
	return { timers, told, admission, ask, hear };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the load', () => {
	test('is normal while finals are heard soon, however long partials and backlog wait', async () => {
		const { timers, told, ask, admission } = begin();
		const waiting = [ask('partial'), ask('backlog'), ask('speculative')];
		timers.advance(60_000);
		await settled();
		expect([told, admission.load]).toEqual([[], 'normal']);
		expect(waiting.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'waiting']);
	});

	test('finals that wait make it busy: partials are shed, those that wait and those that come', async () => {
		const { timers, told, ask, hear, admission } = begin();
		const [partial, final, backlog] = [ask('partial'), ask('final'), ask('backlog')];
		timers.advance(1_500);
		const late = ask('partial');
		const speculative = ask('speculative');
		await settled();
		expect(told).toEqual(['busy']);
		expect([partial.outcome, late.outcome]).toEqual(['shed', 'shed']);
		expect([hear(), hear(), hear(), hear()]).toEqual(['final', 'speculative', 'backlog', undefined]);
		await settled();
		expect([final, backlog, speculative].map(({ outcome }) => outcome)).toEqual(Array(3).fill('recognised'));
		expect(admission.metrics()).toMatchObject({ shed: 2, setAside: 0, answered: { final: 1, partial: 0 } });
	});

	test('finals that come late make it overloaded: speculative finals are shed as well, finals and backlog never', async () => {
		const { timers, told, ask, hear } = begin();
		const asked = [ask('final'), ask('backlog'), ask('speculative'), ask('partial')];
		timers.advance(7_000);
		const late = ask('speculative');
		await settled();
		expect(told).toEqual(['busy', 'overloaded']);
		expect(asked.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'shed', 'shed']);
		expect(late.outcome).toBe('shed');
		expect([hear(), hear()]).toEqual(['final', 'backlog']);
	});

	test('recovers by itself, step by step, when finals no longer wait', async () => {
		const { timers, told, ask, hear } = begin();
		ask('final');
		timers.advance(7_000);
		hear();
		timers.advance(21_000);
		expect(told).toEqual(['busy', 'overloaded', 'busy', 'normal']);
		const partial = ask('partial');
		expect(hear()).toBe('partial');
		await settled();
		expect(partial.outcome).toBe('recognised');
	});

	test('does not flap: a lull shorter than ten seconds brings no partials back', () => {
		const { timers, told, ask, hear } = begin();
		ask('final');
		timers.advance(1_500);
		for (let turn = 0; turn < 20; turn++) {
			hear();
			timers.advance(6_000);
			ask('final');
			timers.advance(800);
		}
		expect(told).toEqual(['busy']);
	});

	test('is not judged while no child serves: a model that loads is no overload', () => {
		let serves = false;
		const { timers, told, ask } = begin(() => serves);
		ask('final');
		timers.advance(30_000);
		expect(told).toEqual([]);
		serves = true;
		timers.advance(250);
		expect(told).toEqual(['overloaded']);
	});
});

test('a job that was withdrawn while it was being heard is not heard again when its child is lost', async () => {
	const { admission } = begin();
	const withdrawal = new AbortController();
	const asked = admission.ask(jobOf('speculative'), withdrawal.signal);
	const work = admission.next();
	withdrawal.abort();
	admission.putBack(work!);
	expect([admission.size, await asked]).toEqual([0, { kind: 'cancelled' }]);
});

test('[M1] a job for which there is no room is shed at once', async () => {
	const { ask } = begin();
	const asked = Array.from({ length: 20 }, () => ask('backlog'));
	await settled();
	expect(asked.filter(({ outcome }) => outcome === 'shed')).toHaveLength(4);
	expect(ask('backlog', 'another lecture').outcome).toBe('waiting');
});

test('metrics say how long the oldest has waited by priority, and name nobody', () => {
	const { timers, ask, admission } = begin();
	ask('final');
	timers.advance(300);
	ask('final');
	ask('partial');
	timers.advance(200);
	const metrics = admission.metrics();
	expect(metrics.waiting).toMatchObject({
		final: { jobs: 2, oldestMs: 500 },
		partial: { jobs: 1, oldestMs: 200 }
	});
	expect(JSON.stringify(metrics)).not.toMatch(/lecture|job \d/);
});
