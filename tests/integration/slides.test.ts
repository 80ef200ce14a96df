import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	applyNoteOps,
	emptyNotes,
	outlineOf,
	type DeckInfo,
	type LectureSlides,
	type NoteOp,
	type SpokenTo
} from '#lib/protocol/index.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { addPerson, startApp } from '../helpers/app.ts';
import { pdfOf } from '../helpers/pdf.ts';
import { pptxOf } from '../helpers/pptx.ts';
import { lectureOnSlides } from '../helpers/slide-lecture.ts';
import { hello, openSocket } from '../helpers/socket.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let cookie: string;

beforeEach(async () => {
	app = await startApp({ recogniser: new FakeRecogniser() });
	cookie = await app.signIn();
});

const address = (lectureId: string, rest = '') => `${app.url}/api/lectures/${lectureId}/slides${rest}`;
const ask = (lectureId: string, rest = '', init: RequestInit = {}) =>
	fetch(address(lectureId, rest), { ...init, headers: { cookie, origin: app.url } });
const add = (lectureId: string, name: string, bytes: Uint8Array) =>
	ask(lectureId, `?name=${encodeURIComponent(name)}`, { method: 'POST', body: new Uint8Array(bytes) });
const added = async (lectureId: string, name: string, bytes: Uint8Array): Promise<DeckInfo> => {
	const response = await add(lectureId, name, bytes);
	expect(response.status).toBe(201);
	return (await response.json()) as DeckInfo;
};
const slidesOf = async (lectureId: string) => (await (await ask(lectureId)).json()) as LectureSlides;
const showingsOf = async (lectureId: string) =>
	((await (await ask(lectureId, '/showings')).json()) as { showings: SpokenTo[] }).showings;
const filesOf = (lectureId: string): Promise<string[]> =>
	readdir(join(app.path, 'slides', lectureId)).catch(() => []);
const anchor = (lectureId: string, body: SpokenTo) =>
	ask(lectureId, '/anchors', { method: 'PUT', body: JSON.stringify(body) });

async function onSlides(language: 'en' | 'zh') {
	const { slides, lines } = lectureOnSlides(language);
	const stored = await storeLecture(app, {
		title: 'On slides',
		lines: lines.map(({ text }) => text),
		sections: []
	});
	const deck = pptxOf(slides.map(({ title, text }) => ({ title, body: text.split('\n') })));
	return { ...stored, lines, deck };
}

const emptyLecture = () => storeLecture(app, { title: 'T', lines: [], sections: [] });

describe('notes that are written again once slides are there', () => {
	it('have sections that bear the titles of the slides', async () => {
		const { lectureId, deck } = await onSlides('zh');
		const { slides } = await added(lectureId, '第一讲.pptx', deck);
		const notes = (rest = '', init: RequestInit = {}) =>
			fetch(`${app.url}/api/lectures/${lectureId}/notes${rest}`, {
				...{ ...init, headers: { cookie, origin: app.url, 'content-type': 'application/json' } }
			});
		const style = JSON.stringify({ template: 'default', language: 'lecture' });
		expect((await notes('', { method: 'POST', body: style })).status).toBe(200);
		const titles = await until('two sections', async () => {
			const { notes: ops } = (await (await notes('/2')).json()) as { notes: NoteOp[] };
			const found = outlineOf(applyNoteOps(emptyNotes, ops)).map(({ section }) => section.title);
			return found.length === 2 && found;
		});
		expect(slides.map(({ title }) => title)).toEqual(expect.arrayContaining(titles));
	});
});

