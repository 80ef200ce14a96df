import { msToSamples } from './limits.ts';
import type { Mark } from './marks.ts';

export type SegmenterOptions = {
	/** A frame at or above this begins a segment. */
	speechAt: number;
	/** A frame at or above this keeps an open segment open; below it the frame is quiet. */
	quietBelow: number;
	/** Sound kept before the first speech frame. */
	preRollMs: number;
	/** Quiet that ends a segment. */
	redemptionMs: number;
	/** Quiet that is told as a pause, in which the segment may end. */
	pauseMs: number;
	/** Sound kept after the last frame that was not quiet. */
	tailMs: number;
	/** From this age on a segment is cut at the first pause inside it. */
	softCutMs: number;
	/** No segment is longer. */
	hardCutMs: number;
	/** How far back a cut may lie. */
	cutReachMs: number;
	/** Length of the quiet window in whose middle a cut is placed. */
	dipMs: number;
};

export const segmenterDefaults: SegmenterOptions = {
	speechAt: 0.4,
	quietBelow: 0.25,
	preRollMs: 300,
	redemptionMs: 480,
	pauseMs: 190,
	tailMs: 250,
	softCutMs: 12_000,
	hardCutMs: 20_000,
	cutReachMs: 4_000,
	dipMs: 190
};

export type Segmenter = {
	/**
	 * Takes the speech probability (0..1) of the next `frameSamples` samples, at most one second, and answers
	 * with the marks that it causes. A mark may lie in the past, never before an earlier mark.
	 */
	push(probability: number, frameSamples?: number): Mark[];
	/**
	 * The sample of the speech-end that comes if the quiet frames of now go on for long enough (with `tailMs` at most
	 * `redemptionMs`); undefined before there are `pauseMs` of them.
	 */
	pause(): number | undefined;
	/** Closes what is open. `totalSamples` is the length of the take, at least what was pushed. */
	finish(totalSamples: number): Mark[];
};

type Frame = { probability: number; endSample: number };
type Open = { kind: 'speaking'; startSample: number; quietSince: number; frames: Frame[] };
type State = { kind: 'quiet'; floorSample: number } | Open;
type Dip = { middleSample: number; probability: number };

/**
 * Turns speech probabilities into the mark log of one take. Every frame at or above `speechAt` lies inside a
 * segment, no segment is longer than `hardCutMs`, and `refusalOf` finds nothing wrong with the marks. A take that goes on
 * from another in the middle of speech begins `speaking`: its first mark is a speech-start at sample 0.
 */
