import { constants } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bytesPerSample, type LectureId, type TakeId } from '#lib/protocol/index.ts';

/** One take's sound on disk: raw s16le mono 16 kHz, only ever appended to. */
export interface AudioFile {
	/** Whole samples in the file now. */
	samples(): Promise<number>;
	/** Writes all of `bytes` at `atSample`; durable only after `sync`. Rejects with the error of the disk. */
	write(bytes: Uint8Array, atSample: number): Promise<void>;
	sync(): Promise<void>;
	truncate(samples: number): Promise<void>;
	close(): Promise<void>;
}

export interface AudioFiles {
	path(lectureId: LectureId, takeId: TakeId): string;
	/** Opens or creates; a new file's directory entry is durable before this resolves. */
	open(lectureId: LectureId, takeId: TakeId): Promise<AudioFile>;
	/** Removes the sound of a whole lecture. */
	remove(lectureId: LectureId): Promise<void>;
}

export function audioFilesIn(directory: string): AudioFiles {
	const path = (lectureId: LectureId, takeId: TakeId) => join(directory, lectureId, `${takeId}.pcm`);
	return {
		path,
		async open(lectureId, takeId) {
			const file = path(lectureId, takeId);
			await mkdir(dirname(file), { recursive: true });
			const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
			await syncDirectory(dirname(file));
			await syncDirectory(directory);
			return audioFile(handle);
		},
		remove: (lectureId) => rm(join(directory, lectureId), { recursive: true, force: true })
	};
}

function audioFile(handle: FileHandle): AudioFile {
	return {
		samples: async () => Math.floor((await handle.stat()).size / bytesPerSample),
		async write(bytes, atSample) {
			let written = 0;
			while (written < bytes.byteLength) {
				const position = atSample * bytesPerSample + written;
				written += (await handle.write(bytes, written, bytes.byteLength - written, position)).bytesWritten;
			}
		},
		sync: () => handle.datasync(),
		truncate: (samples) => handle.truncate(samples * bytesPerSample),
		close: () => handle.close()
	};
}

async function syncDirectory(path: string): Promise<void> {
	const directory = await open(path, 'r');
	try {
		await directory.sync();
	} finally {
		await directory.close();
	}
}
