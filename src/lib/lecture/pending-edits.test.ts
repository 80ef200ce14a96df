import { expect, it } from 'vitest';
import { applyNoteOps, emptyNotes, type NoteOp } from '#lib/protocol/index.ts';
import { withDraft, withStyle } from './pending-edits.ts';

const put = (blockId: string, md: string): NoteOp => {
	const common = { origin: 'llm', locked: false, rev: 1 } as const;
	return {
		op: 'put-block',
		block: { blockId, sectionId: 's', kind: 'bullet', md, cites: [], position: 1, ...common }
	};
};

it('[N6] a draft adds to what is shown, and neither rewrites nor removes nor brings back anything', () => {
	const notes = applyNoteOps(emptyNotes, [
		put('stands', 'as it was'),
		put('gone', 'unwanted'),
		{ op: 'remove-block', blockId: 'gone', by: 'person' }
	]);
	const shown = withDraft(notes, [
		put('stands', 'rewritten'),
		put('gone', 'again'),
		put('new', 'added'),
		{ op: 'remove-block', blockId: 'stands', by: 'engine' }
	]);
	expect([...shown.blocks.values()].map(({ blockId, md }) => [blockId, md])).toEqual([
		['stands', 'as it was'],
		['new', 'added']
	]);
});

it('the style of the notes is the one that was chosen last, also while the server has not heard of it', () => {
	const kept = { template: 'default', language: 'lecture' } as const;
	const chosen = { template: 'free', freeText: 'Only dates', language: 'zh' } as const;
	const edits = [
		{ editId: 'a', edit: { kind: 'notes', template: 'tasks', language: 'en' } as const },
		{ editId: 'b', edit: { kind: 'notes', ...chosen } as const },
		{ editId: 'c', edit: { kind: 'title', title: 'T' } as const }
	];
	expect(withStyle(kept, [])).toEqual(kept);
	expect(withStyle(undefined, edits)).toEqual(chosen);
	expect(withStyle(kept, edits)).toEqual(chosen);
});
