import * as v from 'valibot';

/** Who wrote it last. `extractive` lines are sentences of the lecture itself; nothing in them was made up. */
export const originSchema = v.picklist(['extractive', 'llm', 'person']);
export const blockKinds = [
	'bullet',
	'paragraph',
	'formula',
	'code',
	'table',
	'term',
	'task',
	'question'
] as const;

export const NoteSectionSchema = v.strictObject({
	sectionId: v.string(),
	title: v.string(),
	/** Order of the section in the lecture; ties are broken by `sectionId`. */
	position: v.number(),
	origin: originSchema,
	/** Touched by a person: no engine changes it any more (rule N1). */
	locked: v.boolean(),
	rev: v.number()
});
export type NoteSection = v.InferOutput<typeof NoteSectionSchema>;

export const NoteBlockSchema = v.strictObject({
	blockId: v.string(),
	sectionId: v.string(),
	kind: v.picklist(blockKinds),
	/** Markdown of this block alone, without its list marker. A term reads `term :: what was said of it`. */
	md: v.string(),
	/** Ids of the utterances it rests on, in lecture order; never empty unless a person wrote it. */
	cites: v.array(v.string()),
	/** Order of the block inside its section; ties are broken by `blockId`. */
	position: v.number(),
	origin: originSchema,
	locked: v.boolean(),
	rev: v.number()
});
export type NoteBlock = v.InferOutput<typeof NoteBlockSchema>;

/** What a person removed stays away; what an engine took back it may bring again. */
const removerSchema = v.picklist(['engine', 'person']);

/** One step of the note log. Applying the whole log in order gives the document (rule N2). */
export const NoteOpSchema = v.variant('op', [
	v.strictObject({ op: v.literal('put-section'), section: NoteSectionSchema }),
	v.strictObject({ op: v.literal('put-block'), block: NoteBlockSchema }),
	v.strictObject({ op: v.literal('remove-section'), sectionId: v.string(), by: removerSchema }),
	v.strictObject({ op: v.literal('remove-block'), blockId: v.string(), by: removerSchema })
]);
export type NoteOp = v.InferOutput<typeof NoteOpSchema>;

export type NoteDocument = {
	readonly sections: ReadonlyMap<string, NoteSection>;
	readonly blocks: ReadonlyMap<string, NoteBlock>;
	/** Ids of the sections and blocks that a person removed and nobody has put back. */
	readonly removed: ReadonlySet<string>;
};

export const emptyNotes: NoteDocument = { sections: new Map(), blocks: new Map(), removed: new Set() };

/** A new document with `ops` applied; the given one is left as it was. */
export function applyNoteOps(document: NoteDocument, ops: readonly NoteOp[]): NoteDocument {
	const sections = new Map(document.sections);
	const blocks = new Map(document.blocks);
	const removed = new Set(document.removed);
	for (const op of ops) {
		if (op.op === 'put-section') put(sections, removed, op.section.sectionId, op.section);
		else if (op.op === 'put-block') put(blocks, removed, op.block.blockId, op.block);
		else if (op.op === 'remove-section') remove(sections, removed, op.sectionId, op.by);
		else remove(blocks, removed, op.blockId, op.by);
	}
	return { sections, blocks, removed };
}

function put<T>(items: Map<string, T>, removed: Set<string>, id: string, item: T): void {
	items.set(id, item);
	removed.delete(id);
}

function remove<T>(items: Map<string, T>, removed: Set<string>, id: string, by: 'engine' | 'person'): void {
	items.delete(id);
	if (by === 'person') removed.add(id);
}

/** Sections in reading order, each with its blocks in reading order. */
export function outlineOf(document: NoteDocument): { section: NoteSection; blocks: NoteBlock[] }[] {
	const sections = [...document.sections.values()].sort(
		(a, b) => a.position - b.position || compare(a.sectionId, b.sectionId)
	);
	return sections.map((section) => ({
		section,
		blocks: [...document.blocks.values()]
			.filter((block) => block.sectionId === section.sectionId)
			.sort((a, b) => a.position - b.position || compare(a.blockId, b.blockId))
	}));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
