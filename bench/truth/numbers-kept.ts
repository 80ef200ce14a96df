import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { cleaned } from '../../server/notes/extractive/clean.ts';
import { createExtractiveEngine } from '../../server/notes/extractive/engine.ts';
import { sentencesOf } from '../../server/notes/extractive/split.ts';
import { keptOf, type Kept } from '../../tests/helpers/kept.ts';
import { goldLectures, linesFrom } from '../../tests/helpers/note-corpus.ts';
import { notesOf } from '../../tests/helpers/note-taking.ts';
import { spoken } from '../../tests/helpers/spoken.ts';
import { percent, type Family, type Figure } from './figure.ts';

const generated = 4_000;
const seed = 11;
const caseFiles = ['t-fillers-en', 't-zh', 't-split'];

const caseLines = (): string[] =>
	caseFiles.flatMap((name) =>
		readFileSync(new URL(`../../tests/fixtures/cases/${name}.txt`, import.meta.url), 'utf8')
			.trim()
			.split('\n')
	);

/** Each sentence of the hand-written lectures and the case files as it would be shown. */
function sentencesShown(): Kept[] {
	const texts = [...goldLectures().flatMap(({ lines }) => lines.map(({ text }) => text)), ...caseLines()];
	return texts
		.flatMap(sentencesOf)
		.map((sentence) => [cleaned(sentence), sentence] as const)
		.filter(([shown]) => shown !== '')
		.map(([shown, sentence]) => keptOf(shown, sentence));
}

/** Each block of the notes of the same, beside the lines that it cites. */
async function blocksShown(): Promise<Kept[]> {
	const engine = createExtractiveEngine();
	const kept: Kept[] = [];
	for (const lines of [...goldLectures().map((each) => each.lines), linesFrom(caseLines())]) {
		const { blocks } = await notesOf(lines, () => engine);
		for (const { md, kind, cites } of blocks.values()) {
			const source = lines.filter(({ id }) => cites.includes(id)).map(({ text }) => text);
			kept.push(keptOf(kind === 'term' ? md.slice(md.indexOf(' :: ') + 4) : md, source.join(' ')));
		}
	}
	return kept;
}

/** How many of the stretches that were built to carry a fact are shown whole and in order. */
function factsShown(): { shown: number; all: number } {
	let [shown, all] = [0, 0];
	for (const { text, facts } of fc.sample(spoken, { numRuns: generated, seed })) {
		const told = sentencesOf(text).map(cleaned).join(' ').toLowerCase();
		let from = 0;
		for (const fact of facts) {
			const at = told.indexOf(fact.toLowerCase(), from);
			all += 1;
			if (at < 0) continue;
			shown += 1;
			from = at + fact.length;
		}
	}
	return { shown, all };
}

const sum = (kept: readonly Kept[], of: (each: Kept) => number): number =>
	kept.reduce((total, each) => total + of(each), 0);

async function figures(): Promise<Figure[]> {
	const kept = [...sentencesShown(), ...(await blocksShown())];
	const facts = sum(kept, (each) => each.facts);
	const { shown, all } = factsShown();
	return [
		{
			name: 'numbers, names, negations and units kept',
			value: percent(facts - sum(kept, (each) => each.factsLost), facts),
			goal: { is: 'at-least', value: 100 },
			unit: '%'
		},
		{
			name: 'the same in generated sentences',
			value: percent(shown, all),
			goal: { is: 'at-least', value: 100 },
			unit: '%'
		},
		{
			name: 'words left out that are no filler or false start',
			value: sum(kept, (each) => each.lost.length),
			goal: { is: 'at-most', value: 0 },
			unit: 'count'
		},
		{
			name: 'words of notes that the speaker did not say',
			value: sum(kept, (each) => each.added.length),
			goal: { is: 'at-most', value: 0 },
			unit: 'count'
		}
	];
}

export const numbersKept: Family = {
	title: `Extracted notes (case files, six hand-written lectures, ${generated} generated sentences)`,
	figures
};
