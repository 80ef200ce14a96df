import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { applyNoteOps, emptyNotes, outlineOf, segmentsOf } from '#lib/protocol/index.ts';
import { RecorderClient, type Script } from '../helpers/recorder-client.ts';
import { freePort, startServer } from '../helpers/server-process.ts';
import { scriptOf } from '../helpers/speech.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

let script: Script;
beforeAll(async () => {
	script = await scriptOf('photosynthesis.slt.wav');
});

/** Records the whole script, eight times as fast as it was spoken; `meanwhile` is called after each stretch. */
async function record(client: RecorderClient, meanwhile: (share: number) => Promise<void>): Promise<void> {
	client.connect();
	for (let samples = 0; samples < script.pcm.length; samples += 16_000) {
		client.capture(samples);
		await meanwhile(samples / script.pcm.length);
		await new Promise((resolve) => setTimeout(resolve, 125));
	}
	client.capture(script.pcm.length);
	await client.finish();
	await until(
		'an utterance for every segment',
		() => client.utterances.size === segmentsOf(script.marks).length,
		60_000
	);
}

describe('a server that is killed', () => {
	it('[L2, T3] mid-lecture, three times: every acknowledged sample is there, each segment has one utterance, and the text is as without the kill', async () => {
		const dataDirectory = await temporaryDirectory();
		const port = await freePort();
		let server = await startServer({ dataDirectory, port });
		onTestFinished(async () => void (await server.kill('SIGKILL')));
		const cookie = await server.signIn();

		const calm = new RecorderClient({ url: server.url, cookie, script });
		onTestFinished(() => calm.close());
		await record(calm, async () => undefined);

		const shaken = new RecorderClient({ url: server.url, cookie, script });
		onTestFinished(() => shaken.close());
		const killAt = [0.2, 0.5, 0.8];
		await record(shaken, async (share) => {
			if (killAt[0] === undefined || share < killAt[0]) return;
			killAt.shift();
			await server.kill('SIGKILL');
			const acknowledged = shaken.acknowledgedSamples;
			const path = join(dataDirectory, 'audio', shaken.lectureId, `${shaken.takeId}.pcm`);
			expect((await readFile(path)).byteLength / 2).toBeGreaterThanOrEqual(acknowledged);
			server = await startServer({ dataDirectory, port });
		});

		const heard = await readFile(join(dataDirectory, 'audio', shaken.lectureId, `${shaken.takeId}.pcm`));
		expect(heard.equals(Buffer.from(script.pcm.buffer, 0, script.pcm.byteLength))).toBe(true);
		expect([...shaken.finals.values()].every((count) => count === 1)).toBe(true);
		expect(shaken.text).toBe(calm.text);
		expect(shaken.text.length).toBeGreaterThan(400);

		const saved = await until('notes for the whole lecture', async () => {
			const answer = await fetch(`${server.url}/api/lectures/${shaken.lectureId}`, { headers: { cookie } });
			const body = (await answer.json()) as { notes: typeof shaken.noteOps; utterances: unknown[] };
			const outline = outlineOf(applyNoteOps(emptyNotes, body.notes));
			return outline.some(({ blocks }) => blocks.length > 0) && { ...body, outline };
		});
		expect(saved.utterances).toHaveLength(shaken.utterances.size);
		const cited = saved.outline.flatMap(({ blocks }) => blocks.flatMap(({ cites }) => cites));
		expect(cited.filter((id) => !shaken.utterances.has(id))).toEqual([]);
	});

	it('by SIGTERM says goodbye and ends by itself with 0', async () => {
		const server = await startServer({ dataDirectory: await temporaryDirectory() });
		expect(await server.kill('SIGTERM')).toBe(0);
	});
});
