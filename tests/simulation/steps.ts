import fc from 'fast-check';
import type { Codec, GapCause } from '#lib/protocol/index.ts';
import { deathPoints, type DeathPoint } from './sim-server.ts';
import type { Refused } from './sim-store.ts';

export type Copy = 'kept' | 'older';
/** Which device. */
type On = { on: 0 | 1 };

export type Step =
	| (On & { do: 'record'; batches: number; samples: number; codec: Codec })
	| (On & { do: 'mark'; cuts: boolean })
	| (On & { do: 'end-take'; gap: GapCause })
	| (On & { do: 'split' | 'sleep' | 'stop' | 'crash' | 'rival' | 'retry' | 'request' })
	| (On & { do: 'quota'; refuses: Refused })
	| { do: 'cut' | 'start' | 'back-up' }
	/** Puts an older copy in the place of the database, of the files, or of both. */
	| { do: 'restore'; database: Copy; files: Copy }
	| { do: 'black-hole' | 'disk-full' | 'deaf'; isOn: boolean }
	| { do: 'deliver'; frames: number }
	| { do: 'wait'; ms: number }
	| { do: 'die'; at: DeathPoint; powerShare: number | null };

const constants = <const T extends readonly unknown[]>(...values: T) => fc.constantFrom<T[number]>(...values);

export const longestBatchSamples = 48_000;
/** A moment of a recording, and now and then so much that it takes the recorder behind (rule W4). */
const batchSamples = constants(1_600, 1_600, 1_600, 1_600, 1_600, longestBatchSamples);

/** What may happen to a recording on so many devices, in any order. */
export function stepOn(devices: 1 | 2): fc.Arbitrary<Step> {
	const on = devices === 1 ? constants(0) : constants(0, 0, 1);
	const codec = constants('pcm_s16le', 'opus', 'opus');
	const batches = fc.integer({ min: 1, max: 4 });
	const copy = constants('kept', 'older');
	const weighted: [number, fc.Arbitrary<Step>][] = [
		[8, fc.record({ do: constants('record'), on, batches, samples: batchSamples, codec })],
		[5, fc.record({ do: constants('mark'), on, cuts: fc.boolean() })],
		[8, fc.record({ do: constants('deliver'), frames: fc.integer({ min: 1, max: 12 }) })],
		[4, fc.record({ do: constants('wait'), ms: constants(50, 600, 5_000, 40_000) })],
		[2, fc.record({ do: constants('end-take'), on, gap: constants('pause', 'microphone') })],
		[2, fc.record({ do: constants('split', 'split', 'sleep'), on })],
		[2, fc.record({ do: constants('quota'), on, refuses: constants('nothing', 'growth', 'every-write') })],
		[devices === 1 ? 1 : 4, fc.record({ do: constants('retry'), on })],
		[
			2,
			fc.record({
				do: constants('die'),
				at: fc.constantFrom(...deathPoints),
				powerShare: constants(null, 0, 0.37, 1)
			})
		],
		[2, fc.record({ do: constants('start') })],
		[2, fc.record({ do: constants('request'), on })],
		[2, fc.record({ do: constants('back-up') })],
		[1, fc.record({ do: constants('restore'), database: copy, files: copy })],
		[2, fc.record({ do: constants('cut') })],
		[2, fc.record({ do: constants('crash'), on })],
		[1, fc.record({ do: constants('rival', 'stop'), on })],
		[2, fc.record({ do: constants('black-hole', 'disk-full', 'deaf'), isOn: fc.boolean() })]
	];
	return fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}
