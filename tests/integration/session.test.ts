import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { connect as connectTo } from 'node:net';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { encodeBlock, frameBytesMax, pingEveryMs, type ClientMessage } from '#lib/protocol/index.ts';
import { lectureRepository } from '../../server/store/lectures.ts';
import { FakeRecogniser, heard } from '../fakes/fake-recogniser.ts';
import { addPerson, postJson, startApp } from '../helpers/app.ts';
import { hello, newTake, openSocket } from '../helpers/socket.ts';
import { until } from '../helpers/until.ts';

const block = (takeNumber: number, firstSample: number, sampleCount: number) =>
	encodeBlock({
		takeNumber,
		firstSample,
		sampleCount,
		codec: 'pcm_s16le',
		payload: new Uint8Array(sampleCount * 2).fill(takeNumber + 1)
	});

let app: Awaited<ReturnType<typeof startApp>>;
let cookie: string;
let recogniser: FakeRecogniser;
const connect = (who = cookie) => openSocket(app.url, { headers: { cookie: who, origin: app.url } });

beforeEach(async () => {
	recogniser = new FakeRecogniser();
	app = await startApp({ recogniser });
	cookie = await app.signIn();
});

async function recorder(lectureId: string = randomUUID()) {
	const client = await connect();
	client.say(hello(lectureId));
	await client.hear('welcome');
	const take = newTake();
	client.say({ type: 'take', take });
	await client.hear('take');
	return { client, lectureId, take };
}

it('a lecture counts as recorded while a take goes on, not while its recorder rests', async () => {
	const { client, lectureId, take } = await recorder();
	const isRecording = async () => {
		const answer = await fetch(`${app.url}/api/lectures`, { headers: { cookie } });
		const listed = (await answer.json()) as { lectureId: string; recording: boolean }[];
		return listed.find((each) => each.lectureId === lectureId)?.recording;
	};
	expect(await isRecording()).toBe(true);
	client.say({ type: 'finish-take', takeId: take.takeId, samples: 0, marks: 0 });
	await client.hear('stored', ({ finished }) => finished);
	expect(await isRecording()).toBe(false);
});

describe('who may open a socket', () => {
	it.each([
		['another site', { origin: 'https://app.evil.example' }],
		['a site whose name contains ours', { origin: 'http://localhost.evil.example' }],
		['an opaque origin', { origin: 'null' }]
	])('refuses %s, even with a good cookie', async (_, headers) => {
		await expect(openSocket(app.url, { headers: { cookie, ...headers } })).rejects.toThrow('403');
	});

	it('refuses a cookie without an origin: only browsers have cookies, and they send one', async () => {
		await expect(openSocket(app.url, { headers: { cookie } })).rejects.toThrow('403');
	});

	it('refuses a stranger', async () => {
		await expect(openSocket(app.url, { headers: { origin: app.url } })).rejects.toThrow('401');
	});

	it('takes a ticket once', async () => {
		const { ticket } = (await (
			await postJson(`${app.url}/api/tickets`, {}, { cookie, origin: app.url })
		).json()) as { ticket: string };
		const protocols = ['404notsound', `ticket.${ticket}`];
		const client = await openSocket(app.url, { protocols });
		client.say(hello(randomUUID()));
		await client.hear('welcome');
		await expect(openSocket(app.url, { protocols })).rejects.toThrow('401');
	});

	it.each(['//', 'http://', '/ws/other', '/elsewhere'])(
		'a request for a socket at %s is turned away, and the server lives',
		async (address) => {
			const { hostname, port } = new URL(app.url);
			const socket = connectTo(Number(port), hostname);
			socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
			await once(socket.resume(), 'close');
			expect((await fetch(`${app.url}/livez`)).status).toBe(200);
		}
	);

	it('[W5] hides a lecture from everybody but its owner', async () => {
		const { lectureId } = await recorder();
		const other = await connect(await app.signIn(await addPerson(app, 'other')));
		other.say(hello(lectureId));
		await other.hear('error', ({ code }) => code === 'no-such-lecture');
		expect((await other.closed()).code).toBe(4404);
	});
});

