import type { Anchor } from './ids.ts';
import { sectionIdOf } from './ids.ts';
import { isNote } from './reading.ts';
import type { Sentence } from './stream.ts';

/** A stretch of the lecture under one heading: sentences `from` up to, but without, `to`. */
export type Region = { readonly sectionId: string; readonly from: number; readonly to: number };

const minutes = (count: number): number => count * 60_000;

/** The first section of a lecture may be this short; each later one twice as long, up to four minutes. */
const firstSectionMs = 24_000;
const sectionMs = minutes(4);
/** A closed section longer than this was filled in afterwards, and is divided. */
const closedMaxMs = minutes(18);
/** What was filled in before the first section gets headings of its own when it is longer than this. */
const preludeMs = minutes(1);
const sentencesMin = 4;
/** Sentences worth noting that open a section. */
export const openingNotes = 2;
/** Sentences on each side that are compared for a change of subject, and neighbours a change must stand out from. */
const windowSentences = 8;
const peakSentences = 2;

/**
 * Divides the lecture. Sections that stand keep their beginning; new ones are found only behind the last of them, or
 * where much was filled in. A boundary needs more evidence (opening words, silence, another slide, a change of
 * vocabulary) the shorter the section before it is; vocabulary counts only once enough has been said after it.
 */
export function regionsOf(
	sentences: readonly Sentence[],
	anchors: readonly Anchor[],
	finished: boolean
): Region[] {
	if (sentences.length === 0) return [];
	const cuts = startsOf(sentences, anchors);
	const regions = cuts.flatMap(({ sectionId, index }, at) => {
		const to = cuts[at + 1]?.index ?? sentences.length;
		const last = at === cuts.length - 1;
		const open = last || (at === 0 && anchors[0] !== undefined && sectionId !== anchors[0].sectionId);
		const divide = open || lengthMs(sentences, index, to) > closedMaxMs;
		return divide
			? divided(sentences, { sectionId, from: index, to }, at, finished)
			: [{ sectionId, from: index, to }];
	});
	const known = new Set(anchors.map(({ sectionId }) => sectionId));
	return finished ? withoutStub(regions, sentences, known) : regions;
}

/** The last words of a lecture are no section of their own when there is next to nothing to note in them. */
function withoutStub(
	regions: Region[],
	sentences: readonly Sentence[],
	known: ReadonlySet<string>
): Region[] {
	const [before, last] = regions.slice(-2);
	if (!before || !last || known.has(last.sectionId)) return regions;
	const notes = sentences.slice(last.from, last.to).filter(({ reading }) => isNote(reading)).length;
	return notes < openingNotes ? [...regions.slice(0, -2), { ...before, to: last.to }] : regions;
}

function startsOf(sentences: readonly Sentence[], anchors: readonly Anchor[]): Anchor[] {
	const [first, ...others] = anchors;
	const zero = { sectionId: sectionIdOf(sentences[0]?.id ?? ''), index: 0 };
	if (!first) return [zero];
	if (lengthMs(sentences, 0, first.index) >= preludeMs) return [zero, ...anchors];
	return [{ ...first, index: 0 }, ...others];
}

const lengthMs = (sentences: readonly Sentence[], from: number, to: number): number =>
	(sentences[to] ? sentences[to].activeMs : endMs(sentences)) - (sentences[from]?.activeMs ?? 0);

function endMs(sentences: readonly Sentence[]): number {
	const last = sentences.at(-1);
	return last ? last.activeMs + last.durationMs : 0;
}

