import fc from 'fast-check';
import { expect, it } from 'vitest';
import { piecesOf } from './pieces.ts';

it('the pieces of a text, each encoded by itself, are the text', () => {
	const text = fc.string({ unit: fc.constantFrom('a', '细', '🧬', '𠮷') });
	fc.assert(
		fc.property(text, fc.integer({ min: 1, max: 5 }), (whole, length) => {
			const bytes = [...piecesOf(whole, length)].map((piece) => Buffer.from(new TextEncoder().encode(piece)));
			expect(Buffer.concat(bytes).toString()).toBe(whole);
		})
	);
});
