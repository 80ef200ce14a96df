/** Frames that the model puts before the sound: language, emotion, event, text norm. */
export const headFrames = 4;

const blank = 0;

/** A token of the path; frames count from the first one behind the head. */
export type PathToken = {
	id: number;
	firstFrame: number;
	/** The last frame that still shows this token. */
	lastFrame: number;
	/** The highest that the model gave it in one frame, 0..1. */
	probability: number;
};

export type Path = { head: number[]; tokens: PathToken[] };

/**
 * Greedy CTC over the best piece of every frame: repeats merge, blanks go. The head is set apart before merging, so
 * that a blank or a repeat inside it cannot eat text.
 */
export function decodePath(ids: Int32Array, probabilities: Float32Array): Path {
	const tokens: PathToken[] = [];
	let previous = blank;
	for (let at = headFrames; at < ids.length; at++) {
		const id = ids[at]!;
		const frame = at - headFrames;
		const open = tokens.at(-1);
		if (id !== blank && id === previous && open) {
			open.lastFrame = frame;
			open.probability = Math.max(open.probability, probabilities[at]!);
		} else if (id !== blank) {
			tokens.push({ id, firstFrame: frame, lastFrame: frame, probability: probabilities[at]! });
		}
		previous = id;
	}
	return { head: [...ids.subarray(0, headFrames)], tokens };
}
