import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { until } from '../../tests/helpers/until.ts';
import { createRecogniser, type RecogniserOptions } from './pool.ts';
import type { RecogniserState, RecognitionJob, RecognitionOutcome } from './port.ts';

const fakes = join(import.meta.dirname, '../../tests/fakes');

function poolOf(options: Partial<RecogniserOptions> = {}) {
	const pool = createRecogniser({
		model: { name: 'none', grade: 'custom' },
		modelDirectory: 'none',
		children: 1,
		childEntry: join(fakes, 'faulty-child.ts'),
		backoffMs: 10,
		...options
	});
	onTestFinished(() => pool.close());
	return pool;
}

const jobOf = (id: string, audioPath = ''): RecognitionJob => ({
	id,
	audioPath,
	codec: 'pcm_s16le',
	firstSample: 0,
	sampleCount: 16_000,
	language: 'auto',
	priority: 'final'
});

const textOf = (outcome: RecognitionOutcome) =>
	outcome.kind === 'recognised' ? outcome.recognition.text : outcome;

const isAlive = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

describe('a child that dies', () => {
	test('is replaced, its job asked again, and the others are fine', async () => {
		const pool = poolOf();
		const gate = join(await temporaryDirectory(), 'gate');
		const asked = [
			pool.recognise(jobOf('until', gate)),
			pool.recognise(jobOf('a')),
			pool.recognise(jobOf('b'))
		];
		const pid = await until('a child', () => pool.state === 'ready' && pool.pids[0]);
		process.kill(pid, 'SIGKILL');
		await until('its death', () => !isAlive(pid));
		writeFileSync(gate, '');
		const [first, ...others] = (await Promise.all(asked)).map(textOf);
		expect(first).toMatch(/^\d+$/);
		expect(first).not.toBe(String(pid));
		expect(others).toEqual([first, first]);
	});

	test('takes a job with it at most twice; then the job is set aside with its reason', async () => {
		const pool = poolOf({ children: 2 });
		const outcomes = await Promise.all(
			['die', 'a', 'die too', 'b', 'c'].map((id) => pool.recognise(jobOf(id)))
		);
		const aside = {
			kind: 'failed',
			reason: expect.stringMatching(/stopped on this segment, twice/) as string
		};
		expect(outcomes[0]).toEqual(aside);
		expect(outcomes[2]).toEqual(aside);
		for (const index of [1, 3, 4]) expect(outcomes[index]?.kind).toBe('recognised');
	});

	test('twice means two children, no more and no fewer', async () => {
		const pool = poolOf();
		const deaths = join(await temporaryDirectory(), 'deaths');
		await pool.recognise(jobOf('die', deaths));
		expect(new Set(readFileSync(deaths, 'utf8').trim().split('\n')).size).toBe(2);
	});
});

describe('a child that batches', () => {
	test('has as many jobs in hand as it takes, and each gets its own answer', async () => {
		const pool = poolOf({ jobsPerChild: 3 });
		const gate = join(await temporaryDirectory(), 'gate');
		const asked = ['until 1', 'until 2', 'until 3', 'until 4'].map((id) => pool.recognise(jobOf(id, gate)));
		await until('three in one child', () => pool.pids.length === 1 && pool.queuedJobs === 1);
		writeFileSync(gate, '');
		expect(new Set((await Promise.all(asked)).map(textOf)).size).toBe(1);
	});

	test('and dies of one job takes only that one out: the others are heard by the next child', async () => {
		const pool = poolOf({ jobsPerChild: 4 });
		const gate = join(await temporaryDirectory(), 'gate');
		const asked = ['until 1', 'until 2', 'die', 'until 3'].map((id) =>
			pool.recognise(jobOf(id, id === 'die' ? '' : gate))
		);
		await until('the first death', () => pool.queuedJobs > 0);
		writeFileSync(gate, '');
		const outcomes = await Promise.all(asked);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['recognised', 'recognised', 'failed', 'recognised']);
	});
});

test('a job that hangs is ended at its deadline, tried once more, and set aside', async () => {
	const pool = poolOf({ patience: 0.06 });
	const [hung, next] = await Promise.all([pool.recognise(jobOf('hang')), pool.recognise(jobOf('a'))]);
	expect(hung).toEqual({ kind: 'failed', reason: expect.stringMatching(/took too long/) as string });
	expect(next.kind).toBe('recognised');
});

test('a job that the model rejects fails at once, and the child lives on', async () => {
	const pool = poolOf();
	const before = textOf(await pool.recognise(jobOf('a')));
	const outcome = await pool.recognise(jobOf('reject'));
	expect(outcome).toEqual({
		kind: 'failed',
		reason: 'The segment could not be recognised: the model choked.'
	});
	expect(textOf(await pool.recognise(jobOf('b')))).toBe(before);
});

