import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, codecForms, type Codec, type Mark, type TakeId } from '#lib/protocol/index.ts';
import { copyByHttp, type CopyOutcome, type HttpCopierDeps } from '../../src/lib/uplink/http-copier.ts';
import { MemoryStore } from '../../src/lib/uplink/memory-store.ts';
import type { LocalLecture } from '../../src/lib/uplink/port.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { addPerson, startApp } from '../helpers/app.ts';
import { until } from '../helpers/until.ts';

type Fetch = HttpCopierDeps['fetch'];

let app: Awaited<ReturnType<typeof startApp>>;
let recogniser: FakeRecogniser;
let cookie: string;
let store: MemoryStore;
let lecture: LocalLecture;
const ask: Fetch = (path, init) => fetch(app.url + path, { ...init, headers: { cookie } });
const copy = (by: Fetch = ask, signal?: AbortSignal): Promise<CopyOutcome> =>
	copyByHttp({ store, fetch: by, ...(signal && { signal }) }, lecture.lectureId);

const noteStyle = { template: 'tasks', language: 'zh' } as const;

beforeEach(async () => {
	recogniser = new FakeRecogniser();
	app = await startApp({ recogniser });
	cookie = await app.signIn();
	store = new MemoryStore();
	lecture = { lectureId: randomUUID(), title: 'T', createdAt: 1, language: 'en', noteStyle, finishedAt: 2 };
	await store.putLecture(lecture);
});

const soundOf = (number: number, codec: Codec, samples: number) =>
	new Uint8Array(bytesOf(codec, samples)).map((_, n) => (n * 31 + (n >> 9) + number) % 256);

/** A closed take of so many samples with a word in each second, written in blocks as capture does. */
async function record(number: number, samples: number, codec: Codec = 'pcm_s16le', closed = true) {
	const takeId = randomUUID();
	const sound = soundOf(number, codec, samples);
	await store.beginTake(lecture.lectureId, { takeId, number, startedAt: 1, codec });
	const most =
		codecForms[codec].frameSamples * Math.max(1, Math.floor(4000 / codecForms[codec].frameSamples));
	for (let from = 0; from < samples; from += most) {
		const sampleCount = Math.min(most, samples - from);
		const bytes = sound.subarray(bytesOf(codec, from), bytesOf(codec, from + sampleCount));
		await store.appendBlock(takeId, { firstSample: from, sampleCount, bytes });
	}
	const marks = Array.from({ length: Math.floor(samples / 16_000) }, (_, n): Mark[] => [
		{ kind: 'speech-start', sample: n * 16_000 },
		{ kind: 'speech-end', sample: n * 16_000 + 9000 }
	]).flat();
	await store.appendMarks(takeId, 0, marks);
	if (closed) await store.closeTake(takeId);
	return { takeId, codec, sound, marks };
}
type Recorded = Awaited<ReturnType<typeof record>>;

/** The end state that the Copier brings about too. */
async function expectWhole(takes: readonly Recorded[]): Promise<void> {
	for (const { takeId, codec, sound, marks } of takes) {
		const there = await readFile(app.files.path(lecture.lectureId, { takeId, codec }));
		expect(there.equals(sound)).toBe(true);
		expect(await store.blocksFrom(takeId, 0, Infinity)).toEqual([]);
		expect((await store.takesOf(lecture.lectureId)).find((take) => take.takeId === takeId)).toMatchObject({
			stored: { marks: marks.length, finished: true }
		});
	}
	expect(await whole()).toMatchObject({ lecture: { finishedAt: expect.any(Number), noteStyle } });
}

type Whole = { lecture: { finishedAt: number | null }; utterances: { takeId: TakeId; segment: number }[] };
const whole = async () => (await (await ask(`/api/lectures/${lecture.lectureId}`, {})).json()) as Whole;

