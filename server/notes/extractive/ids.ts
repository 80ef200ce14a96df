import { parseUtteranceId, type NoteDocument } from '#lib/protocol/index.ts';
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
	const anchors = ids.sort().flatMap((sectionId) => {
		const start = sectionId.slice(sectionMark.length);
		const exact = places.get(start);
		const index = exact ?? next(sectionId, start, { document, sentences });
		return index === undefined ? [] : [{ sectionId, index, isExact: exact !== undefined }];
	});
	anchors.sort((a, b) => a.index - b.index || Number(b.isExact) - Number(a.isExact));
	return anchors.filter((anchor, at) => anchor.index !== anchors[at - 1]?.index);
}

type Told = { document: NoteDocument; sentences: readonly Sentence[] };

/**
 * Where a section goes on whose first sentence is no longer there; one that a person removed only where it would show
 * something, so that it swallows nothing behind it.
 */
function next(sectionId: string, start: string, { document, sentences }: Told): number | undefined {
	if (!document.removed.has(sectionId)) return nearest(start, sentences);
	const hides = ({ id }: Sentence) => document.blocks.get(blockIdOf(id))?.sectionId === sectionId;
	const found = sentences.findIndex(hides);
	return found < 0 ? undefined : found;
}

/** The first sentence that is not before one that is no longer there, in its take. */
function nearest(sentenceId: string, sentences: readonly Sentence[]): number | undefined {
	const dot = sentenceId.lastIndexOf('.');
	const lost = parseUtteranceId(sentenceId.slice(0, dot));
	const found = sentences.findIndex(({ cites }) => {
		const { takeId, segment } = parseUtteranceId(cites.at(-1) ?? '');
		return takeId === lost.takeId && segment >= lost.segment;
	});
	return found < 0 ? undefined : found;
}
