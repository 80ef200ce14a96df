import { describe, expect, it } from 'vitest';
import { applyNoteOps, defaultNoteStyle, emptyNotes, type NoteOp } from '#lib/protocol/index.ts';
import { putsOf, versionsIn } from './note-versions.ts';

const block = (blockId: string, locked = false): NoteOp => ({
	op: 'put-block',
	block: {
		blockId,
		sectionId: 's',
		kind: 'bullet',
		md: blockId,
		cites: [],
		position: 1,
		origin: 'llm',
		locked,
		rev: 1
	}
});
const begin = (version: number, leftAt: number, restores?: number): NoteOp => ({
	op: 'begin-version',
	version,
	style: defaultNoteStyle,
	leftAt,
	...(restores !== undefined && { restores })
});
const log: NoteOp[] = [
	block('a'),
	block('mine', true),
	{ op: 'remove-block', blockId: 'unwanted', by: 'person' },
	begin(2, 7),
	block('b'),
	{ op: 'suggest', suggestion: { blockId: 'mine', md: 'better', cites: [] } }
];

describe('the versions of notes', () => {
	it('[N5] are what the log holds up to the next beginning, each with what a person touched before', () => {
		const [first, second, ...rest] = versionsIn(log);
		expect(rest).toEqual([]);
		expect([...(first?.document.blocks.keys() ?? [])]).toEqual(['a', 'mine']);
		expect([...(second?.document.blocks.keys() ?? [])]).toEqual(['mine', 'b']);
		expect([first?.version, first?.leftAt, second?.version, second?.leftAt]).toEqual([1, 7, 2, undefined]);
		expect(second?.document).toEqual(applyNoteOps(emptyNotes, log));
	});

	it('[N5] have the style in which they were written last, and the time at which they began', () => {
		const tasks = { template: 'tasks', language: 'zh' } as const;
		const concepts = { template: 'concepts', language: 'en' } as const;
		const begun = { op: 'begin-version', version: 2, style: concepts, leftStyle: tasks, at: 5 } as const;
		const next = { op: 'begin-version', version: 3, style: tasks, leftStyle: concepts, at: 9 } as const;
		const all = versionsIn([block('a'), begun, block('b'), next]);
		expect(all.map(({ style }) => style)).toEqual([tasks, concepts, undefined]);
		expect(all.map(({ beganAt }) => beganAt)).toEqual([undefined, 5, 9]);
	});

	it('[N5] come back whole', () => {
		for (const { document } of versionsIn(log)) {
			const restored = applyNoteOps(applyNoteOps(emptyNotes, log), [begin(3, 9, 1), ...putsOf(document)]);
			expect(restored).toEqual({ ...document, version: 3 });
		}
	});
});
