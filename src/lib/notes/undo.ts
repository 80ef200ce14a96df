import type { NoteChange, NoteDocument } from '#lib/protocol/index.ts';

/** The change that undoes another one, made of the notes as they are before it; none when it changes nothing. */
export function undoOf(before: NoteDocument, change: NoteChange): NoteChange | undefined {
	switch (change.act) {
		case 'add-block':
			return blockAsIs(before, change.blockId) ?? removal(change);
		case 'add-section':
			return sectionAsIs(before, change.sectionId) ?? sectionRemoval(change);
		case 'put-back-block':
			return blockAsIs(before, change.block.blockId) ?? removal(change.block);
		case 'put-back-section':
			return sectionAsIs(before, change.section.sectionId) ?? sectionRemoval(change.section);
		case 'write-title':
		case 'move-section':
		case 'remove-section':
			return sectionAsIs(before, change.sectionId);
		case 'tick-task':
			return { ...change, done: isDone(before, change) };
		default:
			return blockAsIs(before, change.blockId);
	}
}

const removal = ({ blockId }: { blockId: string }): NoteChange => ({ act: 'remove-block', blockId });
const sectionRemoval = ({ sectionId }: { sectionId: string }): NoteChange => ({
	act: 'remove-section',
	sectionId
});

type TickTask = Extract<NoteChange, { act: 'tick-task' }>;

const isDone = ({ blocks }: NoteDocument, { task }: TickTask): boolean =>
	blocks.get(task.blockId)?.done ?? false;

function blockAsIs({ blocks, suggestions }: NoteDocument, blockId: string): NoteChange | undefined {
	const block = blocks.get(blockId);
	const { md, cites } = suggestions.get(blockId) ?? {};
	const suggestion = md !== undefined && cites !== undefined && { suggestion: { md, cites } };
	return block && { act: 'put-back-block', block, ...suggestion };
}

function sectionAsIs({ sections }: NoteDocument, sectionId: string): NoteChange | undefined {
	const section = sections.get(sectionId);
	return section && { act: 'put-back-section', section };
}

/** Whether what a change was about still looks in `now` as it did in `then`: nobody else has changed it since. */
export function isAsThen(now: NoteDocument, then: NoteDocument, change: NoteChange): boolean {
	if (change.act === 'tick-task') return isDone(now, change) === isDone(then, change);
	const looks = ({ blocks, sections }: NoteDocument): string => {
		const { blockId, sectionId } = subjectOf(change);
		if (blockId !== undefined) return lookOf(blocks.get(blockId));
		if (sectionId !== undefined) return lookOf(sections.get(sectionId));
		return '';
	};
	return looks(now) === looks(then);
}

/** The block or the section that a change is about. */
function subjectOf(change: NoteChange): { blockId?: string; sectionId?: string } {
	if (change.act === 'put-back-block') return { blockId: change.block.blockId };
	if (change.act === 'put-back-section') return { sectionId: change.section.sectionId };
	if ('blockId' in change) return { blockId: change.blockId };
	return 'sectionId' in change ? { sectionId: change.sectionId } : {};
}

/** What a person sees of a block or a section; not how often it was written, nor a tick, which has an undo of its own. */
function lookOf(item: object | undefined): string {
	const { rev: _, done: __, ...look } = { rev: 0, done: false, ...item };
	return JSON.stringify(look);
}
