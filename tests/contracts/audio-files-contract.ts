import { beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, type Codec } from '#lib/protocol/index.ts';
import type { AudioFiles } from '../../server/store/audio-files.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeId = '01890000-0000-7000-8000-0000000000a0';

/** What every AudioFiles promises; `read` gives what a take's file holds now. */
export function audioFilesContract(
	name: string,
	open: () => Promise<{ files: AudioFiles; read: (path: string) => Promise<Uint8Array | undefined> }>
): void {
	describe.each<Codec>(['pcm_s16le', 'opus'])(`${name} keeps the promises of audio files (%s)`, (codec) => {
		let files: AudioFiles;
		let read: (path: string) => Promise<Uint8Array | undefined>;
		const take = { takeId, codec };
		const sound = (samples: number, value: number) => new Uint8Array(bytesOf(codec, samples)).fill(value);

		beforeEach(async () => ({ files, read } = await open()));

		it('begins empty, and holds what was written where it was written', async () => {
			const file = await files.open(lectureId, take);
			expect(await file.samples()).toBe(0);
			await file.write(sound(640, 1), 0);
			await file.write(sound(320, 2), 640);
			await file.sync();
			expect(await file.samples()).toBe(960);
			expect(await files.samples(lectureId, take)).toBe(960);
			const whole = Buffer.concat([sound(640, 1), sound(320, 2)]);
			expect(Buffer.from((await read(files.path(lectureId, take))) ?? [])).toEqual(whole);
			await file.close();
		});

		it('is the same file when it is opened again', async () => {
			const first = await files.open(lectureId, take);
			await first.write(sound(320, 7), 0);
			await first.close();
			const again = await files.open(lectureId, take);
			expect(await again.samples()).toBe(320);
			await again.close();
		});

		it('is cut, and goes on from there', async () => {
			const file = await files.open(lectureId, take);
			await file.write(sound(960, 1), 0);
			await file.truncate(320);
			expect(await file.samples()).toBe(320);
			await file.write(sound(320, 2), 320);
			expect((await read(files.path(lectureId, take)))?.at(-1)).toBe(2);
			await file.close();
		});

		it('grows by silence when it is extended', async () => {
			const file = await files.open(lectureId, take);
			await file.write(sound(320, 1), 0);
			await file.truncate(960);
			expect(await file.samples()).toBe(960);
			expect((await read(files.path(lectureId, take)))?.at(-1)).toBe(0);
			await file.close();
		});

		it('goes with its lecture', async () => {
			expect(await files.samples(lectureId, take)).toBe(0);
			await (await files.open(lectureId, take)).close();
			await files.remove(lectureId);
			expect(await read(files.path(lectureId, take))).toBeUndefined();
		});
	});
}
