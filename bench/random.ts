/** Repeatable numbers: xorshift32, as bytes or as numbers in [0, 1). */
export type Random = { fraction(): number; fill(bytes: Uint8Array): void };

export function createRandom(seed = 1): Random {
	let state = seed >>> 0 || 1;
	const next = () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return state >>> 0;
	};
	return {
		fraction: () => next() / 2 ** 32,
		fill(bytes) {
			const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
			for (let index = 0; index < words.length; index++) words[index] = next();
			for (let index = words.length * 4; index < bytes.length; index++) bytes[index] = next() & 0xff;
		}
	};
}
