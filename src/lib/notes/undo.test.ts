import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	applyNoteOps,
	emptyNotes,
	opsOfChange,
	type NoteChange,
	type NoteDocument,
	type NoteOp
} from '#lib/protocol/index.ts';
import { withoutTouched } from '../../../server/notes/touched.ts';
import { isAsThen, undoOf } from './undo.ts';

const sectionId = fc.constantFrom('s1', 's2', 's3');
const blockId = fc.constantFrom('b1', 'b2', 'b3', 'b4');
const md = fc.constantFrom('one', 'two', '$$x$$');
const position = fc.integer({ min: 0, max: 4 });
const cites = fc.subarray(['u/1', 'u/2']);
const engine = { origin: fc.constant('llm' as const), locked: fc.constant(false), rev: fc.nat(5) };
const kind = fc.constantFrom('bullet' as const, 'task' as const);

const engineOp: fc.Arbitrary<NoteOp> = fc.oneof(
	fc.record({
		op: fc.constant('put-section' as const),
		section: fc.record({ sectionId, title: md, position, ...engine })
	}),
	fc.record({
		op: fc.constant('put-block' as const),
		block: fc.record({ blockId, sectionId, kind, md, cites, position, ...engine })
	}),
	fc.record({ op: fc.constant('remove-block' as const), blockId, by: fc.constant('engine' as const) }),
	fc.record({ op: fc.constant('remove-section' as const), sectionId, by: fc.constant('engine' as const) }),
	fc.record({ op: fc.constant('suggest' as const), suggestion: fc.record({ blockId, md, cites }) })
);
const added = fc.nat().map((number) => `new-${number}`);
const change: fc.Arbitrary<NoteChange> = fc.oneof(
	fc.record({ act: fc.constant('write-block' as const), blockId, md, kind }),
	fc.record({ act: fc.constant('move-block' as const), blockId, sectionId, position }),
	fc.record({ act: fc.constant('remove-block' as const), blockId }),
	fc.record({ act: fc.constant('add-block' as const), blockId: added, sectionId, kind, md, cites, position }),
	fc.record({ act: fc.constant('write-title' as const), sectionId, title: md }),
	fc.record({ act: fc.constant('move-section' as const), sectionId, position }),
	fc.record({ act: fc.constant('remove-section' as const), sectionId }),
	fc.record({ act: fc.constant('add-section' as const), sectionId: added, title: md, position }),
	fc.record({ act: fc.constant('take-suggestion' as const), blockId }),
	fc.record({ act: fc.constant('drop-suggestion' as const), blockId }),
	fc.record({
		act: fc.constant('tick-task' as const),
		task: fc.record({ blockId, md, cites }),
		done: fc.boolean()
	})
);

type Step = { by: 'engine'; ops: NoteOp[] } | { by: 'person'; change: NoteChange };
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ by: fc.constant('engine' as const), ops: fc.array(engineOp, { maxLength: 6 }) }),
	fc.record({ by: fc.constant('person' as const), change })
);
const opsOf = (document: NoteDocument, each: Step): NoteOp[] =>
	each.by === 'engine' ? withoutTouched(document, each.ops) : opsOfChange(document, each.change);
const after = (steps: readonly Step[], from: NoteDocument = emptyNotes): NoteDocument =>
	steps.reduce((document, each) => applyNoteOps(document, opsOf(document, each)), from);
const steps = fc.array(step, { maxLength: 25 });
/** On a page, what is ticked is before one's eyes. */
const canBeMade = ({ blocks }: NoteDocument, made: NoteChange): boolean =>
	made.act !== 'tick-task' || blocks.get(made.task.blockId)?.kind === 'task';

const locked = <T extends { locked: boolean }>(items: ReadonlyMap<string, T>) =>
	[...items].filter(([, item]) => item.locked);

describe('a person and an engine at the same notes', () => {
	it('[N1] whatever happened before, an engine changes nothing that a person touched, and brings nothing back', () => {
		fc.assert(
			fc.property(steps, fc.array(engineOp, { maxLength: 10 }), (before, ops) => {
				const document = after(before);
				const now = after([{ by: 'engine', ops }], document);
				for (const [id, block] of locked(document.blocks)) expect(now.blocks.get(id)).toEqual(block);
				for (const [id, section] of locked(document.sections)) expect(now.sections.get(id)).toEqual(section);
				for (const id of document.removed) expect(now.blocks.has(id) || now.sections.has(id)).toBe(false);
			})
		);
	});

	it('undoing restores exactly what was there, whatever it was', () => {
		fc.assert(
			fc.property(steps, change, (before, made) => {
				const document = after(before);
				fc.pre(canBeMade(document, made));
				const undo = undoOf(document, made);
				const changed = after([{ by: 'person', change: made }], document);
				const restored = undo ? after([{ by: 'person', change: undo }], changed) : changed;
				expect(restored.blocks).toEqual(document.blocks);
				expect(restored.sections).toEqual(document.sections);
				expect(restored.suggestions).toEqual(document.suggestions);
				expect([...restored.removed].filter((id) => !id.startsWith('new-'))).toEqual([...document.removed]);
			})
		);
	});

	it('undoing many changes, the last one first, restores all of them', () => {
		fc.assert(
			fc.property(steps, fc.array(change, { maxLength: 12 }), (before, changes) => {
				const document = after(before);
				let now = document;
				const undos: NoteChange[] = [];
				for (const made of changes) {
					if (!canBeMade(now, made)) continue;
					const undo = undoOf(now, made);
					if (undo) undos.unshift(undo);
					now = after([{ by: 'person', change: made }], now);
				}
				for (const undo of undos) now = after([{ by: 'person', change: undo }], now);
				expect([now.blocks, now.sections, now.suggestions]).toEqual([
					document.blocks,
					document.sections,
					document.suggestions
				]);
			})
		);
	});

	it('tells a block that somebody else has changed since', () => {
		const write: NoteChange = { act: 'write-block', blockId: 'b', md: 'mine' };
		const place = { sectionId: 's', kind: 'bullet' as const, cites: [], position: 1 };
		const then = after([
			{ by: 'person', change: { act: 'add-block', blockId: 'b', md: 'theirs', ...place } }
		]);
		const mine = after([{ by: 'person', change: write }], then);
		expect(isAsThen(mine, mine, write)).toBe(true);
		expect(isAsThen(then, mine, write)).toBe(false);
		expect(isAsThen(emptyNotes, mine, write)).toBe(false);
	});
});
