import { describe, it } from 'vitest';
import { playAll, type Schedule } from './play.ts';

const runs = 1_000;

/** Schedules that once found a fault. */
const found: Schedule[] = [
	/* The take that was being recorded was made known first; then the other device took the number of the one before it. */
	{
		steps: [
			{ do: 'record', on: 1, batches: 1, samples: 1600, codec: 'pcm_s16le' },
			{ do: 'crash', on: 1 },
			{ do: 'deliver', frames: 1 },
			{ do: 'record', on: 1, batches: 1, samples: 1600, codec: 'pcm_s16le' },
			{ do: 'deliver', frames: 1 }
		],
		jitter: 0,
		windowBytes: 16 * 1024
	},
	/* The number of a take was refused, while the one behind it, announced in the same breath, was taken. */
	{
		steps: [
			{ do: 'record', on: 1, batches: 1, samples: 1600, codec: 'pcm_s16le' },
			{ do: 'record', on: 1, batches: 1, samples: 1600, codec: 'pcm_s16le' },
			{ do: 'record', on: 1, batches: 4, samples: 1600, codec: 'pcm_s16le' },
			{ do: 'deliver', frames: 6 },
			{ do: 'stop', on: 1 },
			{ do: 'deliver', frames: 4 },
			{ do: 'record', on: 1, batches: 1, samples: 1600, codec: 'pcm_s16le' },
			{ do: 'crash', on: 0 },
			{ do: 'deliver', frames: 1 },
			{ do: 'record', on: 0, batches: 1, samples: 1600, codec: 'pcm_s16le' },
			{ do: 'deliver', frames: 2 }
		],
		jitter: 0,
		windowBytes: 64 * 1024
	}
];

describe('two devices that record into one lecture', () => {
	it(
		`[W2, W10] whoever takes over from whom, and when: in ${runs} schedules the sound of both arrives whole, once, and the takes of each stay in the order in which they were recorded`,
		() => playAll(2, runs, found),
		600_000
	);
});
