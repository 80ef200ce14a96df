import { describe, expect, it } from 'vitest';
import { opsOfChange } from './note-changes.ts';
import { defaultNoteStyle } from './note-style.ts';
import { applyNoteOps, emptyNotes, type NoteBlock, type NoteDocument, type NoteOp } from './notes.ts';

type Task = Pick<NoteBlock, 'blockId' | 'md' | 'cites'> & Partial<NoteBlock>;

const put = (task: Task): NoteOp => ({
	op: 'put-block',
	block: { sectionId: 's', kind: 'task', position: 0, origin: 'llm', locked: false, rev: 1, ...task }
});
const reading = { blockId: 'B@u/1.0', md: 'Read chapter four for Friday.', cites: ['u/1'] };
const sheet = { blockId: 'B@u/1.1', md: 'Hand in sheet 5 on Monday.', cites: ['u/1'] };
const begin: NoteOp = { op: 'begin-version', version: 2, style: defaultNoteStyle };
const gone = ({ blockId }: Task, by: 'engine' | 'person' = 'engine'): NoteOp => ({
	op: 'remove-block',
	blockId,
	by
});

const notes = (...ops: NoteOp[]): NoteDocument => applyNoteOps(emptyNotes, ops);
function tick(document: NoteDocument, { blockId, md, cites }: Task, done = true): NoteDocument {
	return applyNoteOps(
		document,
		opsOfChange(document, { act: 'tick-task', task: { blockId, md, cites }, done })
	);
}
const doneIn = ({ blocks }: NoteDocument): string[] =>
	[...blocks.values()].flatMap(({ blockId, done }) => (done ? blockId : []));
const ticked = tick(notes(put(reading), put(sheet)), reading);

describe('[N8] a tick', () => {
	it('marks that task and locks nothing', () => {
		expect(doneIn(ticked)).toEqual([reading.blockId]);
		expect(ticked.blocks.get(reading.blockId)?.locked).toBe(false);
	});

	it('is taken away by a person alone', () => {
		const rewritten = applyNoteOps(ticked, [
			put({ ...reading, md: 'Read chapter 4 for Friday.', done: false })
		]);
		expect(doneIn(rewritten)).toEqual([reading.blockId]);
		expect(doneIn(tick(rewritten, reading, false))).toEqual([]);
	});

	it('is given by a person alone', () => {
		expect(doneIn(applyNoteOps(ticked, [put({ ...sheet, done: true })]))).toEqual([reading.blockId]);
	});

	it('goes on at the task that a new version writes anew of the same line, and at no other one', () => {
		const anew = applyNoteOps(ticked, [
			begin,
			put({ blockId: 'v2.2', md: '**Sheet 5**: hand in on Monday', cites: ['u/1', 'u/2'] }),
			put({ blockId: 'v2.1', md: 'Chapter 4 by Friday: read it', cites: ['u/1'] }),
			put({ blockId: 'v2.3', md: 'Read chapter four for Friday.', cites: ['u/9'] })
		]);
		expect(doneIn(anew)).toEqual(['v2.1']);
		expect(doneIn(tick(anew, anew.blocks.get('v2.1') as NoteBlock, false))).toEqual([]);
	});

	it('is at the same task when the version in which it was not ticked yet is restored', () => {
		const restored = applyNoteOps(ticked, [{ ...begin, restores: 1 }, put(reading), put(sheet)]);
		expect(doneIn(restored)).toEqual([reading.blockId]);
	});

	it('goes over to the task that takes the place of the old one, whichever comes first', () => {
		const anew = { blockId: 'v1.1', md: 'For Friday: chapter four', cites: ['u/1'] };
		expect(doneIn(applyNoteOps(ticked, [put(anew), gone(reading)]))).toEqual(['v1.1']);
		expect(doneIn(applyNoteOps(ticked, [gone(reading), put(anew)]))).toEqual(['v1.1']);
		expect(doneIn(applyNoteOps(ticked, [put(anew)]))).toEqual([reading.blockId]);
	});

	it('goes over to the sentence of another number that a correction makes of the line', () => {
		const moved = { blockId: 'B@u/1.1', md: 'Read chapter four for Friday.', cites: ['u/1'] };
		expect(doneIn(applyNoteOps(tick(notes(put(reading)), reading), [gone(reading), put(moved)]))).toEqual([
			moved.blockId
		]);
	});

	it('goes over in another language where the line has only one task', () => {
		const alone = tick(notes(put(reading)), reading);
		const chinese = { blockId: 'v2.1', md: '周五前读第四章', cites: ['u/1'] };
		expect(doneIn(applyNoteOps(alone, [begin, put(chinese)]))).toEqual(['v2.1']);
	});

	it('goes over to all parts of its task', () => {
		const both = {
			blockId: 'B@u/3.0',
			md: 'Read chapter four and solve exercise 5 for Friday',
			cites: ['u/3']
		};
		const parts = [
			{ blockId: 'v2.1', md: 'Read chapter four', cites: ['u/3'] },
			{ blockId: 'v2.2', md: 'Solve exercise 5 for Friday', cites: ['u/3'] },
			{ blockId: 'v2.3', md: 'Bring a calculator', cites: ['u/3'] }
		];
		expect(doneIn(applyNoteOps(tick(notes(put(both)), both), [begin, ...parts.map(put)]))).toEqual([
			'v2.1',
			'v2.2'
		]);
	});

	it('does not go from a task that a person removed to one beside it', () => {
		const more = { blockId: 'v1.1', md: 'Bring a calculator', cites: ['u/1'] };
		const alone = tick(notes(put(reading)), reading);
		expect(doneIn(applyNoteOps(alone, [put(more), gone(reading, 'person')]))).toEqual([]);
	});

	it('that comes after the task was written anew stands at the new one', () => {
		const anew = { blockId: 'v2.1', md: 'Chapter four for Friday', cites: ['u/1'] };
		expect(doneIn(tick(notes(begin, put(anew)), reading))).toEqual(['v2.1']);
		expect(doneIn(tick(tick(notes(begin, put(anew)), reading), reading, false))).toEqual([]);
	});
});
