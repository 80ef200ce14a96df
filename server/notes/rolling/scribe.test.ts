import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyNoteOps, emptyNotes, opsOfChange, outlineOf, type NoteDocument } from '#lib/protocol/index.ts';
import { Names } from './names.ts';
import { OpReader } from './op-reader.ts';
import type { Scope } from './scope.ts';
import { Scribe } from './scribe.ts';
import { withSpacedMaths, wordingOf } from './wording.ts';

const lines = new Map(Array.from({ length: 20 }, (_, at) => [at + 1, `take/${at + 1}`]));
const orderOf = (id: string): number | undefined => {
	const order = Number(id.split('/')[1]);
	return Number.isNaN(order) ? undefined : order;
};
const scope = (changes: Partial<Scope> = {}): Scope => ({
	names: new Names(1),
	window: lines,
	heard: lines,
	orderOf,
	own: new Set(),
	unwanted: [],
	opsMax: 12,
	whole: false,
	...changes
});

function written(text: string, document: NoteDocument = emptyNotes, changes: Partial<Scope> = {}) {
	const scribe = new Scribe(document, scope(changes));
	for (const op of new OpReader().push(`${text}\n`).ops) scribe.write(op);
	return scribe;
}
const shown = (document: NoteDocument) =>
	outlineOf(document).map(({ section, blocks }) => [section.title, ...blocks.map(({ md }) => md)]);

const start = written(`= S1 | Sets
+ S1 | s2 | a set holds things
+ S1 | s4 | each thing once
= S2 | Maps
+ S2 | s9 | a map pairs keys with values`).document;