describe('a recording session', () => {
	it('[L2, L3] stores what is sent, answers with the true end, and serves it as sound', async () => {
		const { client, lectureId, take } = await recorder();
		for (let at = 0; at < 8000; at += 1600) client.send(block(0, at, 1600));
		await client.hear('stored', ({ samples }) => samples === 8000);
		client.send(block(0, 9000, 100));
		await client.hear('error', ({ code }) => code === 'audio-gap');
		client.send(block(0, 4000, 1600));
		expect((await readFile(app.files.path(lectureId, take))).length).toBe(16_000);
		const wav = await fetch(
			`${app.url}/api/lectures/${lectureId}/takes/${take.takeId}/audio.wav?from=1000&to=3000`,
			{ headers: { cookie } }
		);
		expect((await wav.arrayBuffer()).byteLength).toBe(44 + 4000);
		const part = await fetch(wav.url, { headers: { cookie, range: 'bytes=40-49' } });
		expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
	});

	it('[W1] a reconnecting recorder is told exactly what is durable', async () => {
		const { client, lectureId, take } = await recorder();
		client.send(block(0, 0, 3000));
		client.say({
			type: 'marks',
			takeId: take.takeId,
			from: 0,
			items: [{ kind: 'speech-start', sample: 100 }]
		});
		await client.hear('stored', ({ samples, marks }) => samples === 3000 && marks === 1);
		client.socket.terminate();
		const again = await connect();
		again.say(hello(lectureId));
		expect((await again.hear('welcome')).takes).toMatchObject([
			{ takeId: take.takeId, samples: 3000, marks: 1, finished: false }
		]);
	});

	it('[W2] a newer recorder supersedes the older, which is told and stays away', async () => {
		const { client, lectureId } = await recorder();
		const newer = await connect();
		newer.say(hello(lectureId));
		await newer.hear('welcome');
		await client.hear('error', ({ code }) => code === 'superseded');
		expect((await client.closed()).code).toBe(4409);
	});

	it('[W2] nothing of a superseded recorder is taken any more, and a take that it began goes on with the newer one', async () => {
		const { client, lectureId, take } = await recorder();
		const newer = await connect();
		newer.say(hello(lectureId));
		await newer.hear('welcome');
		const late = newTake(1);
		await lectureRepository(app.db).addTake(lectureId, late);
		newer.say({ type: 'take', take: late });
		await newer.hear('stored', ({ takeId }) => takeId === late.takeId);
		newer.send(block(1, 0, 100));
		await newer.hear('stored', ({ takeId, samples }) => takeId === late.takeId && samples === 100);
		newer.say({ type: 'take', take: { ...take, number: 1 } });
		expect((await newer.closed()).code).toBe(4400);
		expect(client.heard.at(-1)).toMatchObject({ type: 'error', code: 'superseded' });
	});

	it('[W6] nothing that follows a bad frame is taken', async () => {
		const { client, lectureId, take } = await recorder();
		client.send('{');
		client.send(block(0, 0, 100));
		client.say({ type: 'take', take: newTake(1) });
		await client.closed();
		const again = await connect();
		again.say(hello(lectureId));
		expect((await again.hear('welcome')).takes).toMatchObject([{ takeId: take.takeId, samples: 0 }]);
	});

	it('[W8] is given up after two pings without an answer, not after one', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		onTestFinished(() => void vi.useRealTimers());
		await app.close();
		app = await startApp({ recogniser: new FakeRecogniser() });
		cookie = await app.signIn();
		const client = await openSocket(app.url, { headers: { cookie, origin: app.url }, autoPong: false });
		client.say(hello(randomUUID()));
		await client.hear('welcome');
		let pings = 0;
		client.socket.on('ping', () => pings++);
		for (const count of [1, 2]) {
			vi.advanceTimersByTime(pingEveryMs);
			await until(`ping ${count}`, () => pings === count);
		}
		client.say({ type: 'ping' });
		await client.hear('pong');
		for (const count of [3, 4]) {
			vi.advanceTimersByTime(pingEveryMs);
			await until(`ping ${count}`, () => pings === count);
		}
		vi.advanceTimersByTime(pingEveryMs);
		expect((await client.closed()).code).toBe(1006);
	});

	it('a server that stops says goodbye, and what it had said was stored is there', async () => {
		const { client, lectureId, take } = await recorder();
		for (let at = 0; at < 80_000; at += 1600) client.send(block(0, at, 1600));
		await client.hear('stored', ({ samples }) => samples > 0);
		await app.close();
		await client.hear('error', ({ code }) => code === 'server-stopping');
		expect((await client.closed()).code).toBe(1012);
		const said = client.heard.flatMap((told) => (told.type === 'stored' ? [told.samples] : []));
		const sound = await readFile(app.files.path(lectureId, take));
		expect(sound.length).toBeGreaterThanOrEqual(2 * Math.max(...said));
	});

	it('[W5] a viewer that comes back gets every change after its revision, in order, and no other; all, if it has seen more than there is', async () => {
		const { client, lectureId, take } = await recorder();
		client.send(block(0, 0, 16_000));
		const marks = Array.from(
			{ length: 8 },
			(_, i) => ({ kind: i % 2 ? 'speech-end' : 'speech-start', sample: 1000 * (i + 1) }) as const
		);
		client.say({ type: 'marks', takeId: take.takeId, from: 0, items: marks });
		await until('four finals', () => client.heard.filter(({ type }) => type === 'utterance').length === 4);
		const revisions = (messages: typeof client.heard) =>
			messages.flatMap((message) =>
				message.type === 'utterance'
					? [message.utterance.revision]
					: message.type === 'notes'
						? [message.revision]
						: []
			);
		const all = revisions(client.heard);
		expect(all).toEqual([...all].sort((a, b) => a - b));
		const viewer = await connect();
		viewer.say(hello(lectureId, { role: 'viewer', since: all[1] as number }));
		await viewer.hear('status');
		expect(revisions(viewer.heard).slice(0, 2)).toEqual(all.slice(2, 4));
		const ahead = await connect();
		ahead.say(hello(lectureId, { role: 'viewer', since: 1_000_000 }));
		await ahead.hear('status');
		expect(revisions(ahead.heard).slice(0, 4)).toEqual(all.slice(0, 4));
	});

	it('[L5, W9] finishes, goes on with a later take, and takes an edit once however often it is sent', async () => {
		const { client, take } = await recorder();
		client.send(block(0, 0, 1600));
		await client.hear('stored', ({ samples }) => samples === 1600);
		client.say({ type: 'finish-lecture', takes: 1 });
		await client.hear('error', ({ code }) => code === 'finish-mismatch');
		client.say({ type: 'finish-take', takeId: take.takeId, samples: 1600, marks: 0 });
		client.say({ type: 'finish-lecture', takes: 1 });
		await client.hear('lecture', ({ lecture }) => lecture.finishedAt !== null);
		const edit: ClientMessage = {
			type: 'edit',
			editId: randomUUID(),
			edit: { kind: 'title', title: 'Waves' }
		};
		client.say(edit);
		client.say(edit);
		await until('two answers', () => client.heard.filter(({ type }) => type === 'edited').length === 2);
		expect(
			client.heard.filter((message) => message.type === 'lecture' && message.lecture.title === 'Waves')
		).toHaveLength(1);
		client.say({ type: 'take', take });
		client.say({ type: 'ping' });
		await client.hear('pong');
		expect(client.heard.filter(({ type }) => type === 'lecture').at(-1)).not.toMatchObject({
			lecture: { finishedAt: null }
		});
		client.say({ type: 'take', take: newTake(1) });
		await client.hear('lecture', ({ lecture }) => lecture.title === 'Waves' && lecture.finishedAt === null);
	});

	it('[W9] keeps a lecture’s terms, hears finals with them in mind, and refuses what are none', async () => {
		const { client, lectureId, take } = await recorder();
		const say = (terms: string[]) =>
			client.say({ type: 'edit', editId: randomUUID(), edit: { kind: 'terms', terms } });
		say(['xylem', ' Xylem', '木质部']);
		await client.hear('lecture', ({ lecture }) => lecture.terms?.join() === 'xylem,木质部');
		client.send(block(0, 0, 16_000));
		const marks = [
			{ kind: 'speech-start', sample: 0 },
			{ kind: 'speech-end', sample: 16_000 }
		] as const;
		client.say({ type: 'marks', takeId: take.takeId, from: 0, items: [...marks] });
		await client.hear('utterance');
		const finals = recogniser.begun.filter(({ priority }) => priority === 'final');
		expect(finals.map(({ terms }) => terms)).toEqual([['xylem', '木质部']]);
		say([]);
		await client.hear('lecture', ({ lecture }) => lecture.terms === undefined);
		const viewer = await connect();
		viewer.say(hello(lectureId, { role: 'viewer' }));
		await viewer.hear('welcome', ({ lecture }) => lecture.terms === undefined);
		say(['x'.repeat(61)]);
		await client.hear('error', ({ code }) => code === 'bad-message');
	});

	it('keeps a viewer out of the logs', async () => {
		const { lectureId } = await recorder();
		const viewer = await connect();
		viewer.say(hello(lectureId, { role: 'viewer' }));
		await viewer.hear('welcome');
		viewer.send(block(0, 0, 100));
		await viewer.hear('error', ({ code }) => code === 'not-recorder');
	});
});