describe('slides of a lecture', () => {
	it('are taken in as PPTX and PDF, listed deck by deck, and their files kept', async () => {
		const { lectureId } = await emptyLecture();
		const pptx = await added(lectureId, '第一讲.pptx', pptxOf([{ title: '傅里叶级数', body: ['周期函数'] }]));
		const pdf = await added(lectureId, 'Week 2.pdf', pdfOf([['Cells', 'Mitosis']]));
		const { decks, version, anchors } = await slidesOf(lectureId);
		expect(decks).toEqual([pptx, pdf]);
		expect(decks).toMatchObject([
			{ name: '第一讲.pptx', format: 'pptx', textless: false, slides: [{ number: 1, title: '傅里叶级数' }] },
			{ name: 'Week 2.pdf', format: 'pdf', slides: [{ title: 'Cells', text: 'Mitosis' }] }
		]);
		expect({ version, anchors }).toEqual({ version: 2, anchors: [] });
		expect(new Set(await filesOf(lectureId))).toEqual(new Set([`${pptx.deckId}.pptx`, `${pdf.deckId}.pdf`]));
	});

	it('[S1] that cannot be read are refused with the reason, and leave no file and no row', async () => {
		const { lectureId } = await emptyLecture();
		const refused: [bytes: Uint8Array, status: number, error: string][] = [
			[new TextEncoder().encode('hello'), 422, 'unknown-format'],
			[new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 422, 'old-format'],
			[new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), 422, 'damaged'],
			[pptxOf([]), 422, 'no-slides'],
			[new Uint8Array(50 * 1024 * 1024 + 1), 413, 'too-large']
		];
		for (const [bytes, status, error] of refused) {
			const response = await add(lectureId, 'deck', bytes);
			expect([response.status, await response.json()]).toEqual([status, { error }]);
		}
		expect(await filesOf(lectureId)).toEqual([]);
		expect(await slidesOf(lectureId)).toEqual({ version: 0, decks: [], anchors: [] });
	});

	it('[S1] whose upload breaks off leave nothing, and keep no place from others', async () => {
		const { lectureId } = await emptyLecture();
		for (let n = 0; n < 9; n++) {
			const upload = request(address(lectureId, '?name=half.pdf'), {
				method: 'POST',
				headers: { cookie, origin: app.url, 'content-length': 1_000_000 }
			});
			upload.on('error', () => undefined);
			upload.write(Buffer.alloc(10_000));
			await until('its beginning to be there', async () => (await filesOf(lectureId)).length > 0);
			upload.destroy();
			await until('it to be gone', async () => (await filesOf(lectureId)).length === 0);
		}
		await added(lectureId, 'whole.pdf', pdfOf([['Cells']]));
	});

	it('are at most ten decks', async () => {
		const { lectureId } = await emptyLecture();
		for (let n = 0; n < 10; n++) await added(lectureId, `${n}.pdf`, pdfOf([['Title', 'text']]));
		const response = await add(lectureId, 'one more.pdf', pdfOf([['Title', 'text']]));
		expect([response.status, await response.json()]).toEqual([409, { error: 'too-many-decks' }]);
		expect(await filesOf(lectureId)).toHaveLength(10);
	}, 60_000);

	it('are the owner’s alone, and no other site’s', async () => {
		const { lectureId } = await emptyLecture();
		const deck = await added(lectureId, 'a.pdf', pdfOf([['Cells']]));
		const own = cookie;
		cookie = await app.signIn(await addPerson(app, 'Other'));
		for (const answer of [
			await ask(lectureId),
			await ask(lectureId, '/showings'),
			await add(lectureId, 'b.pdf', pdfOf([['Mine']])),
			await ask(lectureId, `/${deck.deckId}`, { method: 'DELETE' }),
			await anchor(lectureId, { utteranceId: 'x', deckId: deck.deckId, slide: 1 }),
			await ask(lectureId, '/anchors?utterance=x', { method: 'DELETE' })
		])
			expect(answer.status).toBe(404);
		cookie = '';
		expect((await add(lectureId, 'b.pdf', pdfOf([['Mine']]))).status).toBe(401);
		cookie = own;
		const foreign = await fetch(address(lectureId, '?name=b.pdf'), {
			method: 'POST',
			headers: { cookie, origin: 'http://elsewhere.example' },
			body: new Uint8Array(pdfOf([['Mine']]))
		});
		expect(foreign.status).toBe(403);
		expect((await slidesOf(lectureId)).decks).toHaveLength(1);
	});

	it('of a PDF have pictures, which go with their deck; those of a PPTX, and such that are not there, have none', async () => {
		const { lectureId } = await emptyLecture();
		const pdf = await added(lectureId, 'a.pdf', pdfOf([['Cells'], ['Mitosis']]));
		const pptx = await added(lectureId, 'b.pptx', pptxOf([{ title: 'Cells' }]));
		const picture = (deckId: string, slide: number | string) =>
			ask(lectureId, `/${deckId}/pictures/${slide}`);
		for (const slide of [1, 2]) {
			const answer = await picture(pdf.deckId, slide);
			expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
			const png = Buffer.from(await answer.arrayBuffer());
			expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['PNG', 480]);
		}
		for (const [deckId, slide] of [
			[pdf.deckId, 3],
			[pdf.deckId, 0],
			[pdf.deckId, '1e9'],
			[pptx.deckId, 1],
			[randomUUID(), 1]
		] as const)
			expect((await picture(deckId, slide)).status).toBe(404);
		expect(await filesOf(lectureId)).toContain(`${pdf.deckId}.2.png`);
		await app.app.resume();
		expect(await filesOf(lectureId)).toContain(`${pdf.deckId}.2.png`);
		await ask(lectureId, `/${pdf.deckId}`, { method: 'DELETE' });
		expect(await filesOf(lectureId)).toEqual([`${pptx.deckId}.pptx`]);
	});

	it('[S2] are told by the version in the lecture, at each change', async () => {
		const { lectureId, lineIds, deck } = await onSlides('en');
		const viewer = await openSocket(app.url, { headers: { cookie, origin: app.url } });
		viewer.say(hello(lectureId, { role: 'viewer' }));
		await viewer.hear('welcome');
		const told = (version: number) =>
			until('the version', () =>
				viewer.heard.some(
					(message) => message.type === 'lecture' && message.lecture.slidesVersion === version
				)
			);
		const { deckId } = await added(lectureId, 'a.pptx', deck);
		await told(1);
		await anchor(lectureId, { utteranceId: lineIds[0] as string, deckId, slide: 2 });
		await told(2);
		await ask(lectureId, `/${deckId}`, { method: 'DELETE' });
		await told(3);
	});

	it('[S3] are placed at the lines that were said to them, also where a person said which', async () => {
		for (const language of ['en', 'zh'] as const) {
			const { lectureId, lineIds, deck, lines } = await onSlides(language);
			const { deckId } = await added(lectureId, 'a.pptx', deck);
			const showings = await showingsOf(lectureId);
			const first = new Map(showings.map(({ slide, utteranceId }) => [slide, lineIds.indexOf(utteranceId)]));
			for (const slide of new Set(lines.map((line) => line.slide))) {
				const said = lines.findIndex((line) => line.slide === slide);
				expect(Math.abs((first.get(slide) ?? Infinity) - said)).toBeLessThanOrEqual(3);
			}
			const last = lineIds.at(-1) as string;
			expect((await anchor(lectureId, { utteranceId: last, deckId, slide: 1 })).status).toBe(204);
			expect((await showingsOf(lectureId)).at(-1)).toEqual({ utteranceId: last, deckId, slide: 1 });
			const query = `/anchors?utterance=${encodeURIComponent(last)}`;
			expect((await ask(lectureId, query, { method: 'DELETE' })).status).toBe(204);
			expect(await showingsOf(lectureId)).toEqual(showings);
		}
	});

	it('are not said to where there is no such slide or no such deck', async () => {
		const { lectureId, lineIds, deck } = await onSlides('en');
		const { deckId } = await added(lectureId, 'a.pptx', deck);
		const utteranceId = lineIds[0] as string;
		for (const [wrong, status] of [
			[{ utteranceId, deckId, slide: 99 }, 404],
			[{ utteranceId, deckId: randomUUID(), slide: 1 }, 404],
			[{ utteranceId, deckId, slide: 0 }, 400]
		] as const)
			expect((await anchor(lectureId, wrong)).status).toBe(status);
		expect((await slidesOf(lectureId)).anchors).toEqual([]);
	});

	it('outlive a restart, which clears away an upload that was cut short', async () => {
		const { lectureId, lineIds, deck } = await onSlides('en');
		const { deckId } = await added(lectureId, 'a.pptx', deck);
		await anchor(lectureId, { utteranceId: lineIds[0] as string, deckId, slide: 2 });
		const before = [await slidesOf(lectureId), await showingsOf(lectureId)];
		await app.close();
		await writeFile(join(app.path, 'slides', lectureId, `${randomUUID()}.received`), 'half');
		app = await startApp({ recogniser: new FakeRecogniser(), directory: app.path });
		await app.app.resume();
		expect([await slidesOf(lectureId), await showingsOf(lectureId)]).toEqual(before);
		expect(await filesOf(lectureId)).toEqual([`${deckId}.pptx`]);
	});

	it('go with their deck, and with their lecture', async () => {
		const { lectureId, lineIds, deck } = await onSlides('en');
		const one = await added(lectureId, 'a.pptx', deck);
		await added(lectureId, 'b.pptx', deck);
		await anchor(lectureId, { utteranceId: lineIds[0] as string, deckId: one.deckId, slide: 2 });
		expect((await ask(lectureId, `/${one.deckId}`, { method: 'DELETE' })).status).toBe(204);
		expect(await slidesOf(lectureId)).toMatchObject({ decks: [{ name: 'b.pptx' }], anchors: [] });
		expect(await filesOf(lectureId)).toHaveLength(1);
		const init = { method: 'DELETE', headers: { cookie, origin: app.url } };
		expect((await fetch(`${app.url}/api/lectures/${lectureId}`, init)).status).toBe(204);
		expect(await readdir(join(app.path, 'slides'))).toEqual([]);
		expect(await app.db.selectFrom('decks').selectAll().execute()).toEqual([]);
	});
});
