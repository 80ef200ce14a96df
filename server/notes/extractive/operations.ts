import type { NoteBlock, NoteDocument, NoteOp, NoteSection } from '#lib/protocol/index.ts';
import type { Line } from './compose.ts';
import { isExtractedBlock } from './ids.ts';
import { positionsFor } from './positions.ts';
import { isTouched } from './touched.ts';

/** A section as the engine wants it; `title` undefined keeps the one it has. */
export type Wanted = {
	readonly sectionId: string;
	readonly title: string | undefined;
	readonly lines: readonly Line[];
};

/** Operations that bring the engine's own part of a document to what is wanted; sections in `kept` stay as they are. */
export function operationsFor(
	document: NoteDocument,
	wanted: readonly Wanted[],
	kept: ReadonlySet<string>
): NoteOp[] {
	const ids = new Set(wanted.flatMap(({ lines }) => lines.map(({ blockId }) => blockId)));
	const gone = [...document.blocks.values()].filter(
		({ blockId, sectionId }) =>
			isExtractedBlock(blockId) && !ids.has(blockId) && !kept.has(sectionId) && !isTouched(document, blockId)
	);
	return [
		...sectionOps(document, wanted),
		...gone.map(({ blockId }): NoteOp => ({ op: 'remove-block', blockId, by: 'engine' })),
		...wanted.flatMap(({ sectionId, lines }) => blockOps(document, sectionId, lines))
	];
}

function sectionOps({ sections }: NoteDocument, wanted: readonly Wanted[]): NoteOp[] {
	const positions = positionsFor(wanted.map(({ sectionId }) => sections.get(sectionId)?.position));
	return wanted.flatMap(({ sectionId, title }, at): NoteOp[] => {
		const old = sections.get(sectionId);
		if (old && (old.locked || old.origin !== 'extractive')) return [];
		const section: NoteSection = {
			sectionId,
			title: title ?? old?.title ?? '',
			position: positions[at] ?? 0,
			origin: 'extractive',
			locked: false,
			rev: (old?.rev ?? 0) + 1
		};
		const same = old && old.title === section.title && old.position === section.position;
		return same ? [] : [{ op: 'put-section', section }];
	});
}

function blockOps({ blocks }: NoteDocument, sectionId: string, lines: readonly Line[]): NoteOp[] {
	const here = lines.map(({ blockId }) => {
		const old = blocks.get(blockId);
		return old?.sectionId === sectionId ? old.position : undefined;
	});
	const positions = positionsFor(here);
	return lines.flatMap((line, at): NoteOp[] => {
		const old = blocks.get(line.blockId);
		const block: NoteBlock = {
			...line,
			sectionId,
			position: positions[at] ?? 0,
			origin: 'extractive',
			locked: false,
			rev: (old?.rev ?? 0) + 1
		};
		return old && isSame(old, block) ? [] : [{ op: 'put-block', block }];
	});
}

const isSame = (a: NoteBlock, b: NoteBlock): boolean =>
	a.sectionId === b.sectionId &&
	a.kind === b.kind &&
	a.md === b.md &&
	a.position === b.position &&
	a.cites.join() === b.cites.join();
