import { joinTexts } from '#lib/protocol/index.ts';
import type { Cues } from './cues.ts';
import type { Reading } from './reading.ts';

/** Sentences that are shown together, read as one. */
export function mergedReading(readings: readonly [Reading, ...Reading[]]): Reading {
	const [first] = readings;
	const cues = readings.map(({ cue }) => cue);
	return {
		...first,
		text: joinTexts(readings.map(({ text }) => text)),
		words: readings.reduce((sum, { words }) => sum + words, 0),
		tokens: readings.flatMap(({ tokens }) => [...tokens, null]),
		terms: [...new Set(readings.flatMap(({ terms }) => terms))],
		cues: mergedCues(readings.map((each) => each.cues)),
		cue: cues.find((cue) => cue === 'task') ?? cues.find((cue) => cue !== undefined),
		// What was taken back or limited defines nothing by itself.
		defines: undefined
	};
}

const mergedCues = (each: readonly Cues[]): Cues => ({
	importance: each.some(({ importance }) => importance),
	definition: each.some(({ definition }) => definition),
	question: each.every(({ question }) => question),
	talk: each.every(({ talk }) => talk),
	vague: each[0]?.vague ?? false,
	figure: each.some(({ figure }) => figure),
	example: each.some(({ example }) => example),
	announcement: each[0]?.announcement ?? false
});
