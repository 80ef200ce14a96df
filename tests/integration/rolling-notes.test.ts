import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
	applyNoteOps,
	defaultNoteStyle,
	emptyNotes,
	sampleRate,
	type NoteOp,
	type ServerMessage
} from '#lib/protocol/index.ts';
import { noteOpsOf } from '../../server/lectures/rows.ts';
import { openDatabase, type Database } from '../../server/store/database.ts';
import { keyRepository } from '../../server/store/keys.ts';
import { lectureRepository } from '../../server/store/lectures.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { refused } from '../fakes/llm-reply.ts';
import { startLlmServer, type LlmCall } from '../fakes/llm-server.ts';
import { notesAnswer } from '../fakes/note-writer.ts';
import { startApp } from '../helpers/app.ts';
import { longLecture } from '../helpers/long-lecture.ts';
import { startServer } from '../helpers/server-process.ts';
import { hello, openSocket } from '../helpers/socket.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

/** A lecture that has ended, with lines that nobody has made notes of. */
async function addLecture(db: Database, owner: string, minutes: number) {
	const lectures = lectureRepository(db);
	const [lectureId, takeId] = [randomUUID(), randomUUID()];
	await lectures.create({ id: lectureId, owner, title: 'T', language: 'en', createdAt: 1 });
	await lectures.addTake(lectureId, { takeId, number: 0, startedAt: 1, codec: 'pcm_s16le' });
	const lines = longLecture(minutes);
	for (const [segment, { text, startMs, endMs }] of lines.entries()) {
		const words = { text, language: 'en', emotion: null, event: null, confidence: 1 };
		await lectures.addUtterance({
			take_id: takeId,
			segment,
			lecture_id: lectureId,
			start_sample: Math.round((startMs / 1000) * sampleRate),
			end_sample: Math.round((endMs / 1000) * sampleRate),
			result: JSON.stringify({ kind: 'text', ...words }),
			tokens: '[]'
		});
	}
	await lectures.change(lectureId, { finished_at: 1 });
	return { lectureId, ids: lines.map((_, segment) => `${takeId}/${segment}`) };
}

/** What a stopped server has left behind. */
async function kept(dataDirectory: string, lectureId: string) {
	const db = await openDatabase(join(dataDirectory, '404notsound.db'));
	const lectures = lectureRepository(db);
	const log: NoteOp[][] = (await lectures.noteOps(lectureId)).map(({ ops }) => noteOpsOf(ops));
	const ranges = await lectures.noteRanges(lectureId, 1);
	const row = await lectures.row(lectureId);
	await db.destroy();
	return { log, ranges, row, document: log.reduce(applyNoteOps, emptyNotes) };
}

async function held(answering: Parameters<typeof startLlmServer>[0], minutes = 8) {
	const llm = await startLlmServer(answering);
	const app = await startApp({
		recogniser: new FakeRecogniser(),
		llm: { baseUrl: llm.url, model: 'played' }
	});
	const { lectureId, ids } = await addLecture(app.db, app.adminKey.split('_')[1] ?? '', minutes);
	const cookie = await app.signIn();
	const viewer = await openSocket(app.url, { headers: { cookie, origin: app.url } });
	viewer.say(hello(lectureId, { role: 'viewer' }));
	const { engine } = await viewer.hear('welcome');
	await app.app.resume();
	const told = <T extends ServerMessage['type']>(type: T) =>
		viewer.heard.filter((each): each is Extract<ServerMessage, { type: T }> => each.type === type);
	const settled = () => viewer.hear('status', ({ notedRevision }) => notedRevision >= ids.length);
	return { app, llm, lectureId, ids, cookie, viewer, engine, told, settled };
}

