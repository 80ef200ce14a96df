import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from './protobuf.ts';

const windowBytes = 64 * 1024;

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

function fileSource(file: number): ByteSource {
	const { size } = fstatSync(file);
	let held = new Uint8Array(0);
	let heldFrom = 0;
	const fetch = (offset: number, length: number) => {
		const wanted = new Uint8Array(Math.max(0, Math.min(Math.max(length, windowBytes), size - offset)));
		const got = readSync(file, wanted, 0, wanted.length, offset);
		held = wanted.subarray(0, got);
		heldFrom = offset;
	};
	return {
		length: size,
		read(offset, length) {
			const missing = offset < heldFrom || offset + length > heldFrom + held.length;
			if (missing) fetch(offset, length);
			return held.subarray(offset - heldFrom, offset - heldFrom + length);
		}
	};
}
