import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	applyNoteOps,
	emptyNotes,
	parseUtteranceId,
	type ServerMessage,
	type UtteranceId
} from '#lib/protocol/index.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { startApp } from '../helpers/app.ts';
import { hello, openSocket } from '../helpers/socket.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';

const said = readFileSync(join(import.meta.dirname, '../fixtures/notes/en-immune.txt'), 'utf8')
	.split('\n')
	.map((line) => line.replace(/^\* /, ''))
	.filter(Boolean);
const lines = [...said, 'Your homework for Friday is to read chapter four.'];

let app: Awaited<ReturnType<typeof startApp>>;
beforeEach(async () => {
	app = await startApp({ recogniser: new FakeRecogniser() });
});

async function follow(lectureId: string) {
	const client = await openSocket(app.url, { headers: { cookie: await app.signIn(), origin: app.url } });
	client.say(hello(lectureId, { role: 'viewer' }));
	await client.hear('welcome');
	await until('the whole transcript', () => client.heard.filter(isUtterance).length >= lines.length);
	const correct = (id: UtteranceId, text: string, editId: string = randomUUID()) => {
		client.say({ type: 'edit', editId, edit: { kind: 'utterance', ...parseUtteranceId(id), text } });
		return until('an answer', () =>
			client.heard.some((told) => told.type === 'edited' && told.editId === editId)
		);
	};
	const told = (id: UtteranceId) => {
		const { takeId, segment } = parseUtteranceId(id);
		return client.heard
			.filter(isUtterance)
			.map(({ utterance }) => utterance)
			.filter((each) => each.takeId === takeId && each.segment === segment);
	};
	const notes = () =>
		client.heard.reduce(
			(document, each) => (each.type === 'notes' ? applyNoteOps(document, each.ops) : document),
			emptyNotes
		);
	return { client, correct, told, notes };
}
const isUtterance = (message: ServerMessage): message is Extract<ServerMessage, { type: 'utterance' }> =>
	message.type === 'utterance';

const rowOf = (id: UtteranceId) => {
	const { takeId, segment } = parseUtteranceId(id);
	return app.db
		.selectFrom('utterances')
		.select(['result', 'heard'])
		.where('take_id', '=', takeId)
		.where('segment', '=', segment)
		.executeTakeFirstOrThrow();
};

describe('a corrected line', () => {
	it('[T2, T4, W9] is told to everybody as its next revision, once, and what was heard is kept', async () => {
		const { lectureId, lineIds } = await storeLecture(app, { title: 'T', lines, sections: [] });
		const [id] = lineIds as [UtteranceId];
		const here = await follow(lectureId);
		const elsewhere = await follow(lectureId);
		const editId = randomUUID();
		await here.correct(id, ' Good morning. ', editId);
		await here.correct(id, ' Good morning. ', editId);
		await until('the other one to hear of it', () => elsewhere.told(id).length === 2);
		const [before, after, ...more] = here.told(id);
		expect(more).toEqual([]);
		expect(after?.result).toEqual({ ...before?.result, text: 'Good morning.', corrected: true });
		expect(after?.revision).toBeGreaterThan(before?.revision as number);
		expect(JSON.parse((await rowOf(id)).heard as string)).toEqual(before?.result);
		const later = await follow(lectureId);
		expect(later.told(id)).toEqual([after]);
	});

	it('[T4] is again what was heard when that is written, and can be taken out and put back', async () => {
		const { lectureId, lineIds } = await storeLecture(app, { title: 'T', lines, sections: [] });
		const [id] = lineIds as [UtteranceId];
		const { correct, told } = await follow(lectureId);
		await correct(id, 'Good morning.');
		await correct(id, '');
		expect(told(id).at(-1)?.result).toEqual({ kind: 'no-speech', event: null });
		await correct(id, lines[0] as string);
		expect(told(id).at(-1)?.result).toEqual(told(id)[0]?.result);
	});

	it('that nobody said changes nothing, and the session goes on', async () => {
		const { lectureId, lineIds } = await storeLecture(app, { title: 'T', lines, sections: [] });
		const { client, correct } = await follow(lectureId);
		const { takeId } = parseUtteranceId(lineIds[0] as UtteranceId);
		const before = client.heard.filter(isUtterance).length;
		await correct(`${takeId}/999`, 'x');
		await correct(`${randomUUID()}/0`, 'x');
		await correct(lineIds[0] as UtteranceId, 'Good morning.');
		expect(client.heard.filter(isUtterance).length).toBe(before + 1);
	});

	it('[N1, T4] reaches the notes, but not what a person wrote in them', async () => {
		const { lectureId, lineIds } = await storeLecture(app, { title: 'T', lines, sections: [] });
		const last = lineIds.at(-1) as UtteranceId;
		const { client, correct, notes } = await follow(lectureId);
		const task = () => [...notes().blocks.values()].find(({ cites }) => cites.includes(last));
		await correct(lineIds[0] as UtteranceId, 'Good morning.');
		await until('the task', () => task()?.md.includes('Friday'));
		await correct(last, 'Your homework for Monday is to read chapter four.');
		await until('the corrected task', () => task()?.md.includes('Monday'));
		const blockId = task()?.blockId as string;
		client.say({
			type: 'edit',
			editId: randomUUID(),
			edit: { kind: 'note', change: { act: 'write-block', blockId, md: 'Read chapter 4' } }
		});
		await until('the written task', () => task()?.locked);
		const cursor = () =>
			client.heard.filter(({ type }) => type === 'status').at(-1) as { notedRevision: number };
		await correct(last, 'Your homework for Tuesday is to read chapter five.');
		const { revision } = client.heard.filter(isUtterance).at(-1)?.utterance as { revision: number };
		await until('the notes to have read it', () => cursor().notedRevision >= revision);
		expect(notes().blocks.get(blockId)).toMatchObject({ md: 'Read chapter 4', locked: true });
	});
});
