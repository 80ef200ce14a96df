import { constants } from 'node:fs';
import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bytesOf, samplesIn, type Codec, type LectureId, type TakeId } from '#lib/protocol/index.ts';
import { syncDirectory } from './sync-directory.ts';

/** One take's sound on disk: whole frames of its codec, only ever appended to. */
export interface AudioFile {
	/** Whole samples in the file now. */
	samples(): Promise<number>;
	/** Writes all of `bytes` at `atSample`; durable only after `sync`. Rejects with the error of the disk. */
	write(bytes: Uint8Array, atSample: number): Promise<void>;
	sync(): Promise<void>;
	truncate(samples: number): Promise<void>;
	close(): Promise<void>;
}

/** Which take, and how its sound is coded. */
export type TakeSound = { takeId: TakeId; codec: Codec };

const extensions: Readonly<Record<Codec, string>> = { pcm_s16le: 'pcm', opus: 'opus' };

export interface AudioFiles {
	path(lectureId: LectureId, take: TakeSound): string;
	/** Opens or creates; a new file's directory entry is durable before this resolves. */
	open(lectureId: LectureId, take: TakeSound): Promise<AudioFile>;
	/** Whole samples that a take's file holds; 0 where there is none. */
	samples(lectureId: LectureId, take: TakeSound): Promise<number>;
	/** Removes the sound of a whole lecture. */
	remove(lectureId: LectureId): Promise<void>;
}

export function audioFilesIn(directory: string): AudioFiles {
	const path = (lectureId: LectureId, { takeId, codec }: TakeSound) =>
		join(directory, lectureId, `${takeId}.${extensions[codec]}`);
	return {
		path,
		async open(lectureId, take) {
			const file = path(lectureId, take);
			await mkdir(dirname(file), { recursive: true });
			const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
			await syncDirectory(dirname(file));
			await syncDirectory(directory);
			return audioFile(handle, take.codec);
		},
		samples: async (lectureId, take) =>
			samplesIn(take.codec, await stat(path(lectureId, take)).then(({ size }) => size, noFile)),
		remove: (lectureId) => rm(join(directory, lectureId), { recursive: true, force: true })
	};
}

function noFile(error: NodeJS.ErrnoException): number {
	if (error.code === 'ENOENT') return 0;
	throw error;
}

function audioFile(handle: FileHandle, codec: Codec): AudioFile {
	return {
		samples: async () => samplesIn(codec, (await handle.stat()).size),
		async write(bytes, atSample) {
			let written = 0;
			while (written < bytes.byteLength) {
				const position = bytesOf(codec, atSample) + written;
				written += (await handle.write(bytes, written, bytes.byteLength - written, position)).bytesWritten;
			}
		},
		sync: () => handle.datasync(),
		truncate: (samples) => handle.truncate(bytesOf(codec, samples)),
		close: () => handle.close()
	};
}