describe('[W10] a number that another take has', () => {
	it('is refused by name, the session goes on, and no sound under it reaches the other take', async () => {
		const { client, lectureId, take } = await recorder();
		const late = newTake(0);
		client.say({ type: 'take', take: late });
		client.send(block(0, 0, 800));
		const refusal = await client.hear('error');
		expect(refusal).toMatchObject({ code: 'take-number-taken', takeId: late.takeId });
		await client.hear('error', ({ code }) => code === 'unknown-take');
		client.say({ type: 'take', take: { ...late, number: 1 } });
		client.send(block(1, 0, 400));
		await client.hear('stored', ({ takeId, samples }) => takeId === late.takeId && samples === 400);
		const takes = await lectureRepository(app.db).takes(lectureId);
		expect(takes.map(({ id, samples }) => [id, samples])).toEqual([
			[take.takeId, 0],
			[late.takeId, 400]
		]);
	});
});

describe('[W10] takes announced behind one whose number was refused', () => {
	it('are refused too until that one has a number, so that they stay in their order; takes that are known are not', async () => {
		const { client, lectureId, take } = await recorder();
		const [first, second, third] = [newTake(0), newTake(1), newTake(2)];
		const refusals = () => client.heard.filter((each) => each.type === 'error').map(({ takeId }) => takeId);
		for (const each of [first, second]) client.say({ type: 'take', take: each });
		client.say({ type: 'take', take: { ...second, number: 3 } });
		await until('three refusals', () => refusals().length === 3);
		expect(refusals()).toEqual([first.takeId, second.takeId, second.takeId]);
		client.say({ type: 'take', take });
		for (const [n, each] of [first, second, third].entries())
			client.say({ type: 'take', take: { ...each, number: 4 + n } });
		await client.hear('stored', ({ takeId }) => takeId === third.takeId);
		const takes = await lectureRepository(app.db).takes(lectureId);
		expect(takes.map(({ id, number }) => [id, number])).toEqual([
			[take.takeId, 0],
			[first.takeId, 4],
			[second.takeId, 5],
			[third.takeId, 6]
		]);
	});
});

