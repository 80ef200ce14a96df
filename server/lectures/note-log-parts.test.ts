import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { applyNoteOps, emptyNotes, type NoteOp, type ServerMessage } from '#lib/protocol/index.ts';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { openDatabase } from '../store/database.ts';
import { keyRepository } from '../store/keys.ts';
import { lectureRepository } from '../store/lectures.ts';
import { Journal } from './journal.ts';

const opsOf = (count: number): NoteOp[] =>
	Array.from({ length: count }, (_, n) => ({
		op: 'put-section',
		section: { sectionId: `s${n}`, title: `${n}`, position: n, origin: 'llm', locked: false, rev: 1 }
	}));

async function setUp() {
	const db = await openDatabase(join(await temporaryDirectory(), 'test.db'));
	onTestFinished(() => db.destroy());
	await keyRepository(db).add({ id: 'k', name: 'K', digest: 'd', admin: true, createdAt: 1 });
	const [lectures, lectureId] = [lectureRepository(db), randomUUID()];
	await lectures.create({ id: lectureId, owner: 'k', title: 'T', language: 'en', createdAt: 1 });
	return { lectures, lectureId };
}

type Notes = Extract<ServerMessage, { type: 'notes' }>;
const isNotes = (message: ServerMessage): message is Notes => message.type === 'notes';
const documentOf = (told: readonly Notes[]) =>
	applyNoteOps(
		emptyNotes,
		told.flatMap(({ ops }) => ops)
	);

it('[N10, W5] a long run of operations is told in parts, and who left after one of them gets the rest', async () => {
	const { lectures, lectureId } = await setUp();
	const journal = new Journal(lectures);
	const told: Notes[] = [];
	const listener = (message: ServerMessage) => void (isNotes(message) && told.push(message));
	await journal.join(lectureId, 0, listener, () => undefined);
	const ops = opsOf(600);
	expect(await journal.addNoteOps(lectureId, 1, () => ops)).toBe(true);
	expect(told.map(({ revision, ops: part }) => [revision, part.length])).toEqual([
		[1, 250],
		[2, 250],
		[3, 100]
	]);
	const whole = applyNoteOps(emptyNotes, ops);
	expect(documentOf(told)).toEqual(whole);
	for (const since of [0, 1, 2, 3]) {
		let missed: ServerMessage[] = [];
		await journal.join(
			lectureId,
			since,
			() => undefined,
			(_, all) => void (missed = all)
		);
		expect(documentOf([...told.slice(0, since), ...missed.filter(isNotes)])).toEqual(whole);
	}
	expect(await new Journal(lectures).notes(lectureId)).toEqual(whole);
});

it('[N5, N10] a long version is restored whole', async () => {
	const { lectures, lectureId } = await setUp();
	const journal = new Journal(lectures);
	await journal.addNoteOps(lectureId, 1, () => opsOf(600));
	await journal.restyleNotes(lectureId, { template: 'default', language: 'lecture' });
	expect((await journal.notes(lectureId)).sections.size).toBe(0);
	expect(await journal.restoreNotes(lectureId, 1)).toBe(3);
	for (const each of [journal, new Journal(lectures)])
		expect((await each.notes(lectureId)).sections.size).toBe(600);
	const row = await lectures.row(lectureId);
	expect((await lectures.noteOps(lectureId)).at(-1)?.revision).toBe(row?.revision);
});