describe('copying by requests', () => {
	it('[H1, L1] brings takes of every codec whole to the server, ends the lecture, and empties the store', async () => {
		const takes = [await record(0, 100_000), await record(1, 96_000, 'opus'), await record(2, 4000)];
		expect(await copy()).toEqual({ kind: 'whole' });
		await expectWhole(takes);
		expect(await copy()).toEqual({ kind: 'whole' });
		const segments = takes.reduce((sum, { marks }) => sum + marks.length / 2, 0);
		const heard = await until('words for every segment', async () => {
			const { utterances } = await whole();
			return utterances.length >= segments && utterances;
		});
		expect(new Set(heard.map(({ takeId, segment }) => `${takeId}/${segment}`)).size).toBe(segments);
	});

	it('[H2, W1] whatever breaks on the way, trying again ends in the same state', async () => {
		const faults = fc.array(fc.constantFrom('none', 'no-network', 'answer-lost', 'portal', 'bad-gateway'), {
			minLength: 5,
			maxLength: 30
		});
		await fc.assert(
			fc.asyncProperty(faults, async (faults) => {
				lecture = { ...lecture, lectureId: randomUUID() };
				await store.putLecture(lecture);
				const takes = [await record(0, 600_000), await record(1, 32_000, 'opus')];
				const shaky: Fetch = async (path, init) => {
					const fault = faults.shift() ?? 'none';
					if (fault === 'no-network') throw new TypeError('failed to fetch');
					if (fault === 'portal') return new Response('<html>Please log in</html>');
					if (fault === 'bad-gateway') return new Response('<html>', { status: 502 });
					const answer = await ask(path, init);
					if (fault === 'answer-lost') throw new TypeError('failed to fetch');
					return answer;
				};
				let outcome = await copy(shaky);
				while (outcome.kind === 'unreachable') outcome = await copy(shaky);
				expect(outcome).toEqual({ kind: 'whole' });
				await expectWhole(takes);
			}),
			{ numRuns: 12 }
		);
	});

	it('[M1] holds at most half a megabyte of sound at a time, and sends nothing twice', async () => {
		await record(0, 2_000_000);
		const sent: number[] = [];
		await copy((path, init) => {
			if (path.includes('/audio')) sent.push((init.body as Uint8Array).byteLength);
			return ask(path, init);
		});
		expect(Math.max(...sent)).toBeLessThanOrEqual(512 * 1024);
		expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBe(4_000_000);
	});

	it('a lecture that still grows is copied as far as it goes, and left open', async () => {
		const open = await record(0, 50_000, 'pcm_s16le', false);
		expect(await copy()).toEqual({ kind: 'open' });
		expect(await whole()).toMatchObject({
			lecture: { finishedAt: null },
			takes: [{ samples: 50_000, finished: false }]
		});
		await store.closeTake(open.takeId);
		expect(await copy()).toEqual({ kind: 'whole' });
		await expectWhole([open]);
	});

	it('[L1] what is on neither side is said, and the other takes are brought over', async () => {
		const broken = await record(0, 40_000);
		const sound = await record(1, 40_000);
		await store.acknowledge(broken.takeId, { samples: 20_000, marks: 0, finished: false });
		expect(await copy()).toEqual({ kind: 'stuck', takeIds: [broken.takeId] });
		const there = await readFile(app.files.path(lecture.lectureId, sound));
		expect(there.equals(sound.sound)).toBe(true);
		expect((await store.blocksFrom(broken.takeId, 20_000, Infinity)).length).toBeGreaterThan(0);
	});

	it('[W10] a take whose number another device has used is said, and its sound stays here, with all that was recorded after it', async () => {
		const mine = await record(0, 40_000);
		const next = await record(1, 4000);
		const theirs = new MemoryStore();
		await theirs.putLecture(lecture);
		await theirs.beginTake(lecture.lectureId, {
			takeId: randomUUID(),
			number: 0,
			startedAt: 1,
			codec: 'opus'
		});
		await copyByHttp({ store: theirs, fetch: ask }, lecture.lectureId);
		expect(await copy()).toEqual({ kind: 'stuck', takeIds: [mine.takeId, next.takeId] });
		expect((await store.blocksFrom(mine.takeId, 0, Infinity)).length).toBeGreaterThan(0);
	});

	it('says why it cannot, and keeps everything', async () => {
		const { takeId } = await record(0, 40_000);
		const held = async () =>
			(await store.blocksFrom(takeId, 0, Infinity)).reduce((sum, b) => sum + b.sampleCount, 0);
		expect(await copy(async () => new Response(null, { status: 401 }))).toEqual({ kind: 'signed-out' });
		expect(await copy(async () => new Response(null, { status: 507 }))).toEqual({ kind: 'server-full' });
		const answerTo =
			(method: string, status: number): Fetch =>
			async (path, init) =>
				path.includes('/audio') && init.method === method ? new Response(null, { status }) : ask(path, init);
		expect(await copy(answerTo('PUT', 404))).toEqual({ kind: 'unreachable' });
		const stranger = await app.signIn(await addPerson(app, 'eve'));
		const asStranger: Fetch = (path, init) =>
			fetch(app.url + path, { ...init, headers: { cookie: stranger } });
		expect(await copy(asStranger)).toEqual({ kind: 'no-such-lecture' });
		expect(await copy(ask, AbortSignal.abort())).toEqual({ kind: 'unreachable' });
		expect(await held()).toBe(40_000);
		await ask(`/api/lectures/${lecture.lectureId}`, { method: 'DELETE' });
		expect(await copy()).toEqual({ kind: 'no-such-lecture' });
		expect(await held()).toBe(40_000);
	});

	it('does not turn in circles when the server answers without taking anything', async () => {
		const { takeId } = await record(0, 40_000);
		let asked = 0;
		const deaf: Fetch = async (path, init) => {
			asked++;
			return path.includes('/audio')
				? new Response(null, { status: 409, headers: { offset: '0' } })
				: ask(path, init);
		};
		expect(await copy(deaf)).toEqual({ kind: 'stuck', takeIds: [takeId] });
		expect(asked).toBeLessThan(10);
	});
});
