import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Utterance } from '#lib/protocol/index.ts';
import { Journal } from '../lectures/journal.ts';
import { openDatabase } from '../store/database.ts';
import { keyRepository } from '../store/keys.ts';
import type { Showings } from '../slides/showings.ts';
import { lectureRepository } from '../store/lectures.ts';
import { NoteTaker } from './note-taker.ts';
import { ExtractionError } from './extraction-thread/failure.ts';
import type { NoteEngine, NoteRequest, NoteUpdate } from './port.ts';

const nothing: NoteUpdate = {
	ops: [],
	ranges: { put: [], drop: [] },
	unread: new Set(),
	again: 'when-told'
};

/** A lecture in a real database, and a note taker whose engine writes nothing and keeps what it was asked. */
async function setUp({
	update = async () => nothing,
	onRead = () => undefined,
	showings = { of: async () => [] },
	retryMs = 5
}: {
	update?: (request: NoteRequest) => Promise<NoteUpdate>;
	onRead?: () => void;
	showings?: Pick<Showings, 'of'>;
	retryMs?: number;
} = {}) {
	const directory = await mkdtemp(join(tmpdir(), '404notsound-'));
	const db = await openDatabase(join(directory, 'test.db'));
	await keyRepository(db).add({ id: 'k', name: 'K', digest: 'd', admin: true, createdAt: 1 });
	const lectures = lectureRepository(db);
	const journal = new Journal(lectures);
	const lectureId = randomUUID();
	const takeId = randomUUID();
	await lectures.create({ id: lectureId, owner: 'k', title: 'T', language: 'en', createdAt: 1 });
	await lectures.addTake(lectureId, { takeId, number: 0, startedAt: 1, codec: 'pcm_s16le' });
	const asked: NoteRequest[] = [];
	const noted: string[] = [];
	const failures: Error[] = [];
	const engine: NoteEngine = {
		kind: 'extractive',
		update: (request) => (asked.push(request), update(request)),
		forget: () => undefined
	};
	const utterances: typeof lectures.utterances = async (...which) => {
		const rows = await lectures.utterances(...which);
		onRead();
		return rows;
	};
	const noteTaker = new NoteTaker({
		lectures: { ...lectures, utterances },
		journal,
		showings,
		engine,
		backlogSamples: () => 0,
		onNoted: (id) => noted.push(id),
		onFailure: (_, error) => failures.push(error),
		gatherMs: 1,
		retryMs
	});
	onTestFinished(async () => {
		noteTaker.close();
		await db.destroy();
		await rm(directory, { recursive: true });
	});
	const hear = async (segment: number): Promise<Utterance> => {
		const span = { startSample: segment * 1000, endSample: segment * 1000 + 900 };
		const words = { text: `Line ${segment}.`, language: 'en', emotion: null, event: null, confidence: 1 };
		const heard = { takeId, segment, ...span, result: { kind: 'text', ...words } as const };
		return (await journal.addUtterance(lectureId, heard, [])) as Utterance;
	};
	const finish = () => journal.change(lectureId, { finished_at: 1 });
	const cursor = async () => (await lectures.row(lectureId))?.noted_revision;
	return { lectures, journal, lectureId, takeId, noteTaker, asked, noted, cursor, failures, hear, finish };
}

const eventually = (check: () => unknown) => expect.poll(check, { timeout: 10_000, interval: 5 });

