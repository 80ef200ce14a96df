import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyNoteOps, emptyNotes, opsOfChange, outlineOf, type NoteDocument } from '#lib/protocol/index.ts';
import { moveBlock, moveSection, placeAt } from './places.ts';

const item = { origin: 'llm', locked: false, rev: 1 } as const;
/** Sections with so many blocks each, at whole positions. */
const notesWith = (counts: readonly number[]): NoteDocument =>
	applyNoteOps(
		emptyNotes,
		counts.flatMap((count, at) => [
			{ op: 'put-section', section: { sectionId: `s${at}`, title: '', position: at, ...item } } as const,
			...Array.from({ length: count }, (_, position) => {
				const block = {
					blockId: `s${at}.${position}`,
					sectionId: `s${at}`,
					md: 'x',
					cites: [],
					position,
					...item
				};
				return { op: 'put-block', block: { ...block, kind: 'bullet' } } as const;
			})
		])
	);
const order = (notes: NoteDocument): string[] =>
	outlineOf(notes).flatMap(({ section, blocks }) => [
		section.sectionId,
		...blocks.map(({ blockId }) => blockId)
	]);
const made = (notes: NoteDocument, change: ReturnType<typeof moveBlock>): NoteDocument =>
	change ? applyNoteOps(notes, opsOfChange(notes, change)) : notes;

const notes = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }).map(notesWith);
const direction = fc.constantFrom('up' as const, 'down' as const);

describe('moving', () => {
	it('a block changes places with what stands beside it, block or heading, and stops at the ends', () => {
		fc.assert(
			fc.property(notes, fc.nat(), fc.array(direction, { maxLength: 8 }), (start, pick, steps) => {
				const ids = [...start.blocks.keys()];
				const blockId = ids[pick % ids.length];
				if (blockId === undefined) return;
				let now = start;
				for (const step of steps) {
					const before = order(now);
					const at = before.indexOf(blockId);
					const to = step === 'up' ? at - 1 : at + 1;
					const wanted = [...before];
					if (to > 0 && to < before.length) [wanted[at], wanted[to]] = [before[to] as string, blockId];
					now = made(now, moveBlock(outlineOf(now), blockId, step));
					expect(order(now)).toEqual(wanted);
				}
			})
		);
	});

	it('a section takes its blocks along', () => {
		fc.assert(
			fc.property(notes, fc.nat(), direction, (start, pick, step) => {
				const before = outlineOf(start).map(({ section, blocks }) => [section.sectionId, blocks.length]);
				const at = pick % before.length;
				const to = step === 'up' ? at - 1 : at + 1;
				const after = made(start, moveSection(outlineOf(start), `s${at}`, step));
				const wanted = [...before];
				const [mine, other] = [before[at], before[to]];
				if (mine && other) [wanted[at], wanted[to]] = [other, mine];
				expect(outlineOf(after).map(({ section, blocks }) => [section.sectionId, blocks.length])).toEqual(
					wanted
				);
			})
		);
	});

	it('finds a place in front, between and behind', () => {
		const others = [{ position: 3 }, { position: 4 }];
		expect([0, 1, 2].map((at) => placeAt(others, at))).toEqual([2, 3.5, 5]);
		expect(placeAt([], 0)).toBe(1);
	});
});
