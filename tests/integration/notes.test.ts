import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyNoteOps, emptyNotes, outlineOf, type Edit, type NoteChange } from '#lib/protocol/index.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { startApp } from '../helpers/app.ts';
import { hello, openSocket } from '../helpers/socket.ts';
import { until } from '../helpers/until.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let cookie: string;

beforeEach(async () => {
	app = await startApp({ recogniser: new FakeRecogniser() });
	cookie = await app.signIn();
});

async function follow(lectureId: string, role: 'recorder' | 'viewer' = 'viewer') {
	const client = await openSocket(app.url, { headers: { cookie, origin: app.url } });
	client.say(hello(lectureId, { role }));
	await client.hear('welcome');
	const edit = (made: Edit, editId: string = randomUUID()) =>
		client.say({ type: 'edit', editId, edit: made });
	const change = (made: NoteChange, editId?: string) => edit({ kind: 'note', change: made }, editId);
	const notes = () =>
		client.heard.reduce(
			(document, told) => (told.type === 'notes' ? applyNoteOps(document, told.ops) : document),
			emptyNotes
		);
	return { client, edit, change, notes };
}

describe('a person and the notes', () => {
	it('[W9, N2] edits reach every viewer once, and who comes later finds them', async () => {
		const lectureId = randomUUID();
		const recorder = await follow(lectureId, 'recorder');
		const viewer = await follow(lectureId);
		const sectionId = randomUUID();
		const blockId = randomUUID();
		viewer.change({ act: 'add-section', sectionId, title: 'My own', position: 1 });
		const line = {
			act: 'add-block' as const,
			blockId,
			sectionId,
			kind: 'bullet' as const,
			cites: [],
			position: 1
		};
		const editId = randomUUID();
		viewer.change({ ...line, md: 'mine' }, editId);
		viewer.change({ ...line, md: 'mine' }, editId);
		viewer.change({ act: 'write-block', blockId, md: 'mine, and better' });
		const edited = () => viewer.client.heard.filter(({ type }) => type === 'edited').length;
		await until('four answers', () => edited() === 4);
		const told = (who: typeof viewer) => who.client.heard.filter(({ type }) => type === 'notes').length;
		await until('three changes at the recorder', () => told(recorder) === 3);
		const later = await follow(lectureId);
		await until('the same notes', () => told(later) === 3);
		for (const { notes } of [recorder, viewer, later]) {
			const [only] = outlineOf(notes());
			expect(only?.section).toMatchObject({ title: 'My own', origin: 'person', locked: true });
			expect(only?.blocks.map(({ md, rev }) => [md, rev])).toEqual([['mine, and better', 2]]);
		}
	});

	it('chooses how notes are written before the lecture begins', async () => {
		const noteStyle = { template: 'concepts', language: 'ko' } as const;
		const recorder = await openSocket(app.url, { headers: { cookie, origin: app.url } });
		const lecture = { title: 'T', createdAt: 1, language: 'en', noteStyle } as const;
		recorder.say(hello(randomUUID(), { lecture }));
		expect((await recorder.hear('welcome')).lecture.noteStyle).toEqual(noteStyle);
	});

	it('chooses how notes are written from here on', async () => {
		const lectureId = randomUUID();
		const { client, edit } = await follow(lectureId, 'recorder');
		edit({ kind: 'notes', template: 'free', freeText: 'Only the dates', language: 'ja' });
		const told = await client.hear('lecture');
		expect(told.lecture.noteStyle).toEqual({
			template: 'free',
			freeText: 'Only the dates',
			language: 'ja'
		});
	});
});
