import { writeFileSync } from 'node:fs';
import { cueLanguages, type CueLanguage } from '../../server/notes/cues/classifier/features.ts';
import { bytesOf, weightsUrl } from '../../server/notes/cues/classifier/weights.ts';
import { examplesOf, trainingSets } from './corpus.ts';
import { crossValidated, type Judged } from './cross-validation.ts';
import { featuresHashOf } from './features-hash.ts';
import { fit } from './fit.ts';
import { recognised } from './recognised.ts';

const goal = { recall: 95, precision: 90 };
const candidates = Array.from({ length: 60 }, (_, at) => (at + 5) / 100);

/** The likelihood at which recall and precision are nearest to their goals, or farthest above them. */
export function enoughFor(judged: readonly Judged[]): number {
	const margins = candidates.map((enough) => {
		const { recall, precision } = recognised(judged, enough);
		return Math.min(recall - goal.recall, precision - goal.precision);
	});
	return candidates[margins.indexOf(Math.max(...margins))] as number;
}

function train(language: CueLanguage): void {
	const judged = [...crossValidated(language).values()].flat();
	const fitted = fit(trainingSets.flatMap((set) => examplesOf(language, set)));
	const enough = enoughFor(judged);
	writeFileSync(weightsUrl(language), bytesOf({ ...fitted, enough, featuresHash: featuresHashOf(language) }));
	const { recall, precision } = recognised(judged, enough);
	process.stdout.write(
		`${language}: a cue from ${enough}, cross-validated recall ${recall.toFixed(1)} %, precision ${precision.toFixed(1)} %\n`
	);
}

for (const language of cueLanguages) train(language);
