import type { Slide } from '#lib/protocol/index.ts';
import { termsOf, tokensOf } from '../notes/extractive/tokens.ts';

/** A line of the transcript, as far as alignment is concerned; in lecture order. */
export type SpokenLine = { id: string; text: string };
/** A person said that this line belongs to that slide. */
export type Anchor = { lineId: string; slide: number };

/** Costs of going from one slide to another between two lines, found on recorded lectures with labelled slides. */
const costs = { stay: 0, forward: 0.25, forwardEach: 0.05, back: 0.6, backEach: 0.05 } as const;
/** A title says more of a slide than its text. */
const titleWeight = 3;
/** Neighbouring lines help to tell what a line is about: 1, 1/1.5, 1/2 of their weight. */
const reachLines = 2;

/**
 * The slide that each line was said to: the path through the slides that fits best over all lines, going forward more easily
 * than back (Viterbi). Hidden slides and such without words are not said to. Lines before the first fitting word stay on the first
 * slide. Empty when no slide has words. Anchors are kept whatever the words say.
 */
export function align(
	slides: readonly Slide[],
	lines: readonly SpokenLine[],
	anchors: readonly Anchor[] = []
): Map<string, number> {
	const shown = slides.filter(({ hidden, title, text }) => !hidden && `${title}${text}`.trim() !== '');
	if (shown.length === 0 || lines.length === 0) return new Map();
	const fit = fitOf(shown, lines);
	const fixed = new Map(
		anchors.map(({ lineId, slide }) => [lineId, shown.findIndex(({ number }) => number === slide)])
	);
	const path = bestPath(
		lines.map(({ id }, row) => {
			const only = fixed.get(id) ?? -1;
			const costs = (fit[row] ?? []).map((similarity) => 1 - similarity);
			return only < 0 ? costs : costs.map((_, slide) => (slide === only ? 0 : Infinity));
		})
	);
	return new Map(lines.map(({ id }, row) => [id, shown[path[row] ?? 0]?.number ?? 1]));
}

/** [line][slide]: cosine of their weighted terms, 0..1. */
function fitOf(slides: readonly Slide[], lines: readonly SpokenLine[]): number[][] {
	const decks = slides.map(({ title, text }) => {
		const terms = countsOf(text, 1, new Map());
		return countsOf(title, titleWeight, terms);
	});
	const rarity = (term: string) =>
		Math.log((slides.length + 1) / (1 + decks.filter((terms) => terms.has(term)).length)) + 0.1;
	const rarities = new Map(
		[...new Set(decks.flatMap((terms) => [...terms.keys()]))].map((term) => [term, rarity(term)])
	);
	const vectors = decks.map((terms) => unit(terms, rarities));
	const spoken = lines.map(({ text }) => countsOf(text, 1, new Map()));
	return lines.map((_, row) => {
		const around = new Map<string, number>();
		for (let step = -reachLines; step <= reachLines; step++)
			for (const [term, count] of spoken[row + step] ?? [])
				around.set(term, (around.get(term) ?? 0) + count / (1 + 0.5 * Math.abs(step)));
		const line = unit(around, rarities);
		return vectors.map((vector) => dot(line, vector));
	});
}

function countsOf(text: string, weight: number, counts: Map<string, number>): Map<string, number> {
	for (const term of termsOf(tokensOf(text))) counts.set(term, (counts.get(term) ?? 0) + weight);
	return counts;
}

/** Terms that no slide has say nothing of slides. */
function unit(
	counts: ReadonlyMap<string, number>,
	rarities: ReadonlyMap<string, number>
): Map<string, number> {
	const weighted = [...counts].flatMap(([term, count]): [string, number][] => {
		const rarity = rarities.get(term);
		return rarity === undefined ? [] : [[term, Math.log(1 + count) * rarity]];
	});
	const length = Math.hypot(...weighted.map(([, weight]) => weight));
	return new Map(weighted.map(([term, weight]) => [term, length === 0 ? 0 : weight / length]));
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
	let sum = 0;
	for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0);
	return sum;
}

/** The columns of the cheapest path through rows of costs. */
function bestPath(rows: readonly number[][]): number[] {
	const width = rows[0]?.length ?? 0;
	const came: number[][] = [];
	let best = Array.from({ length: width }, (_, slide) => (rows[0]?.[slide] ?? 0) + step(0, slide));
	for (const row of rows.slice(1)) {
		const from = Array.from({ length: width }, (_, slide) => cheapest(best, slide));
		came.push(from);
		best = row.map((cost, slide) => (best[from[slide] ?? 0] ?? 0) + step(from[slide] ?? 0, slide) + cost);
	}
	let at = best.indexOf(Math.min(...best));
	const path = [at];
	for (const from of came.reverse()) path.push((at = from[at] ?? 0));
	return path.reverse();
}

function cheapest(best: readonly number[], slide: number): number {
	let from = slide;
	for (let other = 0; other < best.length; other++)
		if ((best[other] ?? 0) + step(other, slide) < (best[from] ?? 0) + step(from, slide)) from = other;
	return from;
}

function step(from: number, to: number): number {
	if (to === from) return costs.stay;
	return to > from
		? costs.forward + costs.forwardEach * (to - from - 1)
		: costs.back + costs.backEach * (from - to);
}
