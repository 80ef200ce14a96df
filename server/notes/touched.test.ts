import { describe, expect, it } from 'vitest';
import {
	applyNoteOps,
	emptyNotes,
	type NoteBlock,
	type NoteOp,
	type NoteSection
} from '#lib/protocol/index.ts';
import { withoutTouched } from './touched.ts';

const block = (blockId: string, md: string, locked = false, sectionId = 's'): NoteOp => ({
	op: 'put-block',
	block: {
		blockId,
		sectionId,
		kind: 'bullet',
		md,
		cites: ['u/1'],
		position: 1,
		origin: 'llm',
		locked,
		rev: 1
	}
});
const section = (sectionId: string, locked = false): NoteOp => ({
	op: 'put-section',
	section: { sectionId, title: sectionId, position: 1, origin: 'llm', locked, rev: 1 }
});
const before = applyNoteOps(emptyNotes, [
	section('s'),
	section('mine', true),
	section('gone'),
	block('free', 'as it was'),
	block('locked', 'mine', true),
	block('removed', 'unwanted'),
	{ op: 'remove-block', blockId: 'removed', by: 'person' },
	{ op: 'remove-section', sectionId: 'gone', by: 'person' }
]);
const after = (...ops: NoteOp[]) => applyNoteOps(before, withoutTouched(before, ops));

describe('what a person touched', () => {
	it('[N1] stays as it is, whatever an engine does', () => {
		const document = after(
			section('mine'),
			section('gone'),
			block('locked', 'the engine’s'),
			block('removed', 'again'),
			block('new', 'under a heading that was removed', false, 'gone'),
			{ op: 'remove-block', blockId: 'locked', by: 'engine' },
			{ op: 'remove-section', sectionId: 'mine', by: 'engine' },
			{ op: 'remove-section', sectionId: 's', by: 'engine' }
		);
		expect({ ...document, suggestions: before.suggestions }).toEqual(before);
	});

	it('[N4] gets what an engine would have written as a suggestion beside it', () => {
		const { suggestions } = after(block('locked', 'the engine’s'));
		expect([...suggestions.values()]).toEqual([{ blockId: 'locked', md: 'the engine’s', cites: ['u/1'] }]);
		expect(after(block('locked', 'mine')).suggestions.size).toBe(0);
	});

	it('leaves an engine its own', () => {
		const document = after(block('free', 'better'), block('next', 'new'), section('s'));
		const texts = ['free', 'next'].map((id) => (document.blocks.get(id) as NoteBlock).md);
		expect(texts).toEqual(['better', 'new']);
		expect((document.sections.get('s') as NoteSection).locked).toBe(false);
	});
});