describe('the scribe', () => {
	it('puts sections and lines in the order in which they were said, with what they cite', () => {
		expect(shown(start)).toEqual([
			['Sets', 'a set holds things', 'each thing once'],
			['Maps', 'a map pairs keys with values']
		]);
		const { cites, origin, kind } = start.blocks.get('N1.S1.2') ?? {};
		expect({ cites, origin, kind }).toEqual({ cites: ['take/4'], origin: 'llm', kind: 'bullet' });
	});

	it('lands what was heard late where it was said', () => {
		const late = written(
			'+ S1 | s3 | order does not matter\n= S3 | Between\n+ S3 | s6-s7 | something between sets and maps',
			start
		);
		expect(shown(late.document)).toEqual([
			['Sets', 'a set holds things', 'order does not matter', 'each thing once'],
			['Between', 'something between sets and maps'],
			['Maps', 'a map pairs keys with values']
		]);
	});

	it('lands each of many late lines between its neighbours', () => {
		const texts = [
			'alpha rays',
			'beta decay',
			'gamma source',
			'delta wing',
			'epsilon ring',
			'zeta function',
			'eta meson'
		];
		const even = texts.map((text, at) => `+ S1 | s${2 * at + 2} | ${text}`).join('\n');
		const odd = texts
			.map((text, at) => `+ S1 | s${2 * at + 3} | after ${text} ${text.length}${at}`)
			.join('\n');
		const late = written(odd, written(`= S1 | Greek\n${even}`).document).document;
		const cited = outlineOf(late)[0]?.blocks.map(({ cites }) => orderOf(cites[0] ?? ''));
		expect(cited).toEqual(Array.from({ length: 14 }, (_, at) => at + 2));
	});

	it('refuses what cites nothing, or nothing in the window', () => {
		const scribe = written('+ S1 | s900 | made up\n+ S1 | s900,s5 | half', start);
		expect(scribe.refused).toEqual(['outside-window']);
		expect(scribe.document.blocks.get('N1.S1.3')?.cites).toEqual(['take/5']);
		expect(scribe.added).toEqual(['-', 'S1.3']);
	});

	it('refuses sections that nobody began, markup, images, links, and what is too long or too much', () => {
		const scribe = written(
			[
				'+ S7 | s1 | where',
				'= S99 | far away',
				'+ S1 | s1 | <script>alert(1)</script>',
				'+ S1 | s1 | ![x](https://evil.example/?q=1)',
				'+ S1 | s1 | see [here](https://evil.example)',
				`+ S1 | s1 | ${'long '.repeat(90)}`,
				'+ S1 | s1 | …'
			].join('\n'),
			start
		);
		const refusals = ['no-section', 'no-section', 'markup', 'markup', 'markup', 'too-long', 'empty'];
		expect(scribe.refused).toEqual(refusals);
		expect(scribe.ops).toEqual([]);
		const many = written('+ S1 | s1 | one\n+ S1 | s1 | another thing\n', start, { opsMax: 1 });
		expect(many.refused).toEqual(['too-many']);
	});

	it('refuses what is there already in nearly the same words, or was removed by a person', () => {
		const again = written('+ S1 | s5 | A set holds things.', start);
		expect(again.refused).toEqual(['repeated']);
		const unwanted = written('+ S1 | s5 | sets are from 1874', start, { unwanted: ['Sets are from 1874!'] });
		expect(unwanted.refused).toEqual(['repeated']);
	});

	it('renames the last section once, and no other', () => {
		const once = written('= S2 | Maps and keys\n= S1 | Other', start);
		expect(once.refused).toEqual(['title-stands']);
		expect(written('= S2 | Third name', once.document).refused).toEqual(['title-stands']);
		expect(shown(once.document).map(([title]) => title)).toEqual(['Sets', 'Maps and keys']);
	});

	it('revises its own lines of this conversation alone', () => {
		const own = new Set(['N1.S2.1']);
		const revised = written('~ S2.1 | s9-s10 | a map finds values by keys\n~ S1.1 | s2 | no', start, { own });
		expect(revised.refused).toEqual(['not-own']);
		expect(revised.document.blocks.get('N1.S2.1')).toMatchObject({
			md: 'a map finds values by keys',
			cites: ['take/9', 'take/10'],
			rev: 2
		});
	});

	it('lets a line go on citing what it cites, although that was said before the window', () => {
		const window = new Map([[11, 'take/11']]);
		const own = new Set(['N1.S2.1']);
		const { document } = written('~ S2.1 | s9,s10,s11 | maps have keys', start, { window, own });
		expect(document.blocks.get('N1.S2.1')?.cites).toEqual(['take/9', 'take/11']);
	});

	it('[N4] suggests beside a line that a person wrote', () => {
		const change = { act: 'write-block', blockId: 'N1.S2.1', md: 'mine' } as const;
		const mine = applyNoteOps(start, opsOfChange(start, change));
		const { document } = written('~ S2.1 | s9 | better than that\n? S2.1 | hm', mine);
		expect(document.blocks).toEqual(mine.blocks);
		expect(document.suggestions.get('N1.S2.1')?.md).toBe('better than that');
	});

	it('marks as doubtful, and takes the mark away with the text', () => {
		const doubtful = written('? S2.1 | hard to hear', start).document;
		expect(doubtful.blocks.get('N1.S2.1')?.doubtful).toBe(true);
		const own = new Set(['N1.S2.1']);
		const again = written('~ S2.1 | s9 | now clear', doubtful, { own }).document;
		expect(again.blocks.get('N1.S2.1')).not.toHaveProperty('doubtful');
	});

	it('reorganises only where the whole lecture is looked over', () => {
		const text = '- S1.2 | twice\n> S2 | S1\n= S1 | Collections';
		expect(written(text, start).ops).toEqual([]);
		expect(shown(written(text, start, { whole: true }).document)).toEqual([
			['Collections', 'a set holds things', 'a map pairs keys with values']
		]);
	});

	it('[N1] looks over nothing that a person touched', () => {
		const change = { act: 'write-block', blockId: 'N1.S2.1', md: 'mine' } as const;
		const mine = applyNoteOps(start, opsOfChange(start, change));
		const { document } = written('- S2.1 | x\n> S2.1 | S1\n> S2 | S1', mine, { whole: true });
		expect(document.blocks).toEqual(mine.blocks);
		expect(document.sections).toEqual(mine.sections);
	});

	it('uses no id twice, also of what a person removed', () => {
		const gone = applyNoteOps(start, opsOfChange(start, { act: 'remove-block', blockId: 'N1.S1.2' }));
		expect(written('+ S1 | s5 | next', gone).added).toEqual(['S1.3']);
		const noSection = applyNoteOps(gone, opsOfChange(gone, { act: 'remove-section', sectionId: 'N1.S2' }));
		expect(written('= S2 | Maps\n+ S2 | s9 | again', noSection).ops).toEqual([]);
	});

	it('writes nothing but lines with ids of the window, whatever is said', () => {
		const text = fc.array(
			fc.tuple(
				fc.constantFrom('=', '+', '!', '*', '?', '~', '-', '>'),
				fc.constantFrom('S1', 'S2', 'S3', 'S1.1', 'S2.1', 'B1', 'P1'),
				fc.constantFrom('s1', 's2-s5', 's90', 's1,s90', 'x'),
				fc.string({ maxLength: 20 })
			),
			{ maxLength: 15 }
		);
		fc.assert(
			fc.property(text, fc.boolean(), (rows, whole) => {
				const all = rows.map(([mark, target, cites, words]) => `${mark} ${target} | ${cites} | ${words}`);
				const scribe = written(all.join('\n'), start, { whole });
				const known = new Set(lines.values());
				for (const op of scribe.ops)
					if (op.op === 'put-block') expect(op.block.cites.every((id) => known.has(id))).toBe(true);
				expect(applyNoteOps(start, scribe.ops)).toEqual(scribe.document);
			})
		);
	});
});

describe('the wording of notes', () => {
	it('puts a space between words and formulas, and none inside a formula', () => {
		expect(withSpacedMaths('当$$ x=1 $$时，$$y=2$$。')).toBe('当 $$x=1$$ 时， $$y=2$$。');
		expect(withSpacedMaths('sum$$\\frac{a}{b}$$, then \\(c\\)')).toBe('sum $$\\frac{a}{b}$$, then $$c$$');
		expect(withSpacedMaths('$$a$$')).toBe('$$a$$');
		expect(withSpacedMaths('costs $$5')).toBe('costs $$5');
	});

	it('is stable: what was spaced once stays as it is', () => {
		const text = fc.string({ unit: fc.constantFrom('a', ' ', '$$', '，', '(', '.', '时') });
		fc.assert(
			fc.property(text, (each) => {
				const once = withSpacedMaths(each);
				expect(withSpacedMaths(once)).toBe(once);
			})
		);
	});

	it('takes comparisons in formulas and code for what they are', () => {
		expect(wordingOf('for $$a<b$$ use `<div>`')).toEqual({ md: 'for $$a<b$$ use `<div>`' });
		expect(wordingOf('<img src=x onerror=alert(1)>')).toEqual({ refusal: 'markup' });
	});

	it('keeps names of lines out of the text', () => {
		expect(wordingOf('a set holds things (s12-s14).')).toEqual({ md: 'a set holds things.' });
	});
});
