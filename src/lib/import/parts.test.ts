import { describe, expect, it } from 'vitest';
import { silentVideo, opusFile } from '../../../tests/helpers/media-files.ts';
import { wavOf } from '../../../tests/helpers/wav.ts';
import { openMedia, type DecodedSound } from './decode.ts';
import { titleOf } from './file-title.ts';
import { pour } from './pour.ts';
import { leftMs, shareOf } from './progress.ts';

describe('a title from the name of a file', () => {
	it.each([
		['Linear_Algebra_03.mp3', 'Linear Algebra 03'],
		['2026-11-25 10.15 第三讲.m4a', '2026-11-25 10.15 第三讲'],
		['talk.final.webm', 'talk.final'],
		['no extension', 'no extension'],
		['.mp3', '.mp3'],
		['  a \u0000 b.wav', 'a b']
	])('%s', (name, title) => expect(titleOf(name)).toBe(title));

	it('is never longer than a title may be', () => {
		expect(titleOf(`${'🎓'.repeat(300)}.mp4`).length).toBeLessThanOrEqual(200);
	});
});

describe('progress', () => {
	it('is the part of the file that was read; nobody can tell where its length is not known', () => {
		expect(shareOf(30_000, 120_000)).toBe(0.25);
		expect(shareOf(130_000, 120_000)).toBe(1);
		expect(shareOf(30_000, null)).toBeUndefined();
	});

	it('says how long the rest takes at the pace so far, once there is a pace', () => {
		expect(leftMs(0.25, 10_000)).toBe(30_000);
		expect(leftMs(0.25, 500)).toBeUndefined();
		expect(leftMs(undefined, 10_000)).toBeUndefined();
	});
});

describe('opening a file', () => {
	const opened = async (bytes: Uint8Array<ArrayBuffer>) => openMedia(new Blob([bytes]));
	const second = (rate: number) => Array.from({ length: rate }, (_, n) => Math.sin(n / 9) / 2);

	it('says what is the matter with one that has no sound to give', async () => {
		expect(await opened(new Uint8Array(0))).toEqual({ kind: 'refused', problem: 'empty' });
		const text = new TextEncoder().encode('Minutes of our meeting. '.repeat(500));
		expect(await opened(text)).toEqual({ kind: 'refused', problem: 'not-media' });
		expect(await opened(await silentVideo())).toEqual({ kind: 'refused', problem: 'no-audio' });
	});

	it('names the codec that cannot be decoded where it runs: Node has no decoder', async () => {
		const refused = { kind: 'refused', problem: 'unknown-codec', codec: 'Opus' };
		expect(await opened(await opusFile('webm'))).toEqual(refused);
	});

	it.each(['drms', 'enca'])(
		'knows a track that only its seller can decode by its entry, %s',
		async (entry) => {
			const file = await opusFile('mp4');
			file.write(entry, file.indexOf('Opus', file.indexOf('stsd'), 'latin1'), 'latin1');
			expect(await opened(file)).toEqual({ kind: 'refused', problem: 'encrypted' });
		}
	);

	it('gives stereo sound of any rate as mono, whole', async () => {
		const media = await opened(
			new Uint8Array(wavOf({ channels: [second(44_100), second(44_100)], sampleRate: 44_100 }))
		);
		if (media.kind !== 'opened') throw new Error(media.problem);
		expect(media.durationMs).toBeCloseTo(1000, 0);
		let [frames, peak] = [0, 0];
		for await (const { mono, rate } of media.sounds()) {
			expect(rate).toBe(44_100);
			frames += mono.length;
			for (const value of mono) peak = Math.max(peak, value);
		}
		expect(frames).toBe(44_100);
		expect(peak).toBeCloseTo(0.5, 2);
	});
});

describe('pouring a file into a take', () => {
	async function* sounds(seconds: number, rate: number, breaksAt = Infinity): AsyncGenerator<DecodedSound> {
		for (let n = 0; n < seconds; n++) {
			if (n === breaksAt) throw new Error('damaged');
			yield { mono: new Float32Array(rate), rate, endMs: (n + 1) * 1000 };
		}
	}
	async function poured(from: AsyncGenerator<DecodedSound>, takenMax = Infinity) {
		let samples = 0;
		const outcome = await pour(from, {
			give: async (pcm) => (samples += pcm.length) < takenMax,
			onPosition: () => undefined
		});
		return { outcome, samples };
	}

	it('gives every sample, at 16 kHz', async () => {
		expect(await poured(sounds(10, 48_000))).toEqual({ outcome: 'whole', samples: 160_000 });
	});

	it('keeps what was read before the damage, to its last sample, and says so', async () => {
		expect(await poured(sounds(10, 48_000, 7))).toEqual({ outcome: 'damaged', samples: 7 * 16_000 });
	});

	it('stops where no more is taken', async () => {
		const { outcome, samples } = await poured(sounds(10, 16_000), 32_000);
		expect(outcome).toBe('stopped');
		expect(samples).toBeLessThan(36_000);
	});
});
