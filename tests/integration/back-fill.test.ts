import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import {
	encodeBlock,
	outlineOf,
	sampleRate,
	samplesToMs,
	type Mark,
	type ServerMessage,
	type Take
} from '#lib/protocol/index.ts';
import { reduceAll } from '#lib/lecture/reduce.ts';
import { emptyLecture } from '#lib/lecture/state.ts';
import { linesOf, placesOf } from '#lib/lecture/transcript.ts';
import { FakeRecogniser, heard } from '../fakes/fake-recogniser.ts';
import { startApp } from '../helpers/app.ts';
import { goldLectures } from '../helpers/note-corpus.ts';
import { hello, newTake, openSocket } from '../helpers/socket.ts';
import { until } from '../helpers/until.ts';

const said = (goldLectures()[0]?.lines ?? []).map(({ text }) => text);
/** So many lines were recorded without a network; those after them were spoken with one, and sent first. */
const offline = Math.floor(said.length / 2);
const lineSamples = sampleRate / 2;
const lectureId = randomUUID();
const early = newTake(0);
const late = { ...newTake(1), continues: early.takeId, startedAt: samplesToMs(offline * lineSamples) + 1 };
const linesIn = ({ takeId }: Take) =>
	takeId === early.takeId ? said.slice(0, offline) : said.slice(offline);

/** Two lines a second. */
const marksOf = (take: Take): Mark[] =>
	linesIn(take).flatMap((_, n) => [
		{ kind: 'speech-start' as const, sample: n * lineSamples },
		{ kind: 'speech-end' as const, sample: (n + 0.8) * lineSamples }
	]);

/** What a viewer sees after all that it was told. */
function seenIn(messages: readonly ServerMessage[]) {
	const { takes, utterances, notes, notedRevision } = reduceAll(emptyLecture, [...messages]);
	const lines = linesOf(utterances, placesOf(takes));
	const revision = Math.max(0, ...[...utterances.values()].map((each) => each.revision));
	return { lines, outline: outlineOf(notes), areAllNoted: notedRevision >= revision };
}

it('[W4, N3] sound that arrives late takes its place in transcript and notes, in the order in which it was spoken', async () => {
	const recogniser = new FakeRecogniser(({ id, firstSample }) => {
		const take = id.startsWith(early.takeId) ? early : late;
		return heard(linesIn(take)[firstSample / lineSamples] ?? '');
	});
	const app = await startApp({ recogniser });
	const headers = { cookie: await app.signIn(), origin: app.url };
	const recorder = await openSocket(app.url, { headers });
	recorder.say(hello(lectureId));
	await recorder.hear('welcome');
	const viewer = await openSocket(app.url, { headers });
	viewer.say(hello(lectureId, { role: 'viewer' }));
	const untilNoted = (count: number) =>
		until(`${count} lines to be noted`, () => {
			const seen = seenIn(viewer.heard);
			return seen.lines.length === count && seen.areAllNoted && seen;
		});
	for (const take of [late, early]) recorder.say({ type: 'take', take });
	const copy = async (take: Take) => {
		const [sampleCount, items] = [linesIn(take).length * lineSamples, marksOf(take)];
		const payload = new Uint8Array(2 * sampleCount);
		recorder.send(
			encodeBlock({ takeNumber: take.number, firstSample: 0, sampleCount, codec: 'pcm_s16le', payload })
		);
		recorder.say({ type: 'marks', takeId: take.takeId, from: 0, items });
		await recorder.hear('stored', ({ takeId, marks }) => takeId === take.takeId && marks === items.length);
		recorder.say({ type: 'finish-take', takeId: take.takeId, samples: sampleCount, marks: items.length });
	};

	await copy(late);
	const before = await untilNoted(said.length - offline);
	expect(before.lines.map(({ text }) => text)).toEqual(said.slice(offline));
	await copy(early);
	recorder.say({ type: 'finish-lecture', takes: 2 });
	const { lines, outline } = await untilNoted(said.length);

	expect(lines.map(({ text }) => text)).toEqual(said);
	const order = new Map(lines.map(({ id }, at) => [id, at]));
	const places = outline.flatMap(({ blocks }) => blocks.map(({ cites }) => order.get(cites[0] ?? '') ?? -1));
	expect(places).toEqual([...places].sort((a, b) => a - b));
	expect(places[0]).toBeLessThan(offline);
	expect(places.at(-1)).toBeGreaterThanOrEqual(offline);
});