function divided(sentences: readonly Sentence[], whole: Region, before: number, finished: boolean): Region[] {
	const regions: Region[] = [];
	const likeness = likenessIn(sentences, whole.to);
	let { sectionId, from } = whole;
	let noted = 0;
	for (let at = from + 1; at < whole.to; at++) {
		const previous = sentences[at - 1];
		const sentence = sentences[at];
		if (!previous || !sentence) break;
		noted += Number(isNote(previous.reading));
		const ageMs = sentence.activeMs - (sentences[from]?.activeMs ?? 0);
		const needed = evidenceNeeded(ageMs, before + regions.length);
		if (
			noted < sentencesMin ||
			evidence(sentences, at, { to: whole.to, needed, finished, likeness }) < needed
		)
			continue;
		regions.push({ sectionId, from, to: at });
		sectionId = sectionIdOf(sentence.id);
		from = at;
		noted = 0;
	}
	return [...regions, { sectionId, from, to: whole.to }];
}

/** Slides are matched with what was said, and may be wrong: another one alone ends no section but a long one. */
const slideTurned = 0.5;

/** Evidence that ends the section number `index`, when it is `ageMs` long. */
function evidenceNeeded(ageMs: number, index: number): number {
	if (ageMs < Math.min(sectionMs, firstSectionMs * 2 ** index)) return Infinity;
	if (ageMs < minutes(6)) return index < 3 ? 0.8 : 1;
	if (ageMs < minutes(10)) return 0.8;
	return ageMs < minutes(15) ? 0.5 : 0.25;
}

type Likeness = (at: number) => number;
type Boundary = { to: number; needed: number; finished: boolean; likeness: Likeness };

function evidence(
	sentences: readonly Sentence[],
	at: number,
	{ to, needed, finished, likeness }: Boundary
): number {
	const sentence = sentences[at];
	if (!sentence || needed === Infinity) return 0;
	const { pauseMs, reading, slide } = sentence;
	const silence = pauseMs >= 8_000 ? 1 : pauseMs >= 5_000 ? 0.8 : pauseMs >= 2_500 ? 0.5 : 0;
	const turned = slide !== sentences[at - 1]?.slide ? slideTurned : 0;
	const sure = reading.opening + silence + turned;
	if (sure >= needed || sure + 0.5 < needed) return sure;
	const known = finished || at + windowSentences + peakSentences <= to;
	return known ? sure + vocabularyChange(likeness, at) : sure;
}

/**
 * Half of how far the likeness of the words before and after falls below that of the gaps around, 0 to 0.5; 0 where it
 * is not the lowest of its neighbours. After Hearst, "TextTiling", Computational Linguistics 23(1), 1997.
 */
function vocabularyChange(likeness: Likeness, at: number): number {
	const here = likeness(at);
	let around = 0;
	for (let step = 1; step <= peakSentences; step++) {
		const before = likeness(at - step);
		const after = likeness(at + step);
		if (before < here || after < here) return 0;
		around += before + after;
	}
	const mean = around / (2 * peakSentences);
	return mean === 0 ? 0 : Math.min(0.5, (mean - here) / mean / 2);
}

/** The likeness of the words on both sides of a gap, each gap reckoned once. */
function likenessIn(sentences: readonly Sentence[], to: number): Likeness {
	const known = new Map<number, number>();
	return (at) => {
		const found = known.get(at) ?? likenessAt(sentences, at, to);
		known.set(at, found);
		return found;
	};
}

function likenessAt(sentences: readonly Sentence[], at: number, to: number): number {
	const before = counts(sentences, Math.max(0, at - windowSentences), at);
	const after = counts(sentences, at, Math.min(to, at + windowSentences));
	let product = 0;
	for (const [term, count] of before) product += count * (after.get(term) ?? 0);
	return product === 0 ? 0 : product / (norm(before) * norm(after));
}

function counts(sentences: readonly Sentence[], from: number, to: number): Map<string, number> {
	const found = new Map<string, number>();
	for (let at = from; at < to; at++)
		for (const term of sentences[at]?.reading.terms ?? []) found.set(term, (found.get(term) ?? 0) + 1);
	return found;
}

const norm = (found: ReadonlyMap<string, number>): number =>
	Math.sqrt([...found.values()].reduce((sum, count) => sum + count * count, 0));
