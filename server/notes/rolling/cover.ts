import { applyNoteOps, type NoteDocument, type NoteOp } from '#lib/protocol/index.ts';
import { firstLineOf, isExtractedBlock, isExtractedSection } from '../extractive/ids.ts';
import type { Extractor, NoteLine } from '../port.ts';
import { sectionPosition, type OrderOf } from './place.ts';

type Cover = {
	extractor: Extractor;
	lectureId: string;
	/** Lines that only the extractor has read. */
	lines: readonly NoteLine[];
	document: NoteDocument;
	orderOf: OrderOf;
	signal: AbortSignal;
};

/**
 * Brings the extracted part of notes up to the lines that only the extractor has read, among sections of a model: new
 * sections stand where they were said, and those whose lines a model has read meanwhile go.
 */
export async function coverOps({ extractor, lectureId, ...cover }: Cover): Promise<NoteOp[]> {
	const { lines, document, orderOf, signal } = cover;
	const own: NoteDocument = {
		...document,
		sections: new Map([...document.sections].filter(([id]) => isExtractedSection(id))),
		blocks: new Map([...document.blocks].filter(([id]) => isExtractedBlock(id)))
	};
	const ops = await extractor.update({ lectureId, lines, document: own, finished: true }, signal);
	const placed = inPlaces(ops, document, orderOf);
	return [...placed, ...emptied(applyNoteOps(document, placed))];
}

/** Instead of a cover that failed: what was extracted of lines that a model has read goes, all else stays. */
export function uncovered(document: NoteDocument, written: readonly NoteLine[]): NoteOp[] {
	const ids = new Set(written.map(({ id }) => id));
	const gone = [...document.blocks.values()].filter(
		({ blockId, locked, cites }) => isExtractedBlock(blockId) && !locked && cites.every((id) => ids.has(id))
	);
	const ops = gone.map(({ blockId }): NoteOp => ({ op: 'remove-block', blockId, by: 'engine' }));
	return [...ops, ...emptied(applyNoteOps(document, ops))];
}

/** Lines first: where a section stands is told by what its lines cite. */
function inPlaces(ops: readonly NoteOp[], document: NoteDocument, orderOf: OrderOf): NoteOp[] {
	let before = applyNoteOps(
		document,
		ops.filter(({ op }) => op !== 'put-section')
	);
	return ops.map((op) => {
		if (op.op !== 'put-section') return op;
		const old = document.sections.get(op.section.sectionId);
		const order = orderOf(firstLineOf(op.section.sectionId)) ?? Infinity;
		const position = old?.position ?? sectionPosition(before, order, orderOf);
		const put: NoteOp = { ...op, section: { ...op.section, position } };
		before = applyNoteOps(before, [put]);
		return put;
	});
}

function emptied({ sections, blocks }: NoteDocument): NoteOp[] {
	const homes = new Set([...blocks.values()].map(({ sectionId }) => sectionId));
	return [...sections.values()]
		.filter(({ sectionId, locked }) => isExtractedSection(sectionId) && !locked && !homes.has(sectionId))
		.map(({ sectionId }) => ({ op: 'remove-section', sectionId, by: 'engine' }));
}
