import * as v from 'valibot';
import { NoteStyleSchema } from './note-style.ts';
import { followTask, setTick, withTicks, type Tick } from './ticks.ts';

/** Who wrote it last. `extractive` lines are sentences of the lecture itself; nothing in them was made up. */
export const originSchema = v.picklist(['extractive', 'llm', 'person']);
export type NoteOrigin = v.InferOutput<typeof originSchema>;
export const blockKinds = [
	'bullet',
	'paragraph',
	'formula',
	'code',
	'table',
	'term',
	'task',
	'important',
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
	rev: v.number(),
	/** A number or a name in it was not found in the lines that it cites. */
	doubtful: v.optional(v.boolean()),
	/** A person has ticked this task. It follows from `tick` alone: what a `put-block` says of it counts for nothing (rule N8). */
	done: v.optional(v.boolean())
});
export type NoteBlock = v.InferOutput<typeof NoteBlockSchema>;

/** What an engine would write into a block that it may not change; a person takes it or drops it (rule N4). */
export const NoteSuggestionSchema = v.strictObject({
	/** The block that it stands beside, without which there is none; a later suggestion for the same block takes its place. */
	blockId: v.string(),
	md: v.string(),
	cites: v.array(v.string())
});
export type NoteSuggestion = v.InferOutput<typeof NoteSuggestionSchema>;

/** What a person removed stays away; what an engine took back it may bring again. */
const removerSchema = v.picklist(['engine', 'person']);

/** One step of the note log. Applying the whole log in order gives the document (rule N2). */
export const NoteOpSchema = v.variant('op', [
	v.strictObject({ op: v.literal('put-section'), section: NoteSectionSchema }),
	v.strictObject({ op: v.literal('put-block'), block: NoteBlockSchema }),
	v.strictObject({ op: v.literal('remove-section'), sectionId: v.string(), by: removerSchema }),
	v.strictObject({ op: v.literal('remove-block'), blockId: v.string(), by: removerSchema }),
	v.strictObject({ op: v.literal('suggest'), suggestion: NoteSuggestionSchema }),
	v.strictObject({ op: v.literal('drop-suggestion'), blockId: v.string() }),
	/** A person has done a task, or not after all (rule N8). */
	v.strictObject({
		op: v.literal('tick'),
		task: v.strictObject({ blockId: v.string(), md: v.string(), cites: v.array(v.string()) }),
		done: v.boolean()
	}),
	/** The notes are written anew (rule N5). `restores` names the earlier version whose contents follow. */
	v.strictObject({
		op: v.literal('begin-version'),
		version: v.number(),
		style: NoteStyleSchema,
		restores: v.optional(v.number()),
		/** The cursor (rule N3) with which the version before is left. */
		leftAt: v.optional(v.number()),
		/** The style in which the version before was written last. */
		leftStyle: v.optional(NoteStyleSchema),
		/** Wall clock, UTC, ms; never used for order. */
		at: v.optional(v.number())
	})
]);
export type NoteOp = v.InferOutput<typeof NoteOpSchema>;

export type NoteDocument = {
	readonly sections: ReadonlyMap<string, NoteSection>;
	readonly blocks: ReadonlyMap<string, NoteBlock>;
	/** Ids of the sections and blocks that a person removed and nobody has put back. */
	readonly removed: ReadonlySet<string>;
	/** By the id of the block that they stand beside. */
	readonly suggestions: ReadonlyMap<string, NoteSuggestion>;
	/** What a person has done, by the id of the block that they ticked; of all versions. */
	readonly ticks: ReadonlyMap<string, Tick>;
	/** Counts from 1. */
	readonly version: number;
};

export const emptyNotes: NoteDocument = {
	sections: new Map(),
	blocks: new Map(),
	removed: new Set(),
	suggestions: new Map(),
	ticks: new Map(),
	version: 1
};

