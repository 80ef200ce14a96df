import { tick } from 'svelte';
import type { NoteBlock, NoteChange } from '#lib/protocol/index.ts';
import type { Editor } from '#lib/lecture/editor.svelte.ts';
import { moveBlock, moveSection, placeAt, type Direction, type Outline } from '#lib/notes/places.ts';

/** Where a note that is being written will stand. */
type Place = { sectionId: string; after: string | undefined };

/** What a person does at the notes: which text is open, and what becomes of it. */
export class NoteDesk {
	readonly editor: Editor;
	readonly #outline: () => Outline;
	readonly #newId: () => string;
	/** The block or section whose text is open. */
	writing: string | null = $state(null);
	adding: Place | null = $state.raw(null);

	constructor(editor: Editor, outline: () => Outline, newId: () => string) {
		this.editor = editor;
		this.#outline = outline;
		this.#newId = newId;
	}

	/** A note without text is removed; one that an engine took back while it was written is there again. */
	write(block: NoteBlock, md: string, kind: NoteBlock['kind']): void {
		const { blockId, sectionId, cites, position } = block;
		if (md === '') return this.editor.change({ act: 'remove-block', blockId });
		if (md === block.md && kind === block.kind) return;
		const isThere = this.#outline().some(({ blocks }) => blocks.some((each) => each.blockId === blockId));
		if (isThere) this.editor.change({ act: 'write-block', blockId, md, kind });
		else this.editor.change({ act: 'add-block', blockId, sectionId, kind, md, cites, position });
	}

	add(md: string, kind: NoteBlock['kind']): void {
		if (!this.adding || md === '') return;
		const { sectionId, after } = this.adding;
		const blocks = this.#outline().find(({ section }) => section.sectionId === sectionId)?.blocks ?? [];
		const at = after === undefined ? blocks.length : blocks.findIndex(({ blockId }) => blockId === after) + 1;
		const place = { sectionId, position: placeAt(blocks, at) };
		this.editor.change({ act: 'add-block', blockId: this.#newId(), kind, md, cites: [], ...place });
	}

	tick({ blockId, md, cites }: NoteBlock, done: boolean): void {
		this.editor.change({ act: 'tick-task', task: { blockId, md, cites: [...cites] }, done });
	}

	/** A section at the end, its heading open. */
	addSection(): void {
		const sections = this.#outline().map(({ section }) => section);
		const sectionId = this.#newId();
		const position = placeAt(sections, sections.length);
		this.editor.change({ act: 'add-section', sectionId, title: '', position });
		this.writing = sectionId;
	}

	/** Moves a block or a section; undefined where it cannot go further. */
	moving(id: string, direction: Direction): (() => void) | undefined {
		const change = moveBlock(this.#outline(), id, direction) ?? moveSection(this.#outline(), id, direction);
		return change && (() => this.editor.change(change));
	}

	/** Takes a block or a section out; the focus goes to what follows. */
	remove(id: string, change: NoteChange): void {
		const ids = this.#outline().flatMap(({ section, blocks }) => [
			section.sectionId,
			...blocks.map(({ blockId }) => blockId)
		]);
		const at = ids.indexOf(id);
		this.editor.change(change);
		void focusMenuOf(ids[at + 1] ?? ids[at - 1] ?? id);
	}

	/** The text of a block or section is closed; its menu gets the focus back. */
	done(id: string): void {
		if (this.writing === id) this.writing = null;
		void focusMenuOf(id);
	}
}

/** Once the page has changed, and unless the focus has gone elsewhere by itself. */
async function focusMenuOf(id: string): Promise<void> {
	await tick();
	if (document.activeElement !== document.body) return;
	document.getElementById(`note-${id}`)?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
}