describe('a server that is killed while a model writes notes', () => {
	it('[N3, N7] goes on where it was: no line is read twice or missed, and no note is doubled', async () => {
		const dataDirectory = await temporaryDirectory();
		const db = await openDatabase(join(dataDirectory, '404notsound.db'));
		await keyRepository(db).add({ id: 'k', name: 'K', digest: 'd', admin: false, createdAt: 1 });
		const { lectureId, ids } = await addLecture(db, 'k', 40);
		await db.destroy();
		let kill: () => void = () => undefined;
		const killAt = new Set([1, 4]);
		const llm = await startLlmServer((call: LlmCall) => {
			if (killAt.delete(call.n)) kill();
			return notesAnswer(call.messages);
		});
		const env = { LLM_BASE_URL: llm.url, LLM_MODEL: 'played', RECOGNISERS: '1' };
		for (let death = 1; death <= 2; death++) {
			const server = await startServer({ dataDirectory, env });
			onTestFinished(async () => void (await server.kill('SIGKILL')));
			kill = () => void server.kill('SIGKILL');
			await server.exited;
		}
		expect(killAt.size).toBe(0);
		const server = await startServer({ dataDirectory, env });
		onTestFinished(async () => void (await server.kill('SIGKILL')));
		await until('the look at the whole', () => llm.calls.some(isWhole));
		await until('all answers', () => llm.calls.length === llm.counts.requests);
		await until('a settled lecture', async () => (await server.kill('SIGTERM')) === 0);

		const { log, ranges, row, document } = await kept(dataDirectory, lectureId);
		const read = ranges.filter(({ state }) => state === 'written').flatMap(({ lines }) => lines);
		expect(read.toSorted()).toEqual(ids.toSorted());
		expect(new Set(read).size).toBe(read.length);
		expect(row?.noted_revision).toBeGreaterThanOrEqual(ids.length);
		const texts = [...document.blocks.values()].map(({ md, cites }) => `${cites.join()} ${md}`);
		expect(new Set(texts).size).toBe(texts.length);
		expect(log.flat().filter((op) => op.op === 'remove-block')).toEqual([]);
		expect([...document.blocks.values()].every(({ origin }) => origin === 'llm')).toBe(true);
	});
});