/** A new document with `ops` applied; the given one is left as it was. */
export function applyNoteOps(document: NoteDocument, ops: readonly NoteOp[]): NoteDocument {
	const replay = new NoteReplay(document);
	ops.forEach((op) => replay.apply(op));
	return replay.finish();
}

/** Applies a long run of operations one by one, copying the document it begins with once. */
export class NoteReplay {
	#draft: Draft;
	readonly #hadTicks: boolean;

	constructor(document: NoteDocument) {
		this.#draft = draftOf(document);
		this.#hadTicks = document.ticks.size > 0;
	}

	apply(op: NoteOp): void {
		if (op.op === 'begin-version') this.#draft = begun(this.#draft, op);
		else apply(this.#draft, op);
	}

	/** The document with all that was applied; nothing more may be. */
	finish(): NoteDocument {
		const draft = this.#draft;
		if (!this.#hadTicks && draft.ticks.size === 0) return draft;
		return { ...draft, blocks: withTicks(draft, draft.ticks) };
	}
}

type Draft = {
	sections: Map<string, NoteSection>;
	blocks: Map<string, NoteBlock>;
	removed: Set<string>;
	suggestions: Map<string, NoteSuggestion>;
	ticks: Map<string, Tick>;
	version: number;
};

const draftOf = ({ sections, blocks, removed, suggestions, ticks, version }: NoteDocument): Draft => ({
	sections: new Map(sections),
	blocks: new Map(blocks),
	removed: new Set(removed),
	suggestions: new Map(suggestions),
	ticks: new Map(ticks),
	version
});

type Begin = Extract<NoteOp, { op: 'begin-version' }>;

function apply(draft: Draft, op: Exclude<NoteOp, Begin>): void {
	switch (op.op) {
		case 'put-section':
			return put(draft.sections, draft.removed, op.section.sectionId, op.section);
		case 'put-block':
			return putBlock(draft, op.block);
		case 'remove-section':
			return remove(draft.sections, draft.removed, op.sectionId, op.by);
		case 'remove-block':
			draft.suggestions.delete(op.blockId);
			return remove(draft.blocks, draft.removed, op.blockId, op.by);
		case 'suggest':
			if (draft.blocks.has(op.suggestion.blockId))
				draft.suggestions.set(op.suggestion.blockId, op.suggestion);
			return;
		case 'drop-suggestion':
			draft.suggestions.delete(op.blockId);
			return;
		case 'tick':
			setTick(draft.ticks, draft, op.task, op.done);
	}
}

function putBlock({ blocks, removed, ticks }: Draft, { done: _, ...block }: NoteBlock): void {
	put(blocks, removed, block.blockId, block);
	followTask(ticks, block);
}

/**
 * What a person wrote or removed goes on into the next version, unless an earlier one takes its place whole; what they
 * have done is done in every version.
 */
function begun({ sections, blocks, removed, ticks }: Draft, { version, restores }: Begin): Draft {
	if (restores !== undefined) return { ...draftOf(emptyNotes), ticks, version };
	const kept = [...blocks].filter(([, { locked }]) => locked);
	const homes = new Set(kept.map(([, { sectionId }]) => sectionId));
	return {
		sections: new Map([...sections].filter(([id, { locked }]) => locked || homes.has(id))),
		blocks: new Map(kept),
		removed,
		suggestions: new Map(),
		ticks,
		version
	};
}

function put<T>(items: Map<string, T>, removed: Set<string>, id: string, item: T): void {
	items.set(id, item);
	removed.delete(id);
}

function remove<T>(items: Map<string, T>, removed: Set<string>, id: string, by: 'engine' | 'person'): void {
	items.delete(id);
	if (by === 'person') removed.add(id);
}

/** How many blocks each writer wrote. */
export function writersOf({ blocks }: NoteDocument): Record<NoteOrigin, number> {
	const counts = { extractive: 0, llm: 0, person: 0 };
	for (const { origin } of blocks.values()) counts[origin]++;
	return counts;
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
