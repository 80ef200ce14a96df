import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bytesOf, encodeBlock, samplesIn, segmentsOf, type Mark } from '#lib/protocol/index.ts';
import { createRecogniser } from '../../server/recognition/pool.ts';
import { createSoundReader } from '../../server/sound/sound-reader.ts';
import { startApp } from '../helpers/app.ts';
import { nanoDirectory } from '../helpers/sound.ts';
import { hello, newTake, openSocket } from '../helpers/socket.ts';
import { fixturePath, fixtureText, scriptOf } from '../helpers/speech.ts';
import { until } from '../helpers/until.ts';
import { wordErrorRate } from '../helpers/wer.ts';

const path = fixturePath('photosynthesis.slt.opus');
const blockSamples = 8 * 320;
let packets: Buffer;
let samples: number;
let marks: readonly Mark[];
let card: number;

beforeAll(async () => {
	packets = await readFile(path);
	samples = samplesIn('opus', packets.length);
	({ marks } = await scriptOf('photosynthesis.slt.wav'));
	const cards = JSON.parse(await readFile(join(nanoDirectory, 'wer.json'), 'utf8')) as Record<string, number>;
	card = cards['photosynthesis.slt.wav'] as number;
});

/** A server that holds the fixture as a finished take of a lecture. */
async function recorded() {
	const recogniser = createRecogniser({
		model: { name: 'sensevoice-nano', grade: 'small' },
		modelDirectory: nanoDirectory,
		children: 1
	});
	const app = await startApp({ recogniser });
	const cookie = await app.signIn();
	const client = await openSocket(app.url, { headers: { cookie, origin: app.url } });
	const lectureId = randomUUID();
	client.say(hello(lectureId));
	const take = { ...newTake(), codec: 'opus' as const };
	client.say({ type: 'take', take });
	for (let firstSample = 0; firstSample < samples; firstSample += blockSamples) {
		const sampleCount = Math.min(blockSamples, samples - firstSample);
		const from = bytesOf('opus', firstSample);
		const payload = packets.subarray(from, from + bytesOf('opus', sampleCount));
		client.send(encodeBlock({ takeNumber: 0, firstSample, sampleCount, codec: 'opus', payload }));
	}
	client.say({ type: 'marks', takeId: take.takeId, from: 0, items: [...marks] });
	await client.hear('stored', (stored) => stored.samples === samples && stored.marks === marks.length);
	client.say({ type: 'finish-take', takeId: take.takeId, samples, marks: marks.length });
	await client.hear('stored', ({ finished }) => finished);
	const url = `${app.url}/api/lectures/${lectureId}/takes/${take.takeId}/audio.wav`;
	const fetchWav = (range?: string, query = '') =>
		fetch(url + query, { headers: { cookie, ...(range && { range }) } });
	return { app, client, lectureId, take, fetchWav };
}

describe('a take in Opus', () => {
	it('[L2] is kept byte for byte, and written down about as well as the model’s card promises', async () => {
		const { app, client, lectureId, take } = await recorded();
		expect(packets.equals(await readFile(app.files.path(lectureId, take)))).toBe(true);
		const segments = segmentsOf(marks).length;
		const utterances = await until('every line', () => {
			const lines = client.heard.flatMap((each) => (each.type === 'utterance' ? [each.utterance] : []));
			return lines.length === segments && lines.sort((a, b) => a.segment - b.segment);
		});
		const texts = utterances.map(({ result }) => (result.kind === 'text' ? result.text : ''));
		const rate = wordErrorRate(fixtureText('photosynthesis.txt'), texts.join(' '));
		expect(rate).toBeLessThanOrEqual(card + 3);
		onTestFinished(() => app.close());
	});

	it('[B3] is heard as a WAV file, any part of which is part of the whole', async () => {
		const { fetchWav } = await recorded();
		const whole = Buffer.from(await (await fetchWav()).arrayBuffer());
		const pcm = await createSoundReader().read({ path, codec: 'opus' }, 0, samples);
		expect(whole.subarray(44).equals(Buffer.from(pcm.buffer))).toBe(true);
		await fc.assert(
			fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(300_000), async (start, length) => {
				const end = Math.min(start + length, whole.length - 1);
				const part = await fetchWav(`bytes=${start}-${end}`);
				expect(part.status).toBe(206);
				expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end}/${whole.length}`);
				const bytes = Buffer.from(await part.arrayBuffer());
				expect(bytes.equals(whole.subarray(start, end + 1))).toBe(true);
			}),
			{ numRuns: 25 }
		);
		const stretch = Buffer.from(await (await fetchWav(undefined, '?from=100001&to=300003')).arrayBuffer());
		expect(stretch.subarray(44).equals(whole.subarray(44 + 200_002, 44 + 600_006))).toBe(true);
	});
});