describe('[W6] a bad frame ends that session only', () => {
	it.each<[string, string | Uint8Array, number]>([
		['text that is not JSON', '{', 4400],
		['an unknown message type', JSON.stringify({ type: 'shout' }), 4400],
		['an unknown field', JSON.stringify({ type: 'ping', loud: true }), 4400],
		['a prototype in disguise', '{"type":"ping","__proto__":{"x":1}}', 4400],
		['a second hello', JSON.stringify(hello('00000000-0000-4000-8000-000000000000')), 4400],
		['a block with a false length', block(0, 0, 10).subarray(0, 30), 4400],
		['too long a text', JSON.stringify({ type: 'ping', pad: 'x'.repeat(70_000) }), 1009],
		['a text of too many bytes', JSON.stringify({ type: 'ping', pad: '光'.repeat(30_000) }), 1009],
		['too long a frame', new Uint8Array(frameBytesMax + 1), 1009]
	])('%s', async (_, frame, code) => {
		const { client, lectureId } = await recorder();
		const bystander = await recorder();
		client.send(frame);
		expect((await client.closed()).code).toBe(code);
		bystander.client.send(block(0, 0, 100));
		await bystander.client.hear('stored', ({ samples }) => samples === 100);
		const again = await connect();
		again.say(hello(lectureId));
		await again.hear('welcome');
	});

	it('another protocol version is refused with its own code', async () => {
		const client = await connect();
		client.say(hello(randomUUID(), { protocol: 99 }));
		expect((await client.closed()).code).toBe(4426);
	});

	it('blocks of a take that nobody began are refused, not stored', async () => {
		const { client } = await recorder();
		client.send(block(7, 0, 100));
		await client.hear('error', ({ code }) => code === 'unknown-take');
	});

	it('whatever bytes arrive, the server lives and the lecture can be opened again', async () => {
		const { lectureId } = await recorder();
		const frames = fc.array(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.json()), {
			minLength: 1,
			maxLength: 8
		});
		await fc.assert(
			fc.asyncProperty(frames, async (sent) => {
				const client = await connect();
				client.say(hello(lectureId));
				await client.hear('welcome');
				for (const frame of sent) client.send(frame);
				client.socket.close();
				await client.closed();
			}),
			{ numRuns: 30 }
		);
		expect((await fetch(`${app.url}/livez`)).status).toBe(200);
		const again = await connect();
		again.say(hello(lectureId));
		await again.hear('welcome');
	});
});

