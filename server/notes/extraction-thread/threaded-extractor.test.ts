import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyNotes, type NoteOp } from '#lib/protocol/index.ts';
import type { Extraction } from '../port.ts';
import { ExtractionError } from './failure.ts';
import { ThreadedExtractor } from './threaded-extractor.ts';

const script = new URL('../../../tests/fakes/faulty-extraction.ts', import.meta.url);
const { signal } = new AbortController();

function setUp(options: ConstructorParameters<typeof ThreadedExtractor>[0] = {}) {
	const extractor = new ThreadedExtractor({ script, ...options });
	onTestFinished(() => extractor.close());
	const update = (lectureId: string, texts: string[], by: AbortSignal = signal): Promise<string> =>
		extractor.update(requestOf(lectureId, texts), by).then(
			(ops) => ops.map(said).join(),
			(error: unknown) => (error instanceof ExtractionError ? error.fault : 'another error')
		);
	return { extractor, update };
}

const said = (op: NoteOp): string => (op.op === 'remove-block' ? op.blockId : op.op);
const requestOf = (lectureId: string, texts: string[]): Extraction => ({
	lectureId,
	lines: texts.map((text, at) => ({ id: `t/${at}`, text, language: null, startMs: at, endMs: at + 1 })),
	document: emptyNotes,
	finished: false
});

describe('the extraction thread', () => {
	it('has each lecture as it is at each update', async () => {
		const { update } = setUp();
		expect(await update('a', ['one'])).toBe('a: one');
		expect(await update('b', ['uno'])).toBe('b: uno');
		expect(await update('a', ['one', 'two'])).toBe('a: one two');
		expect(await update('a', ['two'])).toBe('a: two');
		expect(await update('b', ['uno', 'due'])).toBe('b: uno due');
	});

	it('fails the lecture that loops, needs too much memory, throws or ends the thread, and no other', async () => {
		const { update } = setUp({ deadlineMs: 5_000, heapMB: 32 });
		const looping = setUp({ deadlineMs: 100 });
		expect(await looping.update('a', ['loop'])).toBe('too-slow');
		for (const [text, fault] of Object.entries({ eat: 'out-of-memory', throw: 'crashed', exit: 'crashed' })) {
			const [bad, good] = [update('a', ['one', text]), update('b', ['uno'])];
			expect([text, await bad]).toEqual([text, fault]);
			expect(await good).toBe('b: uno');
		}
		expect(await update('a', ['one', 'two'])).toBe('a: one two');
	});

	it('lets a lecture wait longer than its time, as long as it works no longer than that', async () => {
		const { update } = setUp({ deadlineMs: 150 });
		expect(await update('a', ['idle'])).toBe('a: idle');
		expect(await update('a', ['idle', 'loop'])).toBe('too-slow');
		expect(await update('a', ['one'])).toBe('a: one');
	});

	it('tells nothing of what was said when it fails', async () => {
		const { extractor } = setUp();
		await expect(extractor.update(requestOf('a', ['throw']), signal)).rejects.toThrow(
			/^the thread that makes notes failed: TypeError$/
		);
	});

	it('takes lectures in turn, however often one of them asks, and drops what a newer job replaces', async () => {
		const { update } = setUp();
		const order: string[] = [];
		const ask = (lectureId: string, text: string) =>
			update(lectureId, [text]).then((told) => order.push(told));
		await Promise.all([
			ask('a', 'first'),
			ask('a', 'second'),
			ask('b', 'one'),
			ask('a', 'third'),
			ask('c', 'one'),
			ask('b', 'two')
		]);
		expect(order.filter((told) => told !== '')).toEqual(['a: first', 'a: third', 'b: two', 'c: one']);
		expect(order.length).toBe(6);
	});

	it('refuses a lecture when too many wait', async () => {
		const { update } = setUp({ waitingMax: 2 });
		const asked = ['a', 'b', 'c', 'd'].map((lectureId) => update(lectureId, ['one']));
		expect(await Promise.all(asked)).toEqual(['a: one', 'b: one', 'c: one', 'busy']);
	});

	it('gives nothing once it is aborted, whether it waits or runs, and goes on with the others', async () => {
		const { update } = setUp();
		const abort = new AbortController();
		const [running, waiting] = [update('a', ['one'], abort.signal), update('b', ['uno'], abort.signal)];
		abort.abort();
		expect(await Promise.all([running, waiting, update('c', ['un'], abort.signal)])).toEqual(['', '', '']);
		expect(await update('a', ['one', 'two'])).toBe('a: one two');
	});

	it('keeps a lecture whole that is forgotten while it is sent', async () => {
		const { extractor, update } = setUp();
		const texts = Array.from({ length: 2_000 }, (_, at) => String(at));
		const running = update('a', texts);
		extractor.forget('a');
		expect(await running).toBe(`a: ${texts.join(' ')}`);
		expect(await update('a', ['one'])).toBe('a: one');
	});

	it('gives nothing after it was closed', async () => {
		const { extractor, update } = setUp();
		const waiting = [update('a', ['one']), update('b', ['uno'])];
		await extractor.close();
		expect((await Promise.all(waiting))[1]).toBe('');
		expect(await update('c', ['un'])).toBe('');
	});
});