export function createSegmenter(
	options: Partial<SegmenterOptions> = {},
	begins: 'quiet' | 'speaking' = 'quiet'
): Segmenter {
	const rules = { ...segmenterDefaults, ...options };
	const samples = samplesOf(rules);
	let state: State =
		begins === 'quiet'
			? { kind: 'quiet', floorSample: 0 }
			: { kind: 'speaking', startSample: 0, quietSince: 0, frames: [] };
	let unsaid: Mark[] = begins === 'quiet' ? [] : [{ kind: 'speech-start', sample: 0 }];
	let nowSample = 0;

	/** The mark that the take began with, once. */
	function opening(): Mark[] {
		const marks = unsaid;
		unsaid = [];
		return marks;
	}

	function open(floorSample: number, frame: Frame): Mark[] {
		const startSample = Math.max(floorSample, nowSample - samples.preRoll);
		const speaking: Open = { kind: 'speaking', startSample, quietSince: nowSample, frames: [] };
		state = speaking;
		return [{ kind: 'speech-start', sample: startSample }, ...take(speaking, frame)];
	}

	function cut(speaking: Open, sample: number): Mark {
		const frames = speaking.frames.filter((frame) => frame.endSample > sample);
		state = { ...speaking, startSample: sample, frames };
		return { kind: 'cut', sample };
	}

	const endOf = ({ startSample, quietSince }: Open, limitSample = Infinity): number =>
		Math.max(startSample, Math.min(limitSample, quietSince + samples.tail));

	function close(speaking: Open, limitSample: number): Mark {
		const sample = endOf(speaking, limitSample);
		state = { kind: 'quiet', floorSample: sample };
		return { kind: 'speech-end', sample };
	}

	const isOverlong = ({ startSample }: Open, endSample: number): boolean =>
		endSample - startSample > samples.hardCut;

	/** The cut that keeps `speaking` within the hard limit when it grows to `endSample`, if one is needed. */
	function hardCut(speaking: Open, endSample: number): Mark[] {
		if (!isOverlong(speaking, endSample)) return [];
		const dip = lowestDip(speaking, nowSample - samples.cutReach, samples.dip);
		return [cut(speaking, dip?.middleSample ?? nowSample)];
	}

	function softCut(speaking: Open): Mark[] {
		if (nowSample - speaking.startSample < samples.softCut || speaking.quietSince < nowSample) return [];
		const dip = lowestDip(speaking, nowSample - samples.cutReach, samples.dip);
		return dip && dip.probability < rules.quietBelow ? [cut(speaking, dip.middleSample)] : [];
	}

	function take(speaking: Open, frame: Frame): Mark[] {
		speaking.frames.push(frame);
		nowSample = frame.endSample;
		if (frame.probability >= rules.quietBelow) {
			speaking.quietSince = nowSample;
			return softCut(speaking);
		}
		return nowSample - speaking.quietSince >= samples.redemption ? [close(speaking, nowSample)] : [];
	}

	/** In a pause as long as the tail, a segment that would be too long ends: a cut would leave silence behind it. */
	function grow(speaking: Open, frame: Frame): Mark[] {
		if (isOverlong(speaking, frame.endSample) && nowSample - speaking.quietSince >= samples.tail) {
			const end = close(speaking, nowSample);
			return [end, ...listen(end.sample, frame)];
		}
		const cuts = hardCut(speaking, frame.endSample);
		return [...cuts, ...take(state as Open, frame)];
	}

	function listen(floorSample: number, frame: Frame): Mark[] {
		if (frame.probability >= rules.speechAt) return open(floorSample, frame);
		nowSample = frame.endSample;
		return [];
	}

	return {
		push(probability, frameSamples = 512) {
			const frame = { probability, endSample: nowSample + frameSamples };
			if (state.kind === 'quiet') return listen(state.floorSample, frame);
			return [...opening(), ...grow(state, frame)];
		},
		pause() {
			if (state.kind === 'quiet' || nowSample - state.quietSince < samples.pause) return undefined;
			return endOf(state);
		},
		finish(totalSamples) {
			if (state.kind === 'quiet') return [];
			const endSample = Math.min(totalSamples, state.quietSince + samples.tail);
			return [...opening(), ...hardCut(state, endSample), close(state, totalSamples)];
		}
	};
}

function samplesOf(rules: SegmenterOptions) {
	return {
		preRoll: msToSamples(rules.preRollMs),
		redemption: msToSamples(rules.redemptionMs),
		pause: msToSamples(rules.pauseMs),
		tail: msToSamples(rules.tailMs),
		softCut: msToSamples(rules.softCutMs),
		hardCut: msToSamples(rules.hardCutMs),
		cutReach: msToSamples(rules.cutReachMs),
		dip: msToSamples(rules.dipMs)
	};
}

/** The window of `dipSamples` with the lowest mean probability after `fromSample`; among equals the latest. */
function lowestDip({ frames, startSample }: Open, fromSample: number, dipSamples: number): Dip | undefined {
	let lowest: Dip | undefined;
	let first = 0;
	let sum = 0;
	const beginOf = (index: number) => frames[index - 1]?.endSample ?? startSample;
	frames.forEach((frame, last) => {
		sum += frame.probability;
		while (first < last && frame.endSample - beginOf(first + 1) >= dipSamples) {
			sum -= (frames[first] as Frame).probability;
			first++;
		}
		const beginSample = beginOf(first);
		if (frame.endSample - beginSample < dipSamples || beginSample < fromSample) return;
		const probability = sum / (last - first + 1);
		if (lowest && probability > lowest.probability) return;
		lowest = { middleSample: Math.round((beginSample + frame.endSample) / 2), probability };
	});
	return lowest;
}
