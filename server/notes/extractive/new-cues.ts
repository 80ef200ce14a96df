import type { NoteDocument } from '#lib/protocol/index.ts';
import { isCue } from './cue-lines.ts';
import { blockIdOf, sectionIdOf } from './ids.ts';
import type { Region } from './sections.ts';
import type { Sentence } from './stream.ts';

/**
 * A section that a person removed hides what it held, not what was said or filled in since: from the first task or exam
 * cue that it never held, a section of its own begins.
 */
export const withNewCues = (
	regions: readonly Region[],
	sentences: readonly Sentence[],
	document: NoteDocument
): Region[] =>
	regions.flatMap((region) => {
		if (!document.removed.has(region.sectionId)) return [region];
		const { from, to } = region;
		const isNew = (sentence: Sentence) => {
			const blockId = blockIdOf(sentence.id);
			return isCue(sentence) && !document.blocks.has(blockId) && !document.removed.has(blockId);
		};
		const at = sentences.slice(from, to).findIndex(isNew);
		const sentence = sentences[from + at];
		if (at < 0 || !sentence) return [region];
		return [
			{ ...region, to: from + at },
			{ sectionId: sectionIdOf(sentence.id), from: from + at, to }
		].filter((each) => each.from < each.to);
	});
