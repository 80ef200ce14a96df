import { applyNoteOps, parseUtteranceId, type NoteDocument, type NoteOp } from '#lib/protocol/index.ts';
import type { Extractor, NoteLine } from '../port.ts';
import { sectionPosition, type OrderOf } from './place.ts';

type Cover = {
	extractor: Extractor;
	/** Lines that only the extractor has read. */
	lines: readonly NoteLine[];
	document: NoteDocument;
	orderOf: OrderOf;
	signal: AbortSignal;
};

const isExtracted = (id: string): boolean => id.startsWith('S@') || id.startsWith('B@');

/**
 * Brings the extracted part of notes up to the lines that only the extractor has read, among sections of a model: new
 * sections stand where they were said, and those whose lines a model has read meanwhile go.
 */
export async function coverOps({ extractor, lines, document, orderOf, signal }: Cover): Promise<NoteOp[]> {
	const own: NoteDocument = {
		...document,
		sections: new Map([...document.sections].filter(([id]) => isExtracted(id))),
		blocks: new Map([...document.blocks].filter(([id]) => isExtracted(id)))
	};
	const ops = await extractor.update({ lines, document: own, finished: true }, signal);
	const placed: NoteOp[] = [];
	for (const op of ops) placed.push(inPlace(op, applyNoteOps(document, placed), orderOf));
	return [...placed, ...emptied(applyNoteOps(document, placed))];
}

function inPlace(op: NoteOp, document: NoteDocument, orderOf: OrderOf): NoteOp {
	if (op.op !== 'put-section') return op;
	const old = document.sections.get(op.section.sectionId);
	const order = orderOf(lineOf(op.section.sectionId)) ?? Infinity;
	const position = old?.position ?? sectionPosition(document, order, orderOf);
	return { ...op, section: { ...op.section, position } };
}

/** The line with which an extracted section begins: `S@take/segment.sentence`. */
function lineOf(sectionId: string): string {
	const { takeId, segment } = parseUtteranceId(sectionId.slice(2));
	return `${takeId}/${Math.trunc(segment)}`;
}

function emptied({ sections, blocks }: NoteDocument): NoteOp[] {
	const homes = new Set([...blocks.values()].map(({ sectionId }) => sectionId));
	return [...sections.values()]
		.filter(({ sectionId, locked }) => isExtracted(sectionId) && !locked && !homes.has(sectionId))
		.map(({ sectionId }) => ({ op: 'remove-section', sectionId, by: 'engine' }));
}
