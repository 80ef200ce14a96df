import { candidatesFor } from './features.ts';
import type { LectureIndex } from './lecture-index.ts';
import { listed } from './listing.ts';
import type { AskedQuestion } from './question.ts';
import { isLikely, likelihood, scoresOf, type AnswerWeights, type Scored } from './score.ts';

const passagesMost = 5;
const listedMost = 60;
/** The first three are shown also where they score less than the best, the others only where they score nearly as much. */
const firstMost = 3;
const firstMargin = 5;
const otherMargin = 1;

/** Places of the lines that answer a question, in the order in which they are shown; empty where nothing is found. */
export function passagePlaces(
	readings: readonly AskedQuestion[],
	index: LectureIndex,
	weights?: AnswerWeights
): number[] {
	const all = readings.map((reading) => listed(reading, index)).find((places) => places !== undefined);
	if (all !== undefined) return all.slice(0, listedMost);
	const { ranked, likely } = rankedFor(readings, index, weights);
	const [best] = ranked;
	const isChinese = readings.some((reading) => reading.isChinese);
	if (!best || !isLikely(likely, isChinese, weights)) return [];
	return ranked
		.slice(0, passagesMost)
		.filter(({ score }, at) => score >= best.score - (at < firstMost ? firstMargin : otherMargin))
		.map(({ place }) => place);
}

/** Places of lines that have to do with a question, the best first. */
export const nearestPlaces = (readings: readonly AskedQuestion[], index: LectureIndex): number[] =>
	rankedFor(readings, index).ranked.map(({ place }) => place);

/** The lines that have to do with a question, the best first, and how likely one of the first three answers it. */
export function rankedFor(
	readings: readonly AskedQuestion[],
	index: LectureIndex,
	weights?: AnswerWeights
): { ranked: Scored[]; likely: number } {
	const best = new Map<number, Scored>();
	let least = Infinity;
	for (const reading of readings) {
		const { lines, nothing } = scoresOf(candidatesFor(reading, index), reading.isChinese, weights);
		least = Math.min(least, nothing);
		for (const each of lines)
			if (each.score > (best.get(each.place)?.score ?? -Infinity)) best.set(each.place, each);
	}
	const ranked = [...best.values()].sort((a, b) => b.score - a.score || a.place - b.place);
	return { ranked, likely: likelihood(ranked.slice(0, firstMost), least) };
}
