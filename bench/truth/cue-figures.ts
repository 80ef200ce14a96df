import { cueOf } from '../../server/notes/cues/cue.ts';
import {
	cueSentences,
	ordinaryLines,
	type CueLanguage,
	type CueSentence,
	type CueSet,
	type OrdinaryLecture
} from '../../tests/helpers/cue-sentences.ts';
import { percent } from './figure.ts';

export type Recognition = {
	/** Share of the cues that are found as one, whatever their label. */
	recall: number;
	/** Share of what is found that is a cue. */
	precision: number;
	/** Cues that are found under the other label. */
	mislabelled: number;
};

/** How well cues are recognised in one of the sets; undefined where it is not here. */
export function recognitionOf(language: CueLanguage, set: CueSet): Recognition | undefined {
	const sentences = cueSentences(language, set);
	return sentences && measured(sentences);
}

function measured(sentences: readonly CueSentence[]): Recognition {
	const read = sentences.map(({ label, text }) => ({ label, found: cueOf(text) ?? 'none' }));
	const found = read.filter((each) => each.found !== 'none');
	const right = found.filter(({ label }) => label !== 'none');
	return {
		recall: percent(right.length, read.filter(({ label }) => label !== 'none').length),
		precision: percent(right.length, found.length),
		mislabelled: right.filter((each) => each.label !== each.found).length
	};
}

/** Tasks that are found in ten minutes of a lecture that sets none. */
export const falseTasksOf = (language: CueLanguage, lecture: OrdinaryLecture): number =>
	ordinaryLines(language, lecture).filter((line) => cueOf(line) === 'task').length;
