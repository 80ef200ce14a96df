import { expect, test } from 'vitest';
import { drawInChild } from '../../server/slides/draw-in-child.ts';
import { readInChild } from '../../server/slides/read-in-child.ts';
import { residentBytes } from '../../server/kit/resident-memory.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { startApp } from '../helpers/app.ts';
import { largestDeck } from '../helpers/pptx.ts';
import { fixturePath } from '../helpers/speech.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';

/** 7 KB that unpack to 4 GB. */
const bomb = fixturePath('slides/nested-flate.pdf');

test('a PDF that unpacks without end is refused, and its reader never holds a gigabyte', async () => {
	let most = 0;
	const outcome = await readInChild(bomb, {
		deadlineMs: 120_000,
		async memoryOf(pid) {
			const bytes = await residentBytes(pid);
			most = Math.max(most, bytes ?? 0);
			return bytes;
		}
	});
	expect(outcome).toEqual({ kind: 'refused', problem: 'too-hard' });
	expect(most).toBeGreaterThan(600 * 1024 * 1024);
	expect(most).toBeLessThan(1024 ** 3);
});

test('a PDF that unpacks without end has no picture, and ends the process that draws it alone', async () => {
	expect((await drawInChild(bomb, 1, 8)).size).toBe(0);
});

test('decks of the largest size are taken in, listed and matched without holding up the event loop', async () => {
	const deck = largestDeck();
	const app = await startApp({ recogniser: new FakeRecogniser() });
	const cookie = await app.signIn();
	const { lectureId } = await storeLecture(app, {
		title: 'All slides',
		lines: Array.from({ length: 400 }, (_, n) => `光合作用 ${n}`),
		sections: []
	});
	const address = `${app.url}/api/lectures/${lectureId}/slides`;
	const ask = async (rest: string, init: RequestInit = {}) => {
		const answer = await fetch(address + rest, { ...init, headers: { cookie, origin: app.url } });
		return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
	};
	const longest: Record<string, number> = {};
	const during = async <Result>(step: string, work: Promise<Result>): Promise<Result> => {
		const turns = watchTurns();
		const result = await work;
		longest[step] = Math.max(longest[step] ?? 0, turns.stop());
		return result;
	};
	for (let n = 0; n < 3; n++)
		expect(
			await during('upload', ask(`?name=${n}.pptx`, { method: 'POST', body: new Uint8Array(deck) }))
		).toMatchObject({
			status: 201
		});
	const { bytes } = await during('list', ask(''));
	expect(bytes).toBeGreaterThan(15_000_000);
	expect(await during('showings', ask('/showings'))).toMatchObject({ status: 200 });
	process.stdout.write(
		`longest turns of the event loop, in ms of processor time: ${JSON.stringify(longest)}\n`
	);
	// A deck's glossary alone took 860 ms on the main thread.
	for (const ms of Object.values(longest)) expect(ms).toBeLessThan(400);
});

/** The longest turn of the event loop in processor time, so that other processes make no difference. */
function watchTurns(): { stop: () => number } {
	const cpuMs = () => {
		const { user, system } = process.threadCpuUsage();
		return (user + system) / 1000;
	};
	let [before, longest, isOver] = [cpuMs(), 0, false];
	const turn = () => {
		const now = cpuMs();
		longest = Math.max(longest, now - before);
		before = now;
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	return { stop: () => ((isOver = true), Math.round(longest)) };
}
