import { describe, it } from 'vitest';
import { playAll, type Schedule } from './play.ts';

const runs = 1_050;

/** Schedules that once found a fault, in the code or in the oracle. */
const found: Schedule[] = [
	{
		steps: [
			{ do: 'back-up' },
			{ do: 'deliver', frames: 7 },
			{ do: 'restore', database: 'older', files: 'kept' },
			{ do: 'restore', database: 'kept', files: 'older' }
		],
		jitter: 0,
		windowBytes: 1024 * 1024
	},
	/* A torn frame at the end of a file that is restored sounded at the front of a hole. */
	{
		steps: [
			{ do: 'die', at: 'after-write', powerShare: 0.37 },
			{ do: 'deliver', frames: 5 },
			{ do: 'start' },
			{ do: 'wait', ms: 40_000 },
			{ do: 'back-up' },
			{ do: 'deliver', frames: 5 },
			{ do: 'restore', database: 'kept', files: 'older' }
		],
		jitter: 0,
		windowBytes: 1024 * 1024
	},
	/* The disk takes a take while the one before it still waits to be tried again. */
	{
		steps: [
			{ do: 'quota', on: 0, refuses: 'growth' },
			{ do: 'sleep', on: 0 },
			{ do: 'record', on: 0, batches: 1, samples: 1_600, codec: 'opus' },
			{ do: 'quota', on: 0, refuses: 'nothing' },
			{ do: 'sleep', on: 0 },
			{ do: 'record', on: 0, batches: 1, samples: 1_600, codec: 'opus' }
		],
		jitter: 0,
		windowBytes: 1024 * 1024
	}
];

describe('a recording through faults', () => {
	it(
		`[L1, L2, L3, L5, L6, T3, W1, W3, W4] whatever is cut, killed, restored, full or crashes, and when: in ${runs} schedules the device keeps every sample, the server has every byte that was kept, once, but for what an older copy lost, and each segment one utterance`,
		() => playAll(1, runs, found),
		600_000
	);
});
