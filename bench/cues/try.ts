import { crossValidated } from './cross-validation.ts';
import { ordinaryLines } from '../../tests/helpers/cue-sentences.ts';
const langs = process.argv.slice(2, 3)[0]?.split(',') ?? ['en', 'zh'];
for (const l of langs as ('en' | 'zh')[]) {
	const t0 = Date.now();
	const all = crossValidated(l);
	console.log(l, Date.now() - t0, 'ms');
	for (const [set, js] of [...all, ['pooled', [...all.values()].flat()] as const]) {
		const row = [];
		for (const t of [0.2, 0.25, 0.3, 0.35, 0.4, 0.5]) {
			const pos = js.filter((j) => j.label !== 'none'),
				found = js.filter((j) => j.likely.task + j.likely.important >= t),
				right = found.filter((j) => j.label !== 'none'),
				mis = right.filter(
					(j) => (j.likely.task >= j.likely.important ? 'task' : 'important') !== j.label
				).length;
			row.push(
				`${t}: ${((100 * right.length) / pos.length).toFixed(1)}/${((100 * right.length) / found.length).toFixed(1)}/${mis}`
			);
		}
		console.log(set.padEnd(8), row.join('  '));
	}
}
