import type { PathToken } from '../ctc.ts';
import { unknownScore, type Frame } from './frames.ts';

/**
 * Where the frames say these pieces most likely: the best single CTC path that merges to `ids`. There must be at least as
 * many frames as pieces, and one more between two equal ones.
 */
export function alignPieces(ids: readonly number[], frames: readonly Frame[]): PathToken[] {
	const path = bestPath(ids, frames);
	const tokens: PathToken[] = [];
	for (const [frame, state] of path.entries()) {
		if (state % 2 === 0) continue;
		const index = (state - 1) / 2;
		const id = ids[index]!;
		const probability = Math.exp(scoreOf(frames[frame]!, id));
		const token = (tokens[index] ??= { id, firstFrame: frame, lastFrame: frame, probability });
		token.lastFrame = frame;
		token.probability = Math.max(token.probability, probability);
	}
	return tokens;
}

const scoreOf = ({ scores }: Frame, id: number): number => scores.get(id) ?? unknownScore;

/** The state of every frame: an even one is blank, 2n+1 is piece n. */
function bestPath(ids: readonly number[], frames: readonly Frame[]): number[] {
	const states = 2 * ids.length + 1;
	/** How far back each state was left from: 0, 1 or 2 states. */
	const backs: Uint8Array[] = [];
	let totals = new Float64Array(states).fill(-Infinity);
	for (const frame of frames) {
		const next = new Float64Array(states).fill(-Infinity);
		const back = new Uint8Array(states);
		for (let state = 0; state < states; state++) {
			const from = backs.length === 0 ? { back: 0, total: state < 2 ? 0 : -Infinity } : entry(state, totals);
			const id = ids[(state - 1) / 2];
			next[state] = from.total + (id === undefined ? frame.blank : scoreOf(frame, id));
			back[state] = from.back;
		}
		totals = next;
		backs.push(back);
	}
	let state = states > 1 && totals[states - 2]! > totals[states - 1]! ? states - 2 : states - 1;
	const path = new Array<number>(frames.length);
	for (let frame = frames.length - 1; frame >= 0; frame--) {
		path[frame] = state;
		state -= backs[frame]![state]!;
	}
	return path;

	/** The best way into a state; between two equal pieces there must be a blank. */
	function entry(state: number, before: Float64Array): { back: number; total: number } {
		let best = { back: 0, total: before[state]! };
		const mayJump = state % 2 === 1 && ids[(state - 1) / 2] !== ids[(state - 3) / 2];
		for (const back of mayJump ? [1, 2] : [1])
			if ((before[state - back] ?? -Infinity) > best.total) best = { back, total: before[state - back]! };
		return best;
	}
}
