import { candidatesFor } from './features.ts';
import type { LectureIndex } from './lecture-index.ts';
import { listed } from './listing.ts';
import type { AskedQuestion } from './question.ts';
import { isAnswer, scoreOf } from './score.ts';

type Ranked = { readonly place: number; readonly score: number; readonly features: readonly number[] };

const passagesMost = 5;
const listedMost = 60;
/** The first three are shown also where they score less than the best, the others only where they score nearly as much. */
const firstMost = 3;
const firstMargin = 4;
const otherMargin = 1;

/** Places of the lines that answer a question, in the order in which they are shown; empty where nothing is found. */
export function passagePlaces(readings: readonly AskedQuestion[], index: LectureIndex): number[] {
	const all = readings.map((reading) => listed(reading, index)).find((places) => places !== undefined);
	if (all !== undefined) return all.slice(0, listedMost);
	const ranked = rankedFor(readings, index);
	const [best] = ranked;
	if (!best || !isAnswer(best.features)) return [];
	return ranked
		.slice(0, passagesMost)
		.filter(({ score }, at) => score >= best.score - (at < firstMost ? firstMargin : otherMargin))
		.map(({ place }) => place);
}

/** Places of lines that have to do with a question, the best first. */
export const nearestPlaces = (readings: readonly AskedQuestion[], index: LectureIndex): number[] =>
	rankedFor(readings, index).map(({ place }) => place);

function rankedFor(readings: readonly AskedQuestion[], index: LectureIndex): Ranked[] {
	const best = new Map<number, Ranked>();
	for (const reading of readings)
		for (const { place, features } of candidatesFor(reading, index)) {
			const score = scoreOf(features);
			if (score > (best.get(place)?.score ?? -Infinity)) best.set(place, { place, score, features });
		}
	return [...best.values()].sort((a, b) => b.score - a.score || a.place - b.place);
}
