import { describe, expect, it } from 'vitest';
import type { Edit, NoteOp, ServerMessage } from '#lib/protocol/index.ts';
import { Editor } from './editor.svelte.ts';
import { Lecture } from './lecture.svelte.ts';
import { OpenLecture, type Link } from './open-lecture.svelte.ts';

const takeId = '0196b2aa-0000-7000-8000-000000000001';
const common = { origin: 'llm', locked: false, rev: 1 } as const;
const written: NoteOp[] = [
	{ op: 'put-section', section: { sectionId: 's', title: 'One', position: 1, ...common } },
	{
		op: 'put-block',
		block: { blockId: 'b', sectionId: 's', kind: 'bullet', md: 'theirs', cites: [], position: 1, ...common }
	}
];
const words = { language: 'en', emotion: null, event: null, confidence: 0.9 };
const heard: ServerMessage[] = [
	{
		type: 'take',
		take: { takeId, number: 0, startedAt: 1, codec: 'opus', samples: 64_000, marks: 2, finished: true }
	},
	{
		type: 'utterance',
		utterance: {
			takeId,
			segment: 0,
			startSample: 0,
			endSample: 16_000,
			revision: 1,
			result: { kind: 'text', text: 'Helo', ...words }
		}
	},
	{ type: 'notes', revision: 2, ops: written }
];

/** A line that keeps what it is to send. */
function setUp() {
	const lecture = new Lecture('l');
	const sent: { edit: Edit; editId: string }[] = [];
	const link = {
		edit: (edit: Edit, editId = `e${sent.length}`) => (sent.push({ edit, editId }), editId),
		close: () => {}
	} as unknown as Link;
	const open = new OpenLecture(lecture, link, null);
	const hear = (...messages: ServerMessage[]) => {
		messages.forEach((message) => lecture.receive(message));
		lecture.flush();
	};
	hear(...heard);
	const md = () => lecture.notes.blocks.get('b')?.md;
	return { lecture, open, link, sent, hear, md, editor: new Editor(open) };
}

describe('a change', () => {
	it('shows at once, and stays when the server has taken it', () => {
		const { lecture, hear, md, editor } = setUp();
		editor.change({ act: 'write-block', blockId: 'b', md: 'mine' });
		expect(md()).toBe('mine');
		const block = lecture.notes.blocks.get('b');
		hear({
			type: 'notes',
			revision: 3,
			ops: [{ op: 'put-block', block: block as NonNullable<typeof block> }]
		});
		hear({ type: 'edited', editId: 'e0' });
		expect(lecture.edits).toEqual([]);
		expect(lecture.notes.blocks.get('b')).toEqual(block);
	});

	it('stays on top of what an engine does meanwhile', () => {
		const { hear, md, editor } = setUp();
		editor.change({ act: 'write-block', blockId: 'b', md: 'mine' });
		hear({ type: 'notes', revision: 3, ops: written });
		expect(md()).toBe('mine');
	});

	it('that is on its way is sent again by the line that takes over', () => {
		const { open, link, sent, editor } = setUp();
		editor.change({ act: 'remove-block', blockId: 'b' });
		open.sendBy(link, { lectureId: 'l', title: 'T', createdAt: 1, language: 'en', finishedAt: null });
		expect(sent.map(({ editId }) => editId)).toEqual(['e0', 'e0']);
	});

	it('of a line shows at once', () => {
		const { lecture, editor } = setUp();
		const [line] = lecture.lines;
		editor.correct(line as NonNullable<typeof line>, 'Hello');
		expect(lecture.lines.map(({ text, corrected }) => [text, corrected])).toEqual([['Hello', true]]);
	});
});

describe('undo', () => {
	it('takes back one change after the other, of notes and lines', () => {
		const { lecture, md, editor } = setUp();
		const before = lecture.notes.blocks.get('b');
		const [line] = lecture.lines;
		editor.change({ act: 'write-block', blockId: 'b', md: 'mine' });
		editor.correct(line as NonNullable<typeof line>, '');
		editor.change({ act: 'remove-block', blockId: 'b' });
		expect([lecture.lines.length, md()]).toEqual([0, undefined]);
		editor.undo();
		expect(md()).toBe('mine');
		editor.undo();
		expect(lecture.lines.map(({ text }) => text)).toEqual(['Helo']);
		editor.undo();
		expect(lecture.notes.blocks.get('b')).toEqual(before);
		expect(editor.canUndo).toBe(false);
	});

	it('is taken back by redo, one change after the other, until something new is changed', () => {
		const { lecture, md, editor } = setUp();
		const [line] = lecture.lines;
		editor.change({ act: 'write-block', blockId: 'b', md: 'mine' });
		editor.correct(line as NonNullable<typeof line>, 'Hello');
		editor.change({ act: 'remove-block', blockId: 'b' });
		editor.change({ act: 'remove-section', sectionId: 's' });
		for (let n = 0; n < 4; n++) editor.undo();
		expect([lecture.notes.sections.has('s'), md(), editor.canUndo]).toEqual([true, 'theirs', false]);
		editor.redo();
		editor.redo();
		expect([md(), lecture.lines[0]?.text]).toEqual(['mine', 'Hello']);
		editor.redo();
		editor.redo();
		expect([lecture.notes.sections.has('s'), md(), editor.canRedo]).toEqual([false, undefined, false]);
		for (let n = 0; n < 4; n++) editor.undo();
		expect([md(), lecture.lines[0]?.text]).toEqual(['theirs', 'Helo']);
		editor.change({ act: 'write-block', blockId: 'b', md: 'new' });
		expect(editor.canRedo).toBe(false);
	});

	it('passes over what somebody else has changed since', () => {
		const { hear, md, editor, sent } = setUp();
		editor.change({ act: 'write-title', sectionId: 's', title: 'Two' });
		editor.change({ act: 'write-block', blockId: 'b', md: 'mine' });
		hear({ type: 'edited', editId: 'e0' }, { type: 'edited', editId: 'e1' });
		const block = { blockId: 'b', sectionId: 's', kind: 'bullet', cites: [], position: 1 } as const;
		const theirs = {
			...block,
			md: 'a third one',
			origin: 'person',
			locked: true,
			rev: 9,
			cites: []
		} as const;
		hear({
			type: 'notes',
			revision: 5,
			ops: [
				{
					op: 'put-section',
					section: { sectionId: 's', title: 'Two', position: 1, ...common, origin: 'person', locked: true }
				},
				{ op: 'put-block', block: theirs }
			]
		} as ServerMessage);
		editor.undo();
		expect(md()).toBe('a third one');
		expect(sent.at(-1)?.edit).toMatchObject({ kind: 'note', change: { act: 'put-back-section' } });
		expect(editor.canUndo).toBe(false);
	});
});
