import { writeFileSync } from 'node:fs';
import { cueLanguages, type CueLanguage } from '../../server/notes/cues/classifier/features.ts';
import { bytesOf, cueFrom, weightsUrl, type Enough } from '../../server/notes/cues/classifier/weights.ts';
import { percent } from '../truth/figure.ts';
import { examplesOf, trainingSets } from './corpus.ts';
import { crossValidated, type Judged } from './cross-validation.ts';
import { featuresHashOf } from './features-hash.ts';
import { fit } from './fit.ts';
import { recognised } from './recognised.ts';

const goal = { recall: 95, precision: 90, falseTasks: 1.5, falseCues: 5.5 };
/** From the least on: in a lecture plain sentences are a larger share than in the sets. */
const candidates = (least: number) => Array.from({ length: 15 }, (_, at) => least + at / 50);
const pairs: Enough[] = candidates(0.36).flatMap((task) =>
	candidates(0.26).map((important) => ({ task, important }))
);

/** Where recall and precision are nearest to their goals, or farthest above, while ordinary lectures give few false tasks. */
function enoughFor(judged: readonly Judged[], ordinary: readonly Judged[]): Enough {
	const margin = (enough: Enough): number => {
		const found = ordinary.map(({ likely }) => cueFrom(likely, enough)).filter((cue) => cue !== undefined);
		const tasks = found.filter((cue) => cue === 'task');
		if (percent(tasks.length, ordinary.length) > goal.falseTasks) return -Infinity;
		if (percent(found.length, ordinary.length) > goal.falseCues) return -Infinity;
		const { recall, precision } = recognised(judged, enough);
		return Math.min(recall - goal.recall, precision - goal.precision);
	};
	const margins = pairs.map(margin);
	return pairs[margins.indexOf(Math.max(...margins))] as Enough;
}

function train(language: CueLanguage): void {
	const sets = [...crossValidated(language)];
	const [ordinary, judged] = [true, false].map((isOrdinary) =>
		sets.flatMap(([set, each]) => (set.startsWith('ordinary') === isOrdinary ? each : []))
	) as [Judged[], Judged[]];
	const enough = enoughFor(judged, ordinary);
	const fitted = fit(trainingSets.flatMap((set) => examplesOf(language, set)));
	const featuresHash = featuresHashOf(language);
	writeFileSync(weightsUrl(language), bytesOf({ ...fitted, enough, featuresHash }));
	const { recall, precision } = recognised(judged, enough);
	process.stdout.write(
		`${language}: cross-validated recall ${recall.toFixed(1)} %, precision ${precision.toFixed(1)} %, ` +
			`a task from ${enough.task}, important from ${enough.important}\n`
	);
}

for (const language of cueLanguages) train(language);
