import { cueFrom, type Enough } from '../../server/notes/cues/classifier/weights.ts';
import { percent } from '../truth/figure.ts';
import type { Judged } from './cross-validation.ts';

/** Recall and precision of either cue, and how many cues were taken for the other one. */
export function recognised(
	judged: readonly Judged[],
	enough: Enough
): { recall: number; precision: number; mislabelled: number } {
	const read = judged.map(({ label, likely }) => ({ label, found: cueFrom(likely, enough) }));
	const found = read.filter((each) => each.found !== undefined);
	const right = found.filter(({ label }) => label !== 'none');
	return {
		recall: percent(right.length, read.filter(({ label }) => label !== 'none').length),
		precision: percent(right.length, found.length),
		mislabelled: right.filter((each) => each.label !== each.found).length
	};
}
