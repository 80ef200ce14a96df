import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { defaultNoteStyle } from './note-style.ts';
import {
	applyNoteOps,
	blockKinds,
	emptyNotes,
	outlineOf,
	type NoteBlock,
	type NoteOp,
	NoteOpSchema
} from './notes.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd');
const position = fc.integer({ min: 0, max: 3 });
const by = fc.constantFrom('engine' as const, 'person' as const);
const touched = {
	position,
	origin: fc.constantFrom('extractive' as const, 'llm' as const, 'person' as const),
	locked: fc.boolean(),
	rev: fc.nat()
};
const section = fc.record({ sectionId: id, title: fc.string(), ...touched });
const block = fc.record({
	blockId: id.map((each) => `block ${each}`),
	sectionId: id,
	kind: fc.constantFrom(...blockKinds),
	md: fc.string(),
	cites: fc.array(id),
	...touched
});
const op: fc.Arbitrary<NoteOp> = fc.oneof(
	section.map((each) => ({ op: 'put-section' as const, section: each })),
	block.map((each) => ({ op: 'put-block' as const, block: each })),
	fc.record({ op: fc.constant('remove-section' as const), sectionId: id, by }),
	fc.record({ op: fc.constant('remove-block' as const), blockId: id.map((each) => `block ${each}`), by }),
	fc.record({
		op: fc.constant('suggest' as const),
		suggestion: fc.record({
			blockId: id.map((each) => `block ${each}`),
			md: fc.string(),
			cites: fc.array(fc.string())
		})
	}),
	fc.record({ op: fc.constant('drop-suggestion' as const), blockId: id.map((each) => `block ${each}`) }),
	fc.record({
		op: fc.constant('tick' as const),
		task: fc.record({ blockId: id.map((each) => `block ${each}`), md: fc.string(), cites: fc.array(id) }),
		done: fc.boolean()
	}),
	fc.record({
		op: fc.constant('begin-version' as const),
		version: fc.integer({ min: 2, max: 9 }),
		style: fc.constant(defaultNoteStyle)
	})
);
const log = fc.array(op, { maxLength: 40 });

describe('applyNoteOps', () => {
	it('gives the same document however the log is cut into batches', () => {
		fc.assert(
			fc.property(log, fc.nat(), (ops, cut) => {
				const at = cut % (ops.length + 1);
				const inTwo = applyNoteOps(applyNoteOps(emptyNotes, ops.slice(0, at)), ops.slice(at));
				expect(inTwo).toEqual(applyNoteOps(emptyNotes, ops));
			})
		);
	});

	it('applies each single operation twice as if it were applied once', () => {
		fc.assert(
			fc.property(log, op, (ops, last) => {
				const once = applyNoteOps(applyNoteOps(emptyNotes, ops), [last]);
				expect(applyNoteOps(once, [last])).toEqual(once);
			})
		);
	});

	it('leaves the given document as it was', () => {
		fc.assert(
			fc.property(log, log, (before, after) => {
				const document = applyNoteOps(emptyNotes, before);
				const copy = structuredClone(document);
				applyNoteOps(document, after);
				expect(document).toEqual(copy);
			})
		);
	});

	it('remembers what a person removed until it is put again, and forgets what an engine removed', () => {
		const put = (md: string): NoteOp => ({
			op: 'put-block',
			block: {
				blockId: 'x',
				sectionId: 's',
				kind: 'bullet',
				md,
				cites: [],
				position: 0,
				origin: 'extractive',
				locked: false,
				rev: 1
			}
		});
		const gone = applyNoteOps(emptyNotes, [put('one'), { op: 'remove-block', blockId: 'x', by: 'person' }]);
		expect([...gone.removed]).toEqual(['x']);
		expect(applyNoteOps(gone, [put('two')]).removed.size).toBe(0);
		const taken = applyNoteOps(emptyNotes, [put('one'), { op: 'remove-block', blockId: 'x', by: 'engine' }]);
		expect(taken).toEqual(emptyNotes);
	});

	it('[N1] carries into a new version what a person touched, with the section around it, and nothing else', () => {
		fc.assert(
			fc.property(log, (ops) => {
				const before = applyNoteOps(emptyNotes, ops);
				const after = applyNoteOps(before, [{ op: 'begin-version', version: 99, style: defaultNoteStyle }]);
				const locked = [...before.blocks.values()].filter((each) => each.locked);
				const unticked = ({ done: _, ...each }: NoteBlock) => each;
				expect([...after.blocks.values()].map(unticked)).toEqual(locked.map(unticked));
				expect(after.removed).toEqual(before.removed);
				for (const section of before.sections.values()) {
					const home = locked.some(({ sectionId }) => sectionId === section.sectionId);
					expect(after.sections.has(section.sectionId)).toBe(section.locked || home);
				}
			})
		);
	});

	it('[N5] begins a restored version empty', () => {
		fc.assert(
			fc.property(log, (ops) => {
				const begin = { op: 'begin-version' as const, version: 7, style: defaultNoteStyle, restores: 1 };
				const restored = applyNoteOps(applyNoteOps(emptyNotes, ops), [begin]);
				const { ticks } = applyNoteOps(emptyNotes, ops);
				expect(restored).toEqual({ ...emptyNotes, ticks, version: 7 });
			})
		);
	});

	it('reads every operation back from its JSON', () => {
		fc.assert(
			fc.property(op, (each) => {
				expect(v.parse(NoteOpSchema, JSON.parse(JSON.stringify(each)))).toEqual(each);
			})
		);
	});
});

describe('outlineOf', () => {
	it('holds every section once, and every block of a present section once, in reading order', () => {
		fc.assert(
			fc.property(log, (ops) => {
				const document = applyNoteOps(emptyNotes, ops);
				const outline = outlineOf(document);
				expect(new Set(outline.map((each) => each.section))).toEqual(new Set(document.sections.values()));
				const shown = outline.flatMap((each) => each.blocks);
				const home = [...document.blocks.values()].filter((each) => document.sections.has(each.sectionId));
				expect(new Set(shown)).toEqual(new Set(home));
				expect(shown.length).toBe(home.length);
				for (const list of [outline.map((each) => each.section), ...outline.map((each) => each.blocks)]) {
					const positions = list.map((each) => each.position);
					expect(positions).toEqual([...positions].sort((a, b) => a - b));
				}
			})
		);
	});

	it('does not depend on the order in which things were put', () => {
		const different = fc.tuple(
			fc.uniqueArray(section, { selector: (each) => each.sectionId }),
			fc.uniqueArray(block, { selector: (each) => each.blockId })
		);
		fc.assert(
			fc.property(different, ([sections, blocks]) => {
				const puts: NoteOp[] = [
					...sections.map((each) => ({ op: 'put-section' as const, section: each })),
					...blocks.map((each) => ({ op: 'put-block' as const, block: each }))
				];
				expect(outlineOf(applyNoteOps(emptyNotes, [...puts].reverse()))).toEqual(
					outlineOf(applyNoteOps(emptyNotes, puts))
				);
			})
		);
	});
});
