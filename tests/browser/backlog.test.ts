import { expect, it } from 'vitest';
import { drainBacklog } from '../soak/backlog.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';

/* The short version of `npm run bench:backlog`. */
it('[W1, W3, W4, T3] ten minutes that were recorded without a server follow whole while recording goes on', async () => {
	const directory = await temporaryDirectory();
	const result = await drainBacklog({ directory, minutes: 10, codec: 'pcm_s16le', bytesPerS: 1_250_000 });
	expect(result).toMatchObject({ differingBytes: 0, wrongUtterances: 0 });
	expect(result.utterances).toBeGreaterThan(50);
	expect(result.liveStoredMeanwhileS, 'live sound need not wait').toBeGreaterThan(0);
});
