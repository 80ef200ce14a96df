import { headFrames } from '../ctc.ts';
import type { FrameChoices } from '../session.ts';

/** One frame of sound as far as it is known: natural logarithms of probabilities. */
export type Frame = {
	blank: number;
	/** The likeliest pieces, blank not among them. */
	top: readonly number[];
	/** Asked pieces that are likely enough to be looked at, where they are not among the likeliest. */
	others: readonly number[];
	/** Of the pieces of both lists. */
	scores: ReadonlyMap<number, number>;
};

const blankId = 0;
/** A piece below this is taken for unheard, whatever is gained by it. */
const scoreMin = Math.log(1e-5);
/** Score of what is not known. */
export const unknownScore = Math.log(1e-7);

/** The frames behind the head. Blank must be among the asked pieces. */
export function framesOf({ ids, alternatives }: FrameChoices): Frame[] {
	if (!alternatives) throw new Error('no pieces were asked for');
	const { asked, askedScores, topCount, topIds, topScores } = alternatives;
	return Array.from({ length: Math.max(0, ids.length - headFrames) }, (_, index) => {
		const frame = index + headFrames;
		const scores = new Map<number, number>();
		const take = (id: number, score: number, list: number[]) => {
			if (score < scoreMin || scores.has(id)) return;
			scores.set(id, score);
			if (id !== blankId) list.push(id);
		};
		const [top, others]: [number[], number[]] = [[], []];
		for (let at = frame * topCount; at < (frame + 1) * topCount; at++) take(topIds[at]!, topScores[at]!, top);
		for (const [at, id] of asked.entries()) take(id, askedScores[frame * asked.length + at]!, others);
		return { blank: scores.get(blankId) ?? unknownScore, top, others, scores };
	});
}
