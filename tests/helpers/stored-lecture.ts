import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	bytesPerSample,
	sampleRate,
	utteranceId,
	type NoteBlock,
	type NoteOp,
	type UtteranceId
} from '#lib/protocol/index.ts';
import { lectureRepository } from '../../server/store/lectures.ts';
import type { startApp } from './app.ts';

type Section = { title: string; blocks: { kind?: NoteBlock['kind']; md: string; cites?: number[] }[] };
type Content = { title: string; lines: readonly string[]; sections: readonly Section[]; goesOn?: boolean };
const secondsEach = 4;

/** Puts a lecture into the database that has ended, unless it `goesOn`, as the stages would have; its lines are four seconds of silence each. */
export async function storeLecture(
	{ db, adminKey, path }: Pick<Awaited<ReturnType<typeof startApp>>, 'db' | 'adminKey' | 'path'>,
	{ title, lines, sections, goesOn = false }: Content
): Promise<{ lectureId: string; lineIds: UtteranceId[] }> {
	const lectures = lectureRepository(db);
	const [lectureId, takeId] = [randomUUID(), randomUUID()];
	const owner = adminKey.split('_')[1] as string;
	const samples = lines.length * secondsEach * sampleRate;
	await lectures.create({ id: lectureId, owner, title, language: 'en', createdAt: Date.now() });
	await lectures.addTake(lectureId, { takeId, number: 0, startedAt: Date.now(), codec: 'pcm_s16le' });
	await db.updateTable('takes').set({ samples, finished: 1 }).where('id', '=', takeId).execute();
	const sound = join(path, 'audio', lectureId);
	await mkdir(sound, { recursive: true });
	await writeFile(join(sound, `${takeId}.pcm`), Buffer.alloc(samples * bytesPerSample));
	for (const [segment, text] of lines.entries())
		await lectures.addUtterance({
			take_id: takeId,
			segment,
			lecture_id: lectureId,
			start_sample: segment * secondsEach * sampleRate,
			end_sample: (segment + 1) * secondsEach * sampleRate,
			result: JSON.stringify({
				kind: 'text',
				text,
				language: 'en',
				emotion: null,
				event: null,
				confidence: 1
			}),
			tokens: '[]'
		});
	const lineIds = lines.map((_, segment) => utteranceId(takeId, segment));
	const ops = JSON.stringify(sections.flatMap((section, at) => opsOf(section, at, lineIds)));
	await lectures.appendNotes(lectureId, { ops: [ops], version: 1 });
	await lectures.change(lectureId, { finished_at: goesOn ? null : Date.now() });
	const row = await lectures.row(lectureId);
	await lectures.appendNotes(lectureId, { ops: [], version: 1, notedRevision: row?.revision ?? 0 });
	await lectures.notesSettled(lectureId, row?.revision ?? 0);
	return { lectureId, lineIds };
}

function opsOf({ title, blocks }: Section, at: number, lineIds: readonly UtteranceId[]): NoteOp[] {
	const sectionId = `S${at}`;
	const common = { origin: 'llm', locked: false, rev: 1 } as const;
	return [
		{ op: 'put-section', section: { sectionId, title, position: at, ...common } },
		...blocks.map(({ kind = 'bullet', md, cites = [0] }, position): NoteOp => {
			const cited = cites.flatMap((line) => lineIds[line] ?? []);
			return {
				op: 'put-block',
				block: { blockId: `${sectionId}.${position}`, sectionId, kind, md, cites: cited, position, ...common }
			};
		})
	];
}
