import { describe, expect, it } from 'vitest';
import { opsOfChange, type NoteChange } from './note-changes.ts';
import { applyNoteOps, emptyNotes, outlineOf, type NoteBlock, type NoteDocument } from './notes.ts';

const block: NoteBlock = {
	blockId: 'b',
	sectionId: 's',
	kind: 'bullet',
	md: 'as the engine wrote it',
	cites: ['u/1'],
	position: 1,
	origin: 'llm',
	locked: false,
	rev: 1,
	doubtful: true
};
const written = applyNoteOps(emptyNotes, [
	{
		op: 'put-section',
		section: { sectionId: 's', title: 'One', position: 1, origin: 'llm', locked: false, rev: 1 }
	},
	{ op: 'put-block', block },
	{ op: 'suggest', suggestion: { blockId: 'b', md: 'better', cites: ['u/2'] } }
]);
const after = (change: NoteChange, document: NoteDocument = written): NoteDocument =>
	applyNoteOps(document, opsOfChange(document, change));

describe('what a person does to the notes', () => {
	it('[N1] locks what was written, which is theirs then and no longer doubtful', () => {
		const { doubtful: _, ...rest } = block;
		expect(after({ act: 'write-block', blockId: 'b', md: 'mine' }).blocks.get('b')).toEqual({
			...rest,
			md: 'mine',
			origin: 'person',
			locked: true,
			rev: 2
		});
	});

	it('[N1] locks what was moved, which stays whose it was', () => {
		const moved = after({ act: 'move-block', blockId: 'b', sectionId: 's', position: 9 });
		expect(moved.blocks.get('b')).toEqual({ ...block, position: 9, locked: true, rev: 2 });
		const { sections } = after({ act: 'move-section', sectionId: 's', position: 4 });
		expect(sections.get('s')).toMatchObject({ position: 4, locked: true, origin: 'llm' });
	});

	it('[N1] keeps away what was removed until it is put back', () => {
		const gone = after({ act: 'remove-block', blockId: 'b' });
		expect([...gone.removed]).toEqual(['b']);
		const { kind, md, cites, position } = block;
		const back = after({ act: 'add-block', blockId: 'b', sectionId: 's', kind, md, cites, position }, gone);
		expect(back.removed.size).toBe(0);
		expect(back.blocks.get('b')).toMatchObject({ md, locked: true, origin: 'person' });
	});

	it('puts the blocks of a removed section back with it', () => {
		const gone = after({ act: 'remove-section', sectionId: 's' });
		expect(outlineOf(gone)).toEqual([]);
		const back = after({ act: 'add-section', sectionId: 's', title: 'One', position: 1 }, gone);
		expect(outlineOf(back)[0]?.blocks).toEqual([block]);
	});

	it('[N4] takes a suggestion into the block, or drops it', () => {
		const took = after({ act: 'take-suggestion', blockId: 'b' });
		expect(took.blocks.get('b')).toMatchObject({ md: 'better', cites: ['u/2'], locked: true });
		expect(took.suggestions.size).toBe(0);
		const dropped = after({ act: 'drop-suggestion', blockId: 'b' });
		expect(dropped.suggestions.size).toBe(0);
		expect(dropped.blocks.get('b')).toEqual(block);
	});

	it('changes nothing when what it speaks of is gone', () => {
		const acts: NoteChange[] = [
			{ act: 'write-block', blockId: 'x', md: 'm' },
			{ act: 'move-block', blockId: 'x', sectionId: 's', position: 1 },
			{ act: 'remove-block', blockId: 'x' },
			{ act: 'write-title', sectionId: 'x', title: 't' },
			{ act: 'move-section', sectionId: 'x', position: 1 },
			{ act: 'remove-section', sectionId: 'x' },
			{ act: 'take-suggestion', blockId: 'x' },
			{ act: 'drop-suggestion', blockId: 'x' }
		];
		for (const change of acts) expect(opsOfChange(written, change)).toEqual([]);
	});
});
