import { expect, it } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { soak } from '../soak/run.ts';

/* The short version of `npm run soak:capture`. */
it('[L1, L2, L3, T3, W1, W8] a recording through kills of server and browser, cuts, a black hole and bad weather is whole, once, and reads as if nothing had happened', async () => {
	const result = await soak({
		directory: await temporaryDirectory(),
		seed: 7,
		counts: { servers: 3, browsers: 2, cuts: 2, blackHoles: 1, weathers: 1, blocks: 1 }
	});
	expect(result).toMatchObject({
		problems: [],
		lostAfterAck: 0,
		lostAfterStore: 0,
		lostAfterShown: 0,
		doubled: 0,
		missing: 0,
		torn: 0,
		unwitnessed: 0,
		otherWords: 0
	});
	expect(result.blows).toMatchObject({ 'kill-server': 3, 'kill-browser': 2, 'black-hole': 1 });
	expect(result.segments).toBeGreaterThan(3);
	expect(result.utterances).toBe(result.segments);
});
