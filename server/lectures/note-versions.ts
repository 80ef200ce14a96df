import {
	applyNoteOps,
	emptyNotes,
	type NoteDocument,
	type NoteOp,
	type NoteStyle
} from '#lib/protocol/index.ts';

/** One version of a lecture's notes (rule N5): what the log holds from its beginning to the next one's. */
export type NoteVersion = {
	version: number;
	/** The style that it began with; undefined for the first one, which has that of the lecture. */
	style: NoteStyle | undefined;
	restores: number | undefined;
	/** The cursor of the note stage when the next one began; undefined for the last. */
	leftAt: number | undefined;
	/** As it was at its end. */
	document: NoteDocument;
};

/** All versions in a note log, the oldest first. */
export function versionsIn(log: readonly NoteOp[]): NoteVersion[] {
	const begins = log.flatMap((op, at) => (op.op === 'begin-version' ? [{ at, begin: op }] : []));
	const starts = [undefined, ...begins];
	let document = emptyNotes;
	return starts.map((start, index) => {
		const next = starts[index + 1];
		document = applyNoteOps(document, log.slice(start?.at ?? 0, next?.at ?? log.length));
		return {
			version: start?.begin.version ?? 1,
			style: start?.begin.style,
			restores: start?.begin.restores,
			leftAt: next?.begin.leftAt,
			document
		};
	});
}

/** Operations that make an empty document this one; what a person removed stays away. */
export const putsOf = ({ sections, blocks, suggestions, removed }: NoteDocument): NoteOp[] => [
	...[...removed].map((blockId): NoteOp => ({ op: 'remove-block', blockId, by: 'person' })),
	...[...sections.values()].map((section): NoteOp => ({ op: 'put-section', section })),
	...[...blocks.values()].map((block): NoteOp => ({ op: 'put-block', block })),
	...[...suggestions.values()].map((suggestion): NoteOp => ({ op: 'suggest', suggestion }))
];
