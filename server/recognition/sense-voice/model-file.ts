import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from './protobuf.ts';

const windowBytes = 16 * 1024;

/** Calls `use` with the bytes of a file, read in windows on demand, and closes the file behind it. */
export function withFileBytes<Result>(path: string, use: (source: ByteSource) => Result): Result {
	const file = openSync(path, 'r');
	try {
		return use(fileSource(file));
	} finally {
		closeSync(file);
	}
}

/** As `withFileBytes`, for work that takes longer than a call. */
export async function withFileBytesAsync<Result>(
	path: string,
	use: (source: ByteSource) => Promise<Result>
): Promise<Result> {
	const file = openSync(path, 'r');
	try {
		return await use(fileSource(file));
	} finally {
		closeSync(file);
	}
}

/** What is read lies in one shared window unless it is longer, so it holds until the next read. */
function fileSource(file: number): ByteSource {
	const { size } = fstatSync(file);
	const window = new Uint8Array(windowBytes);
	let heldFrom = 0;
	let held = 0;
	return {
		length: size,
		read(offset, length) {
			if (length > windowBytes) {
				const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
				return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset));
			}
			if (offset < heldFrom || offset + length > heldFrom + held) {
				held = readSync(file, window, 0, windowBytes, offset);
				heldFrom = offset;
			}
			return window.subarray(offset - heldFrom, Math.min(offset - heldFrom + length, held));
		}
	};
}
