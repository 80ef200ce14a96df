import { randomUUID } from 'node:crypto';
import { sampleRate, utteranceId, type NoteOp, type UtteranceId } from '#lib/protocol/index.ts';
import type { Database } from '../../server/store/database.ts';
import { slicesOf } from '../../server/kit/event-loop.ts';
import { lectureRepository } from '../../server/store/lectures.ts';

type Content = { title: string; texts: readonly string[]; notes?: readonly NoteOp[]; isRead?: boolean };

const secondsEach = 4;
const rowsAtOnce = 500;

/** Puts a lecture that goes on into the database, its lines four seconds each, many at once: without sound, and much faster than one by one. */
export async function putLargeLecture(
	db: Database,
	owner: string,
	{ title, texts, notes = [], isRead = false }: Content
): Promise<{ lectureId: string; lineIds: UtteranceId[] }> {
	const [lectureId, takeId] = [randomUUID(), randomUUID()];
	const lectures = lectureRepository(db);
	await lectures.create({ id: lectureId, owner, title, language: 'en', createdAt: Date.now() });
	await lectures.addTake(lectureId, { takeId, number: 0, startedAt: Date.now(), codec: 'pcm_s16le' });
	const samples = texts.length * secondsEach * sampleRate;
	await db.updateTable('takes').set({ samples, finished: 1 }).where('id', '=', takeId).execute();
	const rows = texts.map((text, segment) => ({
		...{ take_id: takeId, segment, lecture_id: lectureId, revision: segment + 1, tokens: '[]' },
		start_sample: segment * secondsEach * sampleRate,
		end_sample: (segment + 1) * secondsEach * sampleRate - sampleRate / 2,
		result: JSON.stringify({
			...{ kind: 'text', text, language: null, emotion: null, event: null, confidence: 1 }
		})
	}));
	for (let at = 0; at < rows.length; at += rowsAtOnce)
		await db
			.insertInto('utterances')
			.values(rows.slice(at, at + rowsAtOnce))
			.execute();
	await db
		.updateTable('lectures')
		.set({ revision: texts.length, noted_revision: isRead ? texts.length : 0 })
		.where('id', '=', lectureId)
		.execute();
	const parts = [...slicesOf(notes, 250)].map((part) => JSON.stringify(part));
	await lectures.appendNotes(lectureId, { ops: parts, version: 1 });
	return { lectureId, lineIds: texts.map((_, segment) => utteranceId(takeId, segment)) };
}
