import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Mark } from '#lib/protocol/index.ts';
import { rescueFileOf } from '../../src/lib/rescue/write.ts';
import { MemoryStore } from '../../src/lib/uplink/memory-store.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { addPerson, startApp } from '../helpers/app.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

const cli = resolve(import.meta.dirname, '../../server/import/cli.ts');
const takeIds = [randomUUID(), randomUUID()] as const;
const lectureId = randomUUID();
const samples = 400_000;

let app: Awaited<ReturnType<typeof startApp>>;
let directory: string;
let file: Buffer;

beforeEach(async () => {
	app = await startApp({ recogniser: new FakeRecogniser() });
	directory = await temporaryDirectory();
	const store = new MemoryStore();
	await store.putLecture({ lectureId, title: 'Limits', createdAt: 5, language: 'en', finishedAt: 9 });
	for (const [number, takeId] of takeIds.entries()) {
		await store.beginTake(lectureId, { takeId, number, startedAt: 1, codec: 'pcm_s16le' });
		for (let firstSample = 0; firstSample < samples; firstSample += 4000) {
			const bytes = soundOf(number).subarray(firstSample * 2, (firstSample + 4000) * 2);
			await store.appendBlock(takeId, { firstSample, sampleCount: 4000, bytes });
		}
		const words: Mark[] = [
			{ kind: 'speech-start', sample: 1000 },
			{ kind: 'speech-end', sample: 390_000 }
		];
		await store.appendMarks(takeId, 0, words);
		await store.closeTake(takeId);
	}
	const pieces: Uint8Array[] = [];
	for await (const piece of rescueFileOf(store, lectureId)) pieces.push(piece);
	file = Buffer.concat(pieces);
});

const soundOf = (number: number) =>
	new Uint8Array(samples * 2).map((_, n) => (n * 31 + (n >> 9) + number) % 256);
const there = (number: 0 | 1) =>
	readFile(app.files.path(lectureId, { takeId: takeIds[number], codec: 'pcm_s16le' }));

async function run(content: Uint8Array, ...args: string[]) {
	const path = join(directory, 'saved.404take');
	await writeFile(path, content);
	return command(path, '--url', app.url, '--key', app.adminKey, ...args);
}

function command(...args: string[]): Promise<{ exit: number | null; out: string; err: string }> {
	const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env['PATH'] } });
	let [out, err] = ['', ''];
	child.stdout.on('data', (data) => (out += String(data)));
	child.stderr.on('data', (data) => (err += String(data)));
	return new Promise((done) => child.on('close', (exit) => done({ exit, out, err })));
}

describe('npm run import', () => {
	it('brings a rescue file whole to a running server, ends its lecture, and doubles nothing when it is run again', async () => {
		for (let time = 0; time < 2; time++) {
			const { exit, out, err } = await run(file);
			expect({ exit, err }).toEqual({ exit: 0, err: '' });
			expect(out).toContain('50 s of “Limits” are on the server.');
			expect((await there(0)).equals(soundOf(0))).toBe(true);
			expect((await there(1)).equals(soundOf(1))).toBe(true);
		}
		const cookie = await app.signIn();
		const lecture = await until('words for both takes', async () => {
			const answer = await fetch(`${app.url}/api/lectures/${lectureId}`, { headers: { cookie } });
			const whole = (await answer.json()) as { lecture: { finishedAt: number }; utterances: object[] };
			return whole.utterances.length === 2 && whole;
		});
		expect(lecture.lecture.finishedAt).toBeGreaterThan(0);
	});

	it('of a file that was cut off brings what is whole, says what is missing, and a better copy completes it', async () => {
		const { exit, err } = await run(file.subarray(0, file.length * 0.7));
		expect(exit).toBe(1);
		expect(err).toMatch(/35 s of “Limits” are on the server\..*15 s of its sound are missing.*better copy/);
		expect((await there(0)).equals(soundOf(0))).toBe(true);
		expect((await run(file)).exit).toBe(0);
		expect((await there(1)).equals(soundOf(1))).toBe(true);
	});

	it.each([
		['no file', ['--key', 'x'], 2, 'Give at least one .404take file.'],
		['no key', ['a.404take'], 2, 'Give a key with --key'],
		['no address', ['a.404take', '--key', 'x', '--url', 'nowhere'], 2, 'no address of a server'],
		['no server', ['a.404take', '--key', 'x', '--url', 'http://localhost:1'], 1, 'Start the server']
	])('with %s says what to do', async (_, args, exit, words) => {
		const ran = await command(...args);
		expect(ran.exit).toBe(exit);
		expect(ran.err).toContain(words);
	});

	it('refuses a wrong key, another file, a missing one, and somebody else’s lecture, each in words', async () => {
		expect((await run(file, '--key', 'nf_wrong')).err).toContain('does not know this key');
		expect((await run(Buffer.from('RIFF'))).err).toContain('is no rescue file');
		expect((await command('gone.404take', '--url', app.url, '--key', app.adminKey)).err).toContain(
			'gone.404take does not exist.'
		);
		await run(file);
		const { exit, err } = await run(file, '--key', await addPerson(app, 'eve'));
		expect(exit).toBe(1);
		expect(err).toContain('to somebody else');
		expect(app.logLines.join('')).not.toContain('Limits');
	});
});