describe('notes that a model writes', () => {
	it('[N6] are shown line by line while it writes, and stand when it is done', async () => {
		const minutes = 24;
		const { engine, told, settled, llm, ids } = await held((call) => notesAnswer(call.messages), minutes);
		expect(engine.notes).toBe('llm');
		await settled();
		await until('the look at the whole', () => llm.calls.some(isWhole));
		const drafts = told('notes-draft').flatMap(({ ops, waits }) => (waits ? [] : [ops]));
		expect(drafts.length).toBeGreaterThan(3);
		const notes = told('notes').flatMap(({ ops }) => ops);
		const stands = new Set(notes.map((op) => JSON.stringify(op)));
		expect(drafts.flat().filter((op) => !stands.has(JSON.stringify(op)))).toEqual([]);
		const cited = notes.flatMap((op) => (op.op === 'put-block' ? op.block.cites : []));
		expect(cited.filter((id) => !ids.includes(id))).toEqual([]);
	});

	it('[N5] are written anew in another style as the next version; the old one can be looked at and brought back', async () => {
		const { app, llm, lectureId, ids, cookie, told } = await held((call) => notesAnswer(call.messages));
		const api = async (path: string, body?: unknown) => {
			const url = `${app.url}/api/lectures/${lectureId}/notes${path}`;
			const headers = { cookie, origin: app.url, 'content-type': 'application/json' };
			const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
			const answer = await fetch(url, { headers, ...posted });
			return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
		};
		const notes = () =>
			told('notes')
				.flatMap(({ ops }) => ops)
				.reduce((all, op) => applyNoteOps(all, [op]), emptyNotes);
		const lectures = lectureRepository(app.db);
		const settled = async () => {
			const last = (await lectures.noteOps(lectureId)).at(-1)?.revision;
			return (await lectures.behindInNotes()).length === 0 && told('notes').at(-1)?.revision === last;
		};
		await until('settled notes', settled);
		const first = notes();
		expect(first.blocks.size).toBeGreaterThan(0);

		expect(await api('', { template: 'whatever', language: 'zh' })).toMatchObject({ status: 400 });
		expect(await api('', { template: 'tasks', language: 'zh' })).toEqual({
			status: 200,
			body: { version: 2 }
		});
		await until('settled notes of version 2', async () => (await settled()) && notes().version === 2);
		const second = notes();
		expect([...second.blocks.keys()].every((id) => id.startsWith('N2.'))).toBe(true);
		expect(told('lecture').at(-1)?.lecture.noteStyle).toEqual({ template: 'tasks', language: 'zh' });
		expect(llm.calls.at(-1)?.messages[0]?.content).toContain('Write in Simplified Chinese');
		expect((await lectures.row(lectureId))?.noted_revision).toBeGreaterThanOrEqual(ids.length);

		expect((await api('')).body).toMatchObject({
			version: 2,
			versions: [
				{ version: 1, style: defaultNoteStyle, beganAt: 1, writtenBy: { llm: first.blocks.size } },
				{ version: 2, style: { template: 'tasks', language: 'zh' }, writtenBy: { llm: second.blocks.size } }
			]
		});
		const earlier = (await api('/1')).body['notes'] as NoteOp[];
		expect(applyNoteOps(emptyNotes, earlier)).toEqual(first);

		const calls = llm.calls.length;
		expect(await api('/9/restore', {})).toMatchObject({ status: 404 });
		expect(await api('/1/restore', {})).toEqual({ status: 200, body: { version: 3 } });
		await until('settled notes of version 3', async () => (await settled()) && notes().version === 3);
		expect(notes()).toEqual({ ...first, version: 3 });
		expect(told('lecture').at(-1)?.lecture.noteStyle).toEqual(defaultNoteStyle);
		expect(llm.calls.length).toBe(calls);
		const ranges = await lectures.noteRanges(lectureId, 3);
		expect(ranges.flatMap(({ lines }) => lines).toSorted()).toEqual(ids.toSorted());
	});

	it('[N6, P1] come from the extractor where the model refuses, and nothing of it is logged', async () => {
		const { app, settled, told } = await held(() => refused(402));
		await settled();
		const notes = told('notes').flatMap(({ ops }) => ops);
		const origins = new Set(notes.flatMap((op) => (op.op === 'put-block' ? [op.block.origin] : [])));
		expect([...origins]).toEqual(['extractive']);
		const [first] = longLecture(8);
		expect(app.logLines.join('\n')).not.toContain(first?.text.slice(0, 30));
	});
});

describe('a language model that is set while a lecture is open', () => {
	it('writes what the one before failed at, and viewers hear who writes', async () => {
		const { app, cookie, lectureId, told, settled } = await held(() => refused(402));
		await settled();
		const good = await startLlmServer((call) => notesAnswer(call.messages));
		const answer = await fetch(`${app.url}/api/admin/llm`, {
			method: 'PUT',
			headers: { cookie, origin: app.url, 'content-type': 'application/json' },
			body: JSON.stringify({
				...{ provider: 'custom', baseUrl: good.url, model: 'other', apiKey: '', contextTokens: null },
				...{ price: null, capUsd: null, allowPrivate: true }
			})
		});
		expect(answer.status).toBe(200);
		const lectures = lectureRepository(app.db);
		const failed = async () =>
			(await lectures.noteRanges(lectureId, 1)).filter(({ state }) => state === 'failed').length;
		await until('nothing that failed', async () => (await failed()) === 0);
		await until('the look at the whole', () => good.calls.some(isWhole));
		const document = told('notes')
			.flatMap(({ ops }) => ops)
			.reduce((all, op) => applyNoteOps(all, [op]), emptyNotes);
		expect(document.blocks.size).toBeGreaterThan(0);
		expect([...document.blocks.values()].filter(({ origin }) => origin === 'extractive')).toEqual([]);
	});
});

const isWhole = (call: LlmCall): boolean =>
	call.messages[0]?.content.includes('The lecture is over') ?? false;