describe('the transcript stage', () => {
	it('[T3] a segment that the recogniser gave up on is shown with its reason, and the lecture goes on', async () => {
		await app.close();
		let n = 0;
		app = await startApp({
			recogniser: new FakeRecogniser(() =>
				n++ === 0 ? { kind: 'failed', reason: 'it ended the recogniser twice' } : heard('and so on')
			)
		});
		cookie = await app.signIn();
		const { client, take } = await recorder();
		client.send(block(0, 0, 20_000));
		client.say({
			type: 'marks',
			takeId: take.takeId,
			from: 0,
			items: [
				{ kind: 'speech-start', sample: 0 },
				{ kind: 'cut', sample: 4000 },
				{ kind: 'speech-end', sample: 8000 }
			]
		});
		await client.hear('utterance', ({ utterance }) => utterance.result.kind === 'failed');
		await client.hear('utterance', ({ utterance }) => utterance.result.kind === 'text');
	});

	it('[T3] when the recogniser is exchanged, what the old one had not answered is heard by the new one, once', async () => {
		await app.close();
		const old = new FakeRecogniser(() => heard('old'));
		old.hold();
		app = await startApp({ recogniser: old });
		cookie = await app.signIn();
		const { client, take } = await recorder();
		client.send(block(0, 0, 32_000));
		const kindOf = (at: number) => (at === 0 ? 'speech-start' : at === 10 ? 'speech-end' : 'cut');
		const items = Array.from({ length: 11 }, (_, at) => ({ kind: kindOf(at), sample: at * 1600 }) as const);
		client.say({ type: 'marks', takeId: take.takeId, from: 0, items });
		await until('jobs in flight', () => old.waiting > 0);
		const next = new FakeRecogniser(() => heard('new'));
		await app.app.exchangeRecogniser(next);
		const finals = () => client.heard.flatMap((told) => (told.type === 'utterance' ? [told.utterance] : []));
		await until('ten finals', () => finals().length === 10);
		expect(new Set(finals().map(({ segment }) => segment)).size).toBe(10);
		expect(finals().every(({ result }) => result.kind === 'text' && result.text === 'new')).toBe(true);
		await client.hear('status', ({ backlogSamples }) => backlogSamples === 0);
		expect(next.begun).toHaveLength(10);
	});

	it('[P1] says nothing of what was said in its log', async () => {
		const { client, take } = await recorder();
		client.send(block(0, 0, 8000));
		const items = [
			{ kind: 'speech-start', sample: 0 } as const,
			{ kind: 'speech-end', sample: 8000 } as const
		];
		client.say({ type: 'marks', takeId: take.takeId, from: 0, items });
		const { utterance } = await client.hear('utterance');
		expect(utterance.result.kind).toBe('text');
		const said = utterance.result.kind === 'text' ? utterance.result.text : '';
		expect(said).not.toBe('');
		expect(app.logLines.join('')).not.toContain(said);
		expect(app.logLines.join('')).not.toContain(app.adminKey);
	});
});

