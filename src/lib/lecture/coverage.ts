import { samplesToMs } from '#lib/protocol/index.ts';
import type { Places } from './transcript.ts';
import { pausesOf } from './transcript.ts';
import type { LectureState } from './state.ts';

export type Range = { fromMs: number; toMs: number };

/** How far the sound of a lecture has come. Ranges count in lecture time, ordered and disjoint. */
export type Coverage = {
	/** Everything that was recorded, wherever it is now. */
	capturedMs: number;
	/** Durable on the server. */
	storedMs: number;
	/** Recorded here and not yet durable on the server. */
	onDevice: Range[];
	/** Speech whose words are known, or that was found to hold none. */
	transcribed: Range[];
	/** Speech that was set aside after it failed. */
	failed: Range[];
	/** Speech on the server that still waits for the recogniser. */
	waitingMs: number;
	/** Where one take ends and the next begins. */
	seams: { atMs: number; pausedMs: number }[];
};

export type Heard = Pick<Coverage, 'transcribed' | 'failed'>;
export type CoverageParts = { places: Places; heard: Heard; backlogSamples: number };

export function coverageOf({ places, heard, backlogSamples }: CoverageParts): Coverage {
	const all = [...places.values()];
	const onDevice = all
		.filter((place) => place.lengthMs > place.storedMs)
		.map((place) => ({ fromMs: place.startMs + place.storedMs, toMs: place.startMs + place.lengthMs }));
	return {
		...heard,
		capturedMs: sum(all.map((place) => place.lengthMs)),
		storedMs: sum(all.map((place) => place.storedMs)),
		onDevice: joined(onDevice),
		waitingMs: samplesToMs(backlogSamples),
		seams: [...pausesOf(places).values()].map(({ beforeTake, fromMs, toMs }) => ({
			atMs: places.get(beforeTake)?.startMs ?? 0,
			pausedMs: toMs - fromMs
		}))
	};
}

/** What became of the speech; worked out apart from the rest, because it changes far less often. */
export function heardIn(utterances: LectureState['utterances'], places: Places): Heard {
	const transcribed: Range[] = [];
	const failed: Range[] = [];
	for (const { takeId, startSample, endSample, result } of utterances.values()) {
		const place = places.get(takeId);
		if (!place) continue;
		const range = {
			fromMs: place.startMs + samplesToMs(startSample),
			toMs: place.startMs + samplesToMs(endSample)
		};
		(result.kind === 'failed' ? failed : transcribed).push(range);
	}
	return { transcribed: joined(transcribed, breathMs), failed: joined(failed) };
}

/** Silence this short between two segments belongs to the speech around it. */
const breathMs = 1500;

/** The union of `ranges` in order; neighbours no more than `slackMs` apart become one. */
export function joined(ranges: readonly Range[], slackMs = 0): Range[] {
	const out: Range[] = [];
	for (const range of [...ranges].sort((a, b) => a.fromMs - b.fromMs)) {
		const last = out.at(-1);
		if (last && range.fromMs <= last.toMs + slackMs) last.toMs = Math.max(last.toMs, range.toMs);
		else out.push({ ...range });
	}
	return out;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

export const lengthOf = (ranges: readonly Range[]): number =>
	sum(ranges.map(({ fromMs, toMs }) => toMs - fromMs));
