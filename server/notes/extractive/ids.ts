import { parseUtteranceId, type NoteDocument } from '#lib/protocol/index.ts';
import { firstWhere } from './first-where.ts';
import type { Sentence } from './stream.ts';

/*
 * A section carries the sentence it begins with in its id, and a block the sentence it shows. So a document says by
 * itself where its sections begin and which sentences were used or removed, whatever is filled in between.
 */
const sectionMark = 'S@';
const blockMark = 'B@';

export const sectionIdOf = (sentenceId: string): string => `${sectionMark}${sentenceId}`;
export const blockIdOf = (sentenceId: string): string => `${blockMark}${sentenceId}`;
export const isExtractedBlock = (blockId: string): boolean => blockId.startsWith(blockMark);
export const isExtractedSection = (sectionId: string): boolean => sectionId.startsWith(sectionMark);

/** The line with which an extracted section begins. */
export const firstLineOf = (sectionId: string): string =>
	sectionId.slice(sectionMark.length, sectionId.lastIndexOf('.'));

/** A section that stands, or that a person removed, and the place of its first sentence. */
export type Anchor = { readonly sectionId: string; readonly index: number };

/** Where the sections of a document begin in the sentences, in lecture order; at most one for each place. */
export function anchorsOf(document: NoteDocument, sentences: readonly Sentence[]): Anchor[] {
	const ids = [...document.sections.keys(), ...document.removed].filter((id) => id.startsWith(sectionMark));
	if (ids.length === 0) return [];
	const places = new Map(sentences.map((sentence, index) => [sentence.id, index]));
	const behind = whereGone(sentences);
	const hidden = firstHidden(document, sentences);
	const anchors = ids.sort().flatMap((sectionId) => {
		const start = sectionId.slice(sectionMark.length);
		const exact = places.get(start);
		const index = exact ?? (document.removed.has(sectionId) ? hidden.get(sectionId) : behind(start));
		return index === undefined ? [] : [{ sectionId, index, isExact: exact !== undefined }];
	});
	anchors.sort((a, b) => a.index - b.index || Number(b.isExact) - Number(a.isExact));
	return anchors.filter((anchor, at) => anchor.index !== anchors[at - 1]?.index);
}

/**
 * Where a section goes on that a person removed and whose first sentence is no longer there: only where it would show
 * something, so that it swallows nothing behind it.
 */
function firstHidden({ blocks }: NoteDocument, sentences: readonly Sentence[]): ReadonlyMap<string, number> {
	const first = new Map<string, number>();
	for (const [index, { id }] of sentences.entries()) {
		const sectionId = blocks.get(blockIdOf(id))?.sectionId;
		if (sectionId !== undefined && !first.has(sectionId)) first.set(sectionId, index);
	}
	return first;
}

/** Answers for a sentence that is no longer there which one comes first of those that are not before it, in its take. */
function whereGone(sentences: readonly Sentence[]): (sentenceId: string) => number | undefined {
	/** By take, those that end in a later segment than all before them. */
	const latest = new Map<string, { segment: number; index: number }[]>();
	for (const [index, { cites }] of sentences.entries()) {
		const { takeId, segment } = parseUtteranceId(cites.at(-1) ?? '');
		const known = latest.get(takeId) ?? [];
		if (segment > (known.at(-1)?.segment ?? -1)) known.push({ segment, index });
		latest.set(takeId, known);
	}
	return (sentenceId) => {
		const gone = parseUtteranceId(sentenceId.slice(0, sentenceId.lastIndexOf('.')));
		const known = latest.get(gone.takeId) ?? [];
		return known[firstWhere(known.length, (at) => (known[at]?.segment ?? 0) >= gone.segment)]?.index;
	};
}
