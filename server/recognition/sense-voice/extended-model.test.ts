import {
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../tests/helpers/temporary.ts';
import { extendedSuffix, extendModel } from './extended-model.ts';
import { graphTail } from './graph-tail.ts';

const tail = graphTail({ logits: 'logits', opset: 13 });
const asItIs = { logits: 'logits', opset: 13, signed: false };
const largeBytes = 33 * 1024 * 1024;

/** A file of that size, without a content that takes room on the disk. */
async function modelOf(bytes: number): Promise<string> {
	const path = join(await temporaryDirectory(), 'model.int8.onnx');
	writeFileSync(path, 'model');
	truncateSync(path, bytes);
	return path;
}

const extendedIn = (directory: string) =>
	readdirSync(directory).filter((name) => name.endsWith(extendedSuffix));

describe('an extended model', () => {
	test('of a small model stays in memory and leaves no file', async () => {
		const path = await modelOf(1_000);
		const bytes = extendModel(path, asItIs) as Uint8Array;
		expect(bytes.subarray(1_000)).toEqual(tail);
		expect(readdirSync(dirname(path))).toEqual(['model.int8.onnx']);
	});

	test('of a large one is written once, beside it', async () => {
		const path = await modelOf(largeBytes);
		const extended = extendModel(path, asItIs) as string;
		expect(dirname(extended)).toBe(dirname(path));
		expect(readFileSync(extended).subarray(largeBytes)).toEqual(Buffer.from(tail));
		const { mtimeMs } = statSync(extended);
		expect(extendModel(path, asItIs)).toBe(extended);
		expect(statSync(extended).mtimeMs).toBe(mtimeMs);
	});

	test('is made anew when the original changes, and the old one goes', async () => {
		const path = await modelOf(largeBytes);
		const before = extendModel(path, asItIs);
		utimesSync(path, 1, 1);
		const after = extendModel(path, asItIs) as string;
		expect(after).not.toBe(before);
		expect(extendedIn(dirname(path)).map((name) => join(dirname(path), name))).toEqual([after]);
	});

	test('that was not written to its end is written again', async () => {
		const path = await modelOf(largeBytes);
		const extended = extendModel(path, asItIs) as string;
		truncateSync(extended, 100);
		extendModel(path, asItIs);
		expect(statSync(extended).size).toBe(largeBytes + tail.length);
	});

	test('that cannot be written stays in memory', async () => {
		const path = await modelOf(largeBytes);
		const extended = extendModel(path, asItIs) as string;
		rmSync(extended);
		mkdirSync(extended);
		expect((extendModel(path, asItIs) as Uint8Array).length).toBe(largeBytes + tail.length);
		expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.partial'))).toEqual([]);
	});
});
