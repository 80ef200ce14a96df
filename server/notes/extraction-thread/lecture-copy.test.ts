import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyNoteOps, emptyNotes, type NoteOp } from '#lib/protocol/index.ts';
import type { NoteLine } from '../port.ts';
import { emptyCopy, stepped, stepsBetween, type LectureCopy } from './lecture-copy.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const position = fc.integer({ min: 0, max: 3 });
const touched = { position, origin: fc.constant('extractive' as const), locked: fc.boolean(), rev: fc.nat() };
const op: fc.Arbitrary<NoteOp> = fc.oneof(
	fc
		.record({ sectionId: id, title: fc.string(), ...touched })
		.map((section) => ({ op: 'put-section' as const, section })),
	fc
		.record({
			blockId: id,
			sectionId: id,
			kind: fc.constant('bullet' as const),
			md: fc.string(),
			cites: fc.array(id),
			...touched
		})
		.map((block) => ({ op: 'put-block' as const, block })),
	fc.record({
		op: fc.constant('remove-section' as const),
		sectionId: id,
		by: fc.constant('person' as const)
	}),
	fc.record({ op: fc.constant('remove-block' as const), blockId: id, by: fc.constant('engine' as const) })
);
const ops = fc.array(op, { maxLength: 20 });
const line: fc.Arbitrary<NoteLine> = fc.record(
	{
		id,
		text: fc.string({ maxLength: 3 }),
		language: fc.constant(null),
		startMs: fc.nat(9),
		endMs: fc.nat(9),
		slide: fc.string()
	},
	{ requiredKeys: ['id', 'text', 'language', 'startMs', 'endMs'] }
);
const lines = fc.array(line, { maxLength: 12 });

/** As the thread gets it: every step goes through a message. */
const followed = (before: LectureCopy, after: LectureCopy): LectureCopy =>
	[...stepsBetween(before, after)].reduce((copy, step) => stepped(copy, structuredClone(step)), before);

/** With the order of sections and blocks, which maps do not compare. */
const told = ({ lines: said, document }: LectureCopy) => ({
	lines: said,
	document: { ...document, sections: [...document.sections], blocks: [...document.blocks] }
});

describe('the copy of a lecture', () => {
	it('is the lecture after every change of lines and notes, in the same order', () => {
		fc.assert(
			fc.property(lines, lines, ops, ops, (linesBefore, linesAfter, first, then) => {
				const document = applyNoteOps(emptyNotes, first);
				const before = { lines: linesBefore, document };
				const after = { lines: linesAfter, document: applyNoteOps(document, then) };
				expect(told(followed(before, after))).toEqual(told(after));
			})
		);
	});

	it('follows into a document that shares nothing with the one before', () => {
		fc.assert(
			fc.property(lines, ops, ops, (said, first, then) => {
				const before = { lines: said, document: applyNoteOps(emptyNotes, first) };
				const after = { lines: [], document: { ...applyNoteOps(emptyNotes, then), version: 2 } };
				expect(told(followed(before, after))).toEqual(told(after));
			})
		);
	});

	it('takes one small step for a new line, and none where nothing changed', () => {
		const said = Array.from({ length: 3_000 }, (_, at) => lineAt(at));
		const before = { lines: said, document: emptyNotes };
		const after = { lines: [...said.map((each) => ({ ...each })), lineAt(3_000)], document: emptyNotes };
		expect([...stepsBetween(before, after)]).toEqual([
			{ of: 'lines', at: 3_000, drop: 0, put: [lineAt(3_000)] }
		]);
		expect([...stepsBetween(after, { ...after })]).toEqual([]);
	});

	it('is sent in parts of a bounded size', () => {
		const said = Array.from({ length: 3_000 }, (_, at) => lineAt(at));
		const steps = [...stepsBetween(emptyCopy, { lines: said, document: emptyNotes })];
		expect(steps.map((step) => (step.of === 'lines' ? step.put.length : 0))).toEqual(Array(6).fill(500));
	});
});

const lineAt = (at: number): NoteLine => ({
	id: `t/${at}`,
	text: `Line ${at}.`,
	language: null,
	startMs: at,
	endMs: at + 1
});
