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
 * than back (Viterbi). Hidden slides are not said to, and such without words only where a person set anchors. Lines before the
 * first fitting word stay on the first slide. Empty when there is neither a word nor an anchor. Anchors are kept whatever the words say.
 */
export function align(
	slides: readonly Slide[],
	lines: readonly SpokenLine[],
	anchors: readonly Anchor[] = []
): Map<string, number> {
	const anchored = new Set(anchors.map(({ slide }) => slide));
	const shown = slides.filter(
		({ number, hidden, title, text }) =>
			anchored.has(number) || (!hidden && (anchored.size > 0 || `${title}${text}`.trim() !== ''))
	);
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
	const postings = postingsOf(decks.map((terms) => unit(terms, rarities)));
	const spoken = lines.map(({ text }) => countsOf(text, 1, new Map()));
	return lines.map((_, row) => {
		const around = new Map<string, number>();
		for (let step = -reachLines; step <= reachLines; step++)
			for (const [term, count] of spoken[row + step] ?? [])
				around.set(term, (around.get(term) ?? 0) + count / (1 + 0.5 * Math.abs(step)));
		const fit = new Array<number>(slides.length).fill(0);
		for (const [term, weight] of unit(around, rarities))
			for (const { slide, weight: onSlide } of postings.get(term) ?? [])
				fit[slide] = (fit[slide] ?? 0) + weight * onSlide;
		return fit;
	});
}

/** The slides of each term, with its weight there. */
function postingsOf(vectors: readonly ReadonlyMap<string, number>[]) {
	const postings = new Map<string, { slide: number; weight: number }[]>();
	vectors.forEach((vector, slide) => {
		for (const [term, weight] of vector) {
			const known = postings.get(term);
			if (known) known.push({ slide, weight });
			else postings.set(term, [{ slide, weight }]);
		}
	});
	return postings;
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

/** The columns of the cheapest path through rows of costs. */
function bestPath(rows: readonly number[][]): number[] {
	const width = rows[0]?.length ?? 0;
	const came: number[][] = [];
	let best = Array.from({ length: width }, (_, slide) => (rows[0]?.[slide] ?? 0) + step(0, slide));
	for (const row of rows.slice(1)) {
		const from = cheapestWays(best);
		came.push(from);
		best = row.map((cost, slide) => (best[from[slide] ?? 0] ?? 0) + step(from[slide] ?? 0, slide) + cost);
	}
	let at = best.indexOf(Math.min(...best));
	const path = [at];
	for (const from of came.reverse()) path.push((at = from[at] ?? 0));
	return path.reverse();
}

/** For each slide, the one that it is cheapest to come from: the best before it, the best behind it, or itself. */
function cheapestWays(best: readonly number[]): number[] {
	const from = best.map((_, slide) => slide);
	const consider = (slide: number, other: number | undefined) => {
		if (other !== undefined && wayTo(slide, other) < wayTo(slide, from[slide] ?? slide)) from[slide] = other;
	};
	const wayTo = (slide: number, other: number) => (best[other] ?? 0) + step(other, slide);
	let before: number | undefined;
	for (let slide = 1; slide < best.length; slide++) {
		if (before === undefined || wayTo(slide, slide - 1) < wayTo(slide, before)) before = slide - 1;
		consider(slide, before);
	}
	let behind: number | undefined;
	for (let slide = best.length - 2; slide >= 0; slide--) {
		if (behind === undefined || wayTo(slide, slide + 1) < wayTo(slide, behind)) behind = slide + 1;
		consider(slide, behind);
	}
	return from;
}

function step(from: number, to: number): number {
	if (to === from) return costs.stay;
	return to > from
		? costs.forward + costs.forwardEach * (to - from - 1)
		: costs.back + costs.backEach * (from - to);
}
