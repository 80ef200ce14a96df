import { remembered } from './remembered.ts';
import { overlapOf, repeats, repeatsOneOf } from './similarity.ts';

export type Candidate = {
	readonly id: string;
	readonly text: string;
	readonly terms: readonly string[];
	readonly score: number;
};

type Rules = {
	/** How many may stand together. */
	readonly room: number;
	/** Whether one that stands may give way to a better one. */
	readonly replace: boolean;
	/** Texts that are shown already, or that a person did not want; nothing that repeats one is chosen. */
	readonly taken: readonly string[];
};

/** What two equal sentences cost together; 1.5 standard deviations of the score. */
const redundancy = 1.5;
/** A sentence that stands gives way only to one that is better by this much, so that lines do not flicker. */
const margin = 0.6;
/** A sentence that would add less than this is not shown, even where there is room. */
const floor = -0.4;

/**
 * Chooses sentences that are worth much and say different things (after Carbonell and Goldstein's maximal marginal
 * relevance, SIGIR 1998), beginning with those that `stand`. Every replacement raises the total by the margin and may
 * make room for one more that adds something, so it ends only when there is nothing left to do: asked again with its
 * own answer, it changes nothing.
 */
export function chosen(
	candidates: readonly Candidate[],
	stand: ReadonlySet<string>,
	rules: Rules
): Candidate[] {
	const kept = candidates.filter(({ id }) => stand.has(id));
	const free = candidates.filter(({ id }) => !stand.has(id));
	const fresh = remembered((text) => !repeatsOneOf(text, rules.taken), free.length + 1);
	do fill(kept, free, rules.room, fresh);
	while (rules.replace && replaced(kept, free, fresh));
	return kept;
}

type Fresh = (text: string) => boolean;

/** What a sentence adds to the others. */
const gain = (candidate: Candidate, others: readonly Candidate[]): number =>
	others.reduce((sum, { terms }) => sum - redundancy * overlapOf(candidate.terms, terms), candidate.score);

function fill(kept: Candidate[], free: readonly Candidate[], room: number, fresh: Fresh): void {
	while (kept.length < room) {
		const next = best(free, kept, fresh);
		if (!next) return;
		kept.push(next);
	}
}

function best(free: readonly Candidate[], kept: readonly Candidate[], fresh: Fresh): Candidate | undefined {
	let found: Candidate | undefined;
	let most = floor;
	for (const candidate of free) {
		const value = kept.includes(candidate) ? -Infinity : gain(candidate, kept);
		if (value <= most || !fresh(candidate.text)) continue;
		if (!kept.some(({ text }) => repeats(text, candidate.text))) [found, most] = [candidate, value];
	}
	return found;
}

function replaced(kept: Candidate[], free: readonly Candidate[], fresh: Fresh): boolean {
	let most = margin;
	let swap: { at: number; by: Candidate } | undefined;
	kept.forEach((old, at) => {
		const others = kept.filter((each) => each !== old);
		const by = best(free, others, fresh);
		const better = by && by !== old ? gain(by, others) - gain(old, others) : 0;
		if (by && better > most) [swap, most] = [{ at, by }, better];
	});
	if (swap) kept[swap.at] = swap.by;
	return swap !== undefined;
}
