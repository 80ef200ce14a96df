import type { Hole } from '#lib/protocol/index.ts';
import { samplesToMs } from '#lib/protocol/index.ts';
import type { LostRange } from '#lib/uplink/copier.ts';
import { type Gap, gapsOf } from './gaps.ts';
import { type Range, joined, lengthOf, without } from './ranges.ts';
import type { LectureState } from './state.ts';
import type { Place, Places } from './transcript.ts';

/** Some of a lecture: its ranges in lecture time, ordered and disjoint, and how much that is. */
export type Layer = { ms: number; ranges: readonly Range[] };

/** How far a lecture has been processed, and what is missing. */
export type Coverage = {
	/** Everything that was recorded, wherever it is now, what was lost since included. */
	captured: Layer;
	/** Recorded and not yet durable on the server: it is on the device that `device` names. */
	onDevice: Layer;
	device: 'this' | 'another';
	/** Durable on the server. */
	onServer: Layer;
	/**
	 * Speech that the recogniser has answered. What it found to hold no words counts: nothing is missing there. Silence
	 * between two stretches of speech never reaches the recogniser and is in no layer but `captured` and `onServer`.
	 */
	transcribed: Layer;
	/** What of this the note stage has read, whether or not any of it became a note. */
	readForNotes: Layer;
	/** Speech that was set aside after it failed. Its sound is kept, so it is no hole; it is in neither of the two above. */
	failed: Layer;
	/** Holes: sound that nobody holds any more. */
	lost: Layer;
	/** Speech on the server that still waits for the recogniser. */
	waitingMs: number;
	/** Time in which nothing was recorded; no part of the layers. */
	gaps: readonly Gap[];
};

export type Heard = Pick<Coverage, 'transcribed' | 'readForNotes' | 'failed'>;
export type CoverageParts = {
	places: Places;
	heard: Heard;
	backlogSamples: number;
	/** Samples that the server misses and this device no longer holds, as far as the server has not been told. */
	lost?: readonly LostRange[];
};

export function coverageOf({ places, heard, backlogSamples, lost = [] }: CoverageParts): Coverage {
	const all = [...places.values()];
	const holes = joined([
		...all.flatMap((place) => place.holes.map((hole) => within(place, hole))),
		...lost.flatMap(({ takeId, fromSample, toSample }) => {
			const place = places.get(takeId);
			return place ? [within(place, { from: fromSample, to: toSample })] : [];
		})
	]);
	const stored = all.map(({ startMs, storedMs }) => ({ fromMs: startMs, toMs: startMs + storedMs }));
	const unstored = all.map(({ startMs, storedMs, lengthMs }) => ({
		fromMs: startMs + storedMs,
		toMs: startMs + lengthMs
	}));
	return {
		...heard,
		captured: layerOf(
			joined(all.map(({ startMs, lengthMs }) => ({ fromMs: startMs, toMs: startMs + lengthMs })))
		),
		onServer: layerOf(without(stored, holes)),
		onDevice: layerOf(without(unstored, holes)),
		device: all.some(({ isHere }) => isHere) ? 'this' : 'another',
		lost: layerOf(holes),
		waitingMs: samplesToMs(backlogSamples),
		gaps: gapsOf(places)
	};
}

/** What became of the speech; worked out apart from the rest, because it changes far less often. */
export function heardIn(
	utterances: LectureState['utterances'],
	places: Places,
	notedRevision: number
): Heard {
	const [transcribed, readForNotes, failed]: [Range[], Range[], Range[]] = [[], [], []];
	for (const { takeId, startSample, endSample, revision, result } of utterances.values()) {
		const place = places.get(takeId);
		if (!place) continue;
		const range = within(place, { from: startSample, to: endSample });
		if (result.kind === 'failed') failed.push(range);
		else transcribed.push(range);
		if (result.kind !== 'failed' && revision <= notedRevision) readForNotes.push(range);
	}
	return {
		transcribed: layerOf(joined(transcribed, breathMs)),
		readForNotes: layerOf(joined(readForNotes, breathMs)),
		failed: layerOf(joined(failed))
	};
}

/** Silence this short between two segments belongs to the speech around it. */
const breathMs = 1500;

const within = ({ startMs }: Place, { from, to }: Hole): Range => ({
	fromMs: startMs + samplesToMs(from),
	toMs: startMs + samplesToMs(to)
});

const layerOf = (ranges: readonly Range[]): Layer => ({ ms: lengthOf(ranges), ranges });
export const noLayer: Layer = layerOf([]);