describe('a child that leaks', () => {
	test('is replaced between two jobs, and what it said counts', async () => {
		const pool = poolOf({ childGrowthBytesMax: 120e6 });
		const first = textOf(await pool.recognise(jobOf('a')));
		expect([textOf(await pool.recognise(jobOf('leak'))), pool.metrics().restarts]).toEqual([first, 1]);
		const second = textOf(await pool.recognise(jobOf('b')));
		expect(second).toMatch(/^\d+$/);
		expect(second).not.toBe(first);
		expect(textOf(await pool.recognise(jobOf('c')))).toBe(second);
	});
});

test('what a child holds once its model is loaded is no leak', async () => {
	const pool = poolOf({ modelDirectory: 'heavy', childGrowthBytesMax: 120e6 });
	const first = textOf(await pool.recognise(jobOf('a')));
	expect(textOf(await pool.recognise(jobOf('b')))).toBe(first);
	expect(pool.metrics().restarts).toBe(0);
});

describe.each([
	['dies', 'die', 'stopped'],
	['aborts', 'abort', 'stopped'],
	['hangs', 'hang', 'took too long'],
	['says what is no report', 'babble', 'answered nonsense'],
	['answers without the parts of an answer', 'misshape', 'answered nonsense'],
	['answers another job', 'stranger', 'answered nonsense']
])('a child that %s', (_, fault, what) => {
	test('is replaced; its segment is tried once more and set aside with the reason, and every other lecture is untouched', async () => {
		const pool = poolOf({ children: 2, patience: 0.2 });
		const pids = join(await temporaryDirectory(), 'pids');
		const others = ['algebra', 'biology', 'chemistry'];
		const [guilty, ...outcomes] = await Promise.all([
			pool.recognise({ ...jobOf(fault, pids), stream: 'astronomy' }),
			...[...others, ...others, ...others].map((stream, at) =>
				pool.recognise({ ...jobOf(`job ${at}`), stream })
			)
		]);
		expect(guilty).toEqual({
			kind: 'failed',
			reason: `The recogniser ${what} on this segment, twice. It was set aside.`
		});
		expect(new Set(readFileSync(pids, 'utf8').trim().split('\n')).size).toBe(2);
		expect(outcomes.map(({ kind }) => kind)).toEqual(Array(9).fill('recognised'));
		const after = await pool.recognise({ ...jobOf('after'), stream: 'astronomy' });
		expect(after.kind).toBe('recognised');
		expect(pool.metrics()).toMatchObject({ setAside: 1, answered: { final: 11 } });
	});
});

test('as many children as asked for work side by side', async () => {
	const pool = poolOf({ children: 3 });
	const gate = join(await temporaryDirectory(), 'gate');
	const asked = ['until 1', 'until 2', 'until 3'].map((id) => pool.recognise(jobOf(id, gate)));
	await until('three at work', () => pool.pids.length === 3 && pool.queuedJobs === 0);
	writeFileSync(gate, '');
	expect(new Set((await Promise.all(asked)).map(textOf)).size).toBe(3);
});

describe('a model that cannot be loaded', () => {
	test('makes the state failed, in words, and jobs wait until the pool closes', async () => {
		const pool = poolOf({ modelDirectory: 'refuse' });
		const told: RecogniserState[] = [];
		pool.onState((state) => told.push(state));
		const asked = pool.recognise(jobOf('a'));
		await until('the refusal', () => pool.state === 'failed');
		expect(pool.failure).toBe('There is no model. Fetch one.');
		await pool.close();
		expect(await asked).toEqual({ kind: 'cancelled' });
		expect(told).toEqual(['failed']);
	});
});

test('a child that says something else than whether its model is loaded makes the state failed', async () => {
	const pool = poolOf({ modelDirectory: 'babble' });
	await until('the refusal', () => pool.state === 'failed');
	expect(pool.failure).toMatch(/something else/);
});

describe('the end', () => {
	test('close ends the children and takes back what they had in hand', async () => {
		const pool = poolOf();
		const asked = [pool.recognise(jobOf('hang')), pool.recognise(jobOf('a'))];
		const pid = await until(
			'a child at work',
			() => pool.state === 'ready' && pool.queuedJobs === 1 && pool.pids[0]
		);
		await pool.close();
		expect(await Promise.all(asked)).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }]);
		expect(isAlive(pid)).toBe(false);
	});

	test('a child ends by itself when the process that started it is gone', async () => {
		const parent = spawn(process.execPath, [join(fakes, 'pool-parent.ts')], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const [line] = (await once(parent.stdout, 'data')) as [Buffer];
		const pid = Number(line.toString());
		expect(isAlive(pid)).toBe(true);
		parent.kill('SIGKILL');
		await until('the end of the child', () => !isAlive(pid));
	});
});

test.each([-1, 0.5, Number.NaN])('a job with sample count %d is refused', async (sampleCount) => {
	const outcome = await poolOf().recognise({ ...jobOf('a'), sampleCount });
	expect(outcome.kind).toBe('failed');
});
