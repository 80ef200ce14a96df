import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockHeaderBytes, decodeBlock, encodeBlock, type Block } from './blocks.ts';

const anyBlock: fc.Arbitrary<Block> = fc
	.record({
		takeNumber: fc.nat(0xffff_ffff),
		firstSample: fc.maxSafeNat().map((n) => Math.floor(n / 2)),
		pairs: fc.uint8Array({ minLength: 1, maxLength: 4000 })
	})
	.map(({ takeNumber, firstSample, pairs }) => {
		const payload = new Uint8Array(pairs.length * 2);
		payload.set(pairs);
		return { takeNumber, firstSample, sampleCount: pairs.length, codec: 'pcm_s16le', payload };
	});

describe('the block codec', () => {
	it('[B1] gives back every block as it was encoded', () => {
		fc.assert(
			fc.property(anyBlock, (block) => {
				expect(decodeBlock(encodeBlock(block))).toEqual(block);
			})
		);
	});

	it('[B1] reads a block that starts at any offset of a larger buffer', () => {
		fc.assert(
			fc.property(anyBlock, fc.nat(9), (block, offset) => {
				const frame = encodeBlock(block);
				const buffer = new Uint8Array(frame.byteLength + offset);
				buffer.set(frame, offset);
				expect(decodeBlock(buffer.subarray(offset))).toEqual(block);
			})
		);
	});

	it('[W6] never throws, whatever the bytes are', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				const decoded = decodeBlock(bytes);
				expect(['string', 'object']).toContain(typeof decoded);
			})
		);
	});

	it('[W6] refuses a header that claims more or fewer samples than the frame carries', () => {
		fc.assert(
			fc.property(anyBlock, fc.integer({ min: 0, max: 0xffff_ffff }), (block, claimed) => {
				fc.pre(claimed !== block.sampleCount);
				const frame = encodeBlock(block);
				new DataView(frame.buffer).setUint32(16, claimed, true);
				expect(decodeBlock(frame)).toBe('length-mismatch');
			})
		);
	});

	it.each([
		['too-short', 0, 0, blockHeaderBytes - 1],
		['unknown-version', 0, 9, 64],
		['unknown-type', 1, 9, 64],
		['unknown-codec', 2, 9, 64]
	] as const)('names what is wrong: %s', (problem, at, value, length) => {
		const frame = encodeBlock({
			takeNumber: 0,
			firstSample: 0,
			sampleCount: 22,
			codec: 'pcm_s16le',
			payload: new Uint8Array(44)
		});
		frame[at] = problem === 'too-short' ? (frame[at] as number) : value;
		expect(decodeBlock(frame.subarray(0, length))).toBe(problem);
	});

	it('refuses a first sample beyond what a number can count', () => {
		const frame = encodeBlock({
			takeNumber: 0,
			firstSample: 0,
			sampleCount: 1,
			codec: 'pcm_s16le',
			payload: new Uint8Array(2)
		});
		new DataView(frame.buffer).setBigUint64(8, 2n ** 63n, true);
		expect(decodeBlock(frame)).toBe('sample-out-of-range');
	});
});
