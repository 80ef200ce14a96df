import { msToSamples, segmentSamplesMax, type Mark } from '#lib/protocol/index.ts';

/** Samples on both sides of a segment that are heard too, so that the words at its ends are understood. */
export type Context = { before: number; after: number };

export const contextSamples = msToSamples(800);

/**
 * What a segment is heard with: where it was cut out of ongoing speech, a little of what lies beyond, as far as there is
 * `room` on either side. With it a segment is no longer than segments may be.
 */
export function contextOf(
	lengthSamples: number,
	marks: { opening: Mark['kind']; closing: Mark['kind'] },
	room: Context
): Context {
	const most = Math.min(contextSamples, Math.max(0, Math.floor((segmentSamplesMax - lengthSamples) / 2)));
	return {
		before: marks.opening === 'cut' ? Math.min(most, room.before) : 0,
		after: marks.closing === 'cut' ? Math.min(most, room.after) : 0
	};
}