describe('the note taker', () => {
	it('misses no line that comes while the stored ones are read', async () => {
		const meanwhile: (() => void)[] = [];
		const { noteTaker, lectureId, asked, hear } = await setUp({ onRead: () => meanwhile.shift()?.() });
		meanwhile.push(() => void hear(1).then((utterance) => noteTaker.add(lectureId, utterance)));
		noteTaker.add(lectureId, await hear(0));
		await eventually(() => asked.at(-1)?.lines.length).toBe(2);
	});

	it('settles a lecture that ended, also when the server stopped between the end and the notes', async () => {
		const { noteTaker, lectures, journal, lectureId, asked, hear, finish } = await setUp();
		await hear(0);
		await journal.addNoteOps(lectureId, 1, () => [], { notedRevision: 1 });
		expect(await lectures.behindInNotes()).toEqual([]);
		await finish();
		expect(await lectures.behindInNotes()).toEqual([lectureId]);
		noteTaker.wake(lectureId);
		await eventually(() => asked.at(-1)?.finished).toBe(true);
		await eventually(() => lectures.behindInNotes()).toEqual([]);
		await hear(1);
		expect(await lectures.behindInNotes()).toEqual([lectureId]);
	});

	it('[N3] keeps how far it has read, tells it, and goes on behind it after a restart', async () => {
		const { noteTaker, lectures, lectureId, noted, cursor, hear } = await setUp();
		noteTaker.add(lectureId, await hear(0));
		await eventually(cursor).toBe(1);
		expect(noted).toEqual([lectureId]);
		expect(await lectures.behindInNotes()).toEqual([]);
		await hear(1);
		expect(await lectures.behindInNotes()).toEqual([lectureId]);
		noteTaker.wake(lectureId);
		await eventually(cursor).toBe(1);
		noteTaker.forget(lectureId);
		noteTaker.wake(lectureId);
		await eventually(cursor).toBe(2);
		expect(await lectures.behindInNotes()).toEqual([]);
	});

	it('[N3] does not count as read what came while the engine was at work', async () => {
		const gate = Promise.withResolvers<NoteUpdate>();
		const { noteTaker, lectureId, asked, cursor, hear } = await setUp({ update: () => gate.promise });
		noteTaker.add(lectureId, await hear(0));
		await eventually(() => asked.length).toBe(1);
		noteTaker.add(lectureId, await hear(1));
		expect(await cursor()).toBe(0);
		gate.resolve(nothing);
		await eventually(cursor).toBe(2);
		expect(asked.map(({ lines }) => lines.length)).toEqual([1, 2]);
	});

	it('gives lines the titles of their slides, found again when slides change and at the end, not with every line', async () => {
		const matched: number[] = [];
		const showings = {
			async of({ revision }: { revision: number }) {
				matched.push(revision);
				if (matched.length === 3) throw new Error('no memory');
				return [{ utteranceId: `${takeId}/0`, deckId: 'deck', slide: 1 }];
			}
		};
		const { noteTaker, lectures, journal, lectureId, takeId, asked, hear, finish } = await setUp({
			showings
		});
		const slides = [{ number: 1, title: 'Cells', text: '', notes: '', hidden: false }];
		const deck = { id: 'deck', lecture_id: lectureId, name: 'D', format: 'pdf', bytes: 1, added_at: 1 };
		const rows = { ...deck, slides: JSON.stringify(slides), glossary: '[]' };
		const titles = () => asked.at(-1)?.lines.map(({ slide }) => slide);
		noteTaker.add(lectureId, await hear(0));
		await eventually(titles).toEqual([undefined]);
		await journal.changeBy(lectureId, async () => {
			const row = await lectures.addDeck(rows, 10);
			return row === 'too-many-decks' ? undefined : row;
		});
		noteTaker.wake(lectureId);
		await eventually(titles).toEqual(['Cells']);
		const before = asked.length;
		await journal.changeBy(lectureId, () =>
			lectures.putAnchor(lectureId, { utteranceId: `${takeId}/0`, deckId: 'deck', slide: 1 })
		);
		noteTaker.wake(lectureId);
		await eventually(() => asked.length).toBeGreaterThan(before);
		const since = asked.slice(before).map(({ lines }) => lines[0]?.slide);
		expect(new Set(since), 'it holds while lines are matched anew').toEqual(new Set(['Cells']));
		await eventually(() => matched.length).toBe(2);
		noteTaker.add(lectureId, await hear(1));
		await eventually(() => asked.at(-1)?.lines.length).toBe(2);
		expect(titles(), 'a newer line is said to the slide before it').toEqual(['Cells', 'Cells']);
		expect(matched).toHaveLength(2);
		await finish();
		noteTaker.wake(lectureId);
		await eventually(() => matched.length).toBe(3);
		noteTaker.wake(lectureId);
		await eventually(() => matched.length).toBe(4);
		await eventually(() => asked.at(-1)?.finished).toBe(true);
		expect(titles(), 'what was found before a failure holds').toEqual(['Cells', 'Cells']);
	});

	it('lets a lecture rest that was too much for the extractor, whatever is said meanwhile, twice as long each time', async () => {
		const { noteTaker, lectureId, asked, failures, hear } = await setUp({
			retryMs: 60_000,
			async update() {
				throw new ExtractionError('too-slow');
			}
		});
		noteTaker.add(lectureId, await hear(0));
		await eventually(() => failures.length).toBe(1);
		noteTaker.add(lectureId, await hear(1));
		await new Promise((done) => setTimeout(done, 20));
		expect(asked).toHaveLength(1);
		noteTaker.wakeAnew(lectureId);
		await eventually(() => asked.length).toBe(2);
		expect(asked.at(-1)?.lines).toHaveLength(2);
	});

	it('tries again after a failure, by itself', async () => {
		let failing = 2;
		const { noteTaker, lectures, lectureId, failures, finish } = await setUp({
			async update() {
				if (failing-- > 0) throw new Error('not now');
				return nothing;
			}
		});
		await finish();
		noteTaker.wake(lectureId);
		await eventually(() => lectures.behindInNotes()).toEqual([]);
		expect(failures).toHaveLength(2);
	});
});
