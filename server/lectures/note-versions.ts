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
	/** The style in which it was written last; undefined for one that is still written in that of the lecture. */
	style: NoteStyle | undefined;
	/** Wall clock, UTC, ms; undefined for the first one, which began with the lecture. */
	beganAt: number | undefined;
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
			style: next ? (next.begin.leftStyle ?? start?.begin.style) : undefined,
			beganAt: start?.begin.at,
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