describe('when something breaks', () => {
	const log = () => app.logLines.join('');

	it('[T3] a database that cannot be read ends no server; what was missed is heard when it can', async () => {
		const { client, take } = await recorder();
		client.send(block(0, 0, 20_000));
		await client.hear('stored', ({ samples }) => samples === 20_000);
		await sql`ALTER TABLE utterances RENAME TO away`.execute(app.db);
		const items = [{ kind: 'speech-start', sample: 0 } as const, { kind: 'cut', sample: 4000 } as const];
		client.say({ type: 'marks', takeId: take.takeId, from: 0, items });
		await until('the failure in the log', () => log().includes('stage failed'));
		await sql`ALTER TABLE away RENAME TO utterances`.execute(app.db);
		await client.hear('utterance');
	});

	it('[P1] a note log that cannot be read does not keep the server from starting, and is not quoted in the log', async () => {
		const { client, lectureId, take } = await recorder();
		client.send(block(0, 0, 20_000));
		const items = [{ kind: 'speech-start', sample: 0 } as const, { kind: 'cut', sample: 4000 } as const];
		client.say({ type: 'marks', takeId: take.takeId, from: 0, items });
		await client.hear('utterance');
		client.socket.close();
		await client.closed();
		await app.close();
		app = await startApp({ recogniser: new FakeRecogniser(), directory: app.path });
		await sql`DELETE FROM note_ops`.execute(app.db);
		await sql`UPDATE utterances SET revision = 2`.execute(app.db);
		const ops = '[{"op":"what was said"}]';
		await sql`INSERT INTO note_ops VALUES (${lectureId}, 1, ${ops})`.execute(app.db);
		await app.app.resume();
		await until('the failure in the log', () => log().includes('stage failed'));
		expect(log()).not.toContain('what was said');
	});

	it('a sound file that is gone ends the answer, not the server', async () => {
		const { client, lectureId, take } = await recorder();
		client.send(block(0, 0, 1600));
		await client.hear('stored', ({ samples }) => samples === 1600);
		await rm(app.files.path(lectureId, take));
		const url = `${app.url}/api/lectures/${lectureId}/takes/${take.takeId}/audio.wav`;
		const answer = await fetch(url, { headers: { cookie } })
			.then(
				(response) => response.arrayBuffer(),
				(error: Error) => error
			)
			.catch((error: Error) => error);
		expect(answer).toBeInstanceOf(Error);
		expect((await fetch(`${app.url}/livez`)).status).toBe(200);
	});
});
