import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	applyNoteOps,
	emptyNotes,
	opsOfChange,
	outlineOf,
	type NoteDocument,
	type NoteOp
} from '#lib/protocol/index.ts';
import { PlayedModel, type Mishap } from '../../../tests/fakes/note-writer.ts';
import { goldLectures } from '../../../tests/helpers/note-corpus.ts';
import { Desk } from '../../../tests/helpers/rolling.ts';
import { lectureOnSlides } from '../../../tests/helpers/slide-lecture.ts';
import type { LanguageModel } from '../../llm/port.ts';
import { ExtractionError } from '../extraction-thread/failure.ts';
import type { Extractor } from '../port.ts';
import { createExtractiveEngine } from '../extractive/engine.ts';
import { RollingEngine } from './engine.ts';
import { orderIn } from './conversation.ts';
import { beginningOf } from './place.ts';

const extractor = createExtractiveEngine();
const engineWith = (model: LanguageModel | undefined, desk: Desk): RollingEngine =>
	new RollingEngine({ extractor, modelOf: () => model, hasModel: () => !!model, nowMs: () => desk.nowMs });
const lectures = goldLectures();
const lecture = (name: string) => lectures.find((each) => each.name.startsWith(name))?.lines ?? [];

const origins = (document: NoteDocument) =>
	new Set([...document.blocks.values()].map(({ origin }) => origin));
/** What a model left out of tasks and examinations is added; all else is its own. */
const extractedBesideCues = ({ blocks }: NoteDocument) =>
	[...blocks.values()].filter(
		({ origin, kind }) => origin !== 'llm' && kind !== 'task' && kind !== 'important'
	);
const written = (desk: Desk) => [...desk.ranges.values()].filter(({ state }) => state === 'written');
const unreachable: Mishap = { kind: 'failed', problem: 'overloaded', status: 503 };

describe('the rolling engine', { timeout: 60_000 }, () => {
	it('[N7] reads every line in exactly one call, and writes notes that cite them', async () => {
		const desk = new Desk();
		const model = new PlayedModel();
		const engine = engineWith(model, desk);
		for (const line of lecture('en-immune')) {
			desk.hear([line]);
			desk.nowMs += line.endMs - line.startMs;
			await desk.run(engine);
		}
		await desk.run(engine, { finished: true });
		const read = written(desk).flatMap(({ lines }) => lines);
		expect(read.toSorted()).toEqual(desk.lines.map(({ id }) => id).toSorted());
		expect(extractedBesideCues(desk.document)).toEqual([]);
		expect(outlineOf(desk.document).length).toBeGreaterThan(1);
	});

	it('waits for a stretch that is worth a call, and reads the rest at the end', async () => {
		const desk = new Desk();
		const model = new PlayedModel();
		const engine = engineWith(model, desk);
		desk.hear(lecture('zh-fourier').slice(0, 5));
		const { again, unread } = await desk.run(engine);
		expect(model.requests).toEqual([]);
		expect([...unread]).toEqual(desk.lines.map(({ id }) => id));
		expect(again).toEqual(again === 'when-told' ? again : { afterMs: expect.any(Number) as number });
		await desk.run(engine, { finished: true });
		expect(written(desk).flatMap(({ lines }) => lines)).toHaveLength(5);
	});

	it('[N6] shows what is being written before it counts, and leaves nothing of an answer that does not', async () => {
		const desk = new Desk();
		let calls = 0;
		const model = new PlayedModel({
			mishap: (call) => (
				(calls = call + 1),
				{ kind: 'says', text: '= S1 | Title\n+ S1 | s1 | never ended\n' }
			)
		});
		const engine = engineWith(model, desk);
		desk.hear(lecture('en-immune'));
		await desk.run(engine, { finished: true });
		expect(calls).toBeGreaterThan(1);
		expect(desk.drafts.flat().some((op) => op.op === 'put-block' && op.block.md === 'never ended')).toBe(
			true
		);
		expect([...desk.document.blocks.values()].map(({ md }) => md)).not.toContain('never ended');
		expect([...origins(desk.document)]).toEqual(['extractive']);
	});

	it('[N6] shows extracted notes while a model has not answered, and says what they stand in for', async () => {
		const desk = new Desk();
		const shown: { ops: number; waits: unknown }[] = [];
		const slow: LanguageModel = {
			...{ provider: 'played', model: 'slow-1', contextTokens: 100_000 },
			chat: async (_, sink) => {
				expect(shown.at(-1)).toEqual({
					ops: expect.any(Number) as number,
					waits: { model: 'slow-1', askedForMs: 0 }
				});
				desk.nowMs += 240_000;
				const text = '= S1 | Immune system\n+ S1 | s1 | Slowly written\n.';
				sink.onText?.(text);
				return { kind: 'complete', text, usage: undefined };
			}
		};
		const watch = {
			signal: new AbortController().signal,
			onDraft: (ops: readonly NoteOp[], waits?: unknown) => void shown.push({ ops: ops.length, waits })
		};
		desk.hear(lecture('en-immune').slice(0, 12));
		const waiting = await (await engineWith(slow, desk).update(desk.request(), watch)).draft?.();
		expect(waiting?.waits).toEqual({ model: 'slow-1', askedForMs: null });
		expect(waiting?.ops.length).toBeGreaterThan(2);
		const { ops } = await engineWith(slow, desk).update(desk.request(true), watch);
		expect(shown.every(({ ops: count, waits }) => count > 2 && waits !== undefined)).toBe(true);
		expect(shown.at(-1)?.waits).toEqual({ model: 'slow-1', askedForMs: 240_000 });
		const blocks = ops.flatMap((op) => (op.op === 'put-block' ? [op.block.md] : []));
		expect(blocks).toContain('Slowly written');
	});

	it('goes on in one conversation while the slides stay, and begins the next one with those that come later', async () => {
		const desk = new Desk();
		const model = new PlayedModel();
		const engine = engineWith(model, desk);
		const { slides } = lectureOnSlides('en');
		const deck = { deckId: 'first', slides };
		const step = async (from: number) => {
			desk.hear(lecture('en-immune').slice(from, from + 6));
			desk.nowMs += 300_000;
			await desk.run(engine, { finished: true });
			return (
				model.requests.findLast(
					({ messages }) => messages[0]?.content.includes('The lecture is over') === false
				)?.messages ?? []
			);
		};
		desk.decks = [deck];
		const first = await step(0);
		desk.decks = [{ ...deck }];
		const second = await step(6);
		desk.decks = [deck, { deckId: 'second', slides: [] }];
		const third = await step(12);
		expect(first[1]?.content).toContain('The Calvin cycle');
		expect(second.slice(0, first.length)).toEqual(first);
		expect(third.length).toBe(first.length);
	});

	it('asks for half of the lines when an answer was too long', async () => {
		const desk = new Desk();
		const model = new PlayedModel({
			mishap: (call) =>
				call === 0 ? { kind: 'cut-off', text: '+ S1 | s1 | half', usage: undefined } : undefined
		});
		desk.hear(lecture('en-immune'));
		await desk.run(engineWith(model, desk), { finished: true });
		const [first, second] = model.requests.map(({ messages }) => messages.at(-1)?.content.length ?? 0);
		expect(second).toBeLessThan((first ?? 0) * 0.75);
		expect(written(desk).flatMap(({ lines }) => lines)).toHaveLength(desk.lines.length);
	});

	it('takes bullets with citations where a model does not keep to the language', async () => {
		const desk = new Desk();
		const model = new PlayedModel({
			mishap: (call) =>
				call === 0 ? { kind: 'says', text: '## Cells\n- They defend the body [s1-s2]\n' } : undefined
		});
		desk.hear(lecture('en-immune').slice(0, 12));
		await desk.run(engineWith(model, desk), { finished: true });
		const [first] = outlineOf(desk.document);
		expect(first?.section.title).toBe('Cells');
		expect(first?.blocks[0]).toMatchObject({
			md: 'They defend the body',
			cites: desk.lines.slice(0, 2).map(({ id }) => id)
		});
	});

	it.each([
		['operations', '= S1 | Cells\n+ S1 | They defend the body\n+ S1 | They are many\n.'],
		['bullets', '## Cells\n- They defend the body\n- They are many\n.']
	])('does not take %s without citations for notes of the lines that were read', async (_, text) => {
		const desk = new Desk();
		desk.hear(lecture('en-immune').slice(0, 12));
		await desk.run(engineWith(new PlayedModel({ mishap: () => ({ kind: 'says', text }) }), desk), {
			finished: true
		});
		expect(written(desk)).toEqual([]);
		expect([...origins(desk.document)]).toEqual(['extractive']);
	});

	it('covers what a model fails at with extracted notes, and replaces them when it can be had again', async () => {
		const desk = new Desk();
		let down = true;
		const model = new PlayedModel({ mishap: () => (down ? unreachable : undefined) });
		const engine = engineWith(model, desk);
		desk.hear(lecture('en-inflation'));
		await desk.run(engine, { finished: true });
		expect(desk.read.size).toBe(desk.lines.length);
		expect(written(desk)).toEqual([]);
		expect([...origins(desk.document)]).toEqual(['extractive']);
		const order = orderIn(desk.lines);
		const places = outlineOf(desk.document).map(({ blocks }) => beginningOf(blocks, order));
		expect(places).toEqual(places.toSorted((a, b) => a - b));
		const calls = model.requests.length;
		await desk.run(engine, { finished: true });
		expect(model.requests.length).toBe(calls);
		down = false;
		desk.nowMs += 3_600_000;
		await desk.run(engine, { finished: true });
		expect(written(desk).flatMap(({ lines }) => lines)).toHaveLength(desk.lines.length);
		expect(extractedBesideCues(desk.document)).toEqual([]);
		expect([...desk.document.sections.values()].map(({ origin }) => origin)).not.toContain('extractive');
	});

	it('keeps the answer of a model also when the extractor fails, and nothing is shown twice', async () => {
		const desk = new Desk();
		let down = true;
		const model = new PlayedModel({ mishap: () => (down ? unreachable : undefined) });
		const failing: Extractor = {
			update: async (request, signal) => {
				if (!down) throw new ExtractionError('too-slow');
				return extractor.update(request, signal);
			},
			forget: () => undefined
		};
		const engine = new RollingEngine({
			...{ extractor: failing, modelOf: () => model, hasModel: () => true, nowMs: () => desk.nowMs }
		});
		desk.hear(lecture('en-inflation'));
		await desk.run(engine, { finished: true });
		expect([...origins(desk.document)]).toEqual(['extractive']);
		down = false;
		desk.nowMs += 3_600_000;
		await desk.run(engine, { finished: true });
		expect(written(desk).flatMap(({ lines }) => lines)).toHaveLength(desk.lines.length);
		expect(extractedBesideCues(desk.document)).toEqual([]);
	});

	it('asks a model also when the extractor fails to stand in for it', async () => {
		const desk = new Desk();
		const model = new PlayedModel();
		const failing: Extractor = {
			update: () => Promise.reject(new ExtractionError('too-slow')),
			forget: () => undefined
		};
		const engine = new RollingEngine({
			...{ extractor: failing, modelOf: () => model, hasModel: () => true, nowMs: () => desk.nowMs }
		});
		desk.hear(lecture('en-inflation'));
		await desk.run(engine, { finished: true });
		expect(written(desk).flatMap(({ lines }) => lines)).toHaveLength(desk.lines.length);
	});

	it('leaves to the extractor what was read before there was a model, and what comes when there is none', async () => {
		const desk = new Desk();
		const model = new PlayedModel();
		const lines = lecture('en-immune');
		const third = Math.floor(lines.length / 3);
		desk.hear(lines.slice(0, third));
		await desk.run(engineWith(undefined, desk));
		const before = desk.document.blocks;
		expect(before.size).toBeGreaterThan(0);
		desk.hear(lines.slice(third, 2 * third));
		await desk.run(engineWith(model, desk), { finished: true });
		for (const [id, block] of before) expect(desk.document.blocks.get(id)).toEqual(block);
		desk.hear(lines.slice(2 * third));
		await desk.run(engineWith(undefined, desk), { finished: true });
		const order = orderIn(desk.lines);
		const sections = outlineOf(desk.document)
			.filter(({ section }) => section.title !== 'Review questions')
			.map(({ section, blocks }) => [section.origin, beginningOf(blocks, order)] as const);
		expect(sections.map(([origin]) => origin)).toContain('llm');
		const places = sections.map(([, place]) => place);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
		expect(sections[0]?.[0]).toBe('extractive');
		expect(sections.at(-1)?.[0]).toBe('extractive');
		const read = written(desk).flatMap(({ lines: ids }) => ids);
		expect(read).toEqual(lines.slice(third, 2 * third).map(({ id }) => id));
	});

	it('puts notes of lines that came late where they were said', async () => {
		const desk = new Desk();
		const engine = engineWith(new PlayedModel(), desk);
		const lines = lecture('en-transactions');
		const [from, to] = [Math.floor(lines.length / 3), Math.floor((2 * lines.length) / 3)];
		desk.hear([...lines.slice(0, from), ...lines.slice(to)]);
		for (let round = 0; round < 2; round++) {
			desk.nowMs += 200_000;
			await desk.run(engine);
		}
		expect(desk.document.blocks.size).toBeGreaterThan(0);
		desk.hear(lines.slice(from, to));
		await desk.run(engine, { finished: true });
		const order = orderIn(desk.lines);
		for (const { section, blocks } of outlineOf(desk.document)) {
			if (section.title === 'Review questions') continue;
			const places = blocks.map((block) => beginningOf([block], order));
			expect(places).toEqual(places.toSorted((a, b) => a - b));
		}
		expect(written(desk).flatMap(({ lines: ids }) => ids)).toHaveLength(lines.length);
	});

	it('looks over the whole once, when the lecture is over, and again when it went on', async () => {
		const desk = new Desk();
		const model = new PlayedModel();
		const engine = engineWith(model, desk);
		const whole = () => model.requests.filter(({ thinking }) => thinking === 'low').length;
		const lines = lecture('zh-threads');
		desk.hear(lines.slice(0, 30));
		await desk.run(engine, { finished: true });
		await desk.run(engineWith(model, desk), { finished: true });
		expect(whole()).toBe(1);
		expect(outlineOf(desk.document).at(-1)?.section.title).toBe('Review questions');
		desk.hear(lines.slice(30));
		await desk.run(engine, { finished: true });
		expect(whole()).toBe(2);
	});

	it('[N1, N4] sees in the next message what a person changed, and what it would write there is a suggestion', async () => {
		const desk = new Desk();
		const lines = lecture('en-immune');
		let cited = '';
		const model = new PlayedModel({
			mishap: (call) =>
				call === 1 ? { kind: 'says', text: `~ S1.1 | ${cited} | the model knows better\n.\n` } : undefined
		});
		const engine = engineWith(model, desk);
		desk.hear(lines.slice(0, 20));
		desk.nowMs += 200_000;
		await desk.run(engine);
		desk.nowMs += 200_000;
		await desk.run(engine);
		const [first, second] = [...desk.document.blocks.keys()];
		cited = `s${lines.findIndex(({ id }) => desk.document.blocks.get(first ?? '')?.cites.includes(id)) + 1}`;
		desk.write(opsOfChange(desk.document, { act: 'write-block', blockId: first ?? '', md: 'my words' }));
		desk.write(opsOfChange(desk.document, { act: 'remove-block', blockId: second ?? '' }));
		desk.hear(lines.slice(20, 50));
		desk.nowMs += 200_000;
		await desk.run(engine);
		desk.nowMs += 200_000;
		await desk.run(engine);
		const asked = model.requests[1]?.messages.at(-1)?.content ?? '';
		expect(asked).toContain('EDITED S1.1 := my words');
		expect(asked).toContain('REMOVED S1.2');
		expect(desk.document.blocks.get(first ?? '')?.md).toBe('my words');
		expect(desk.document.suggestions.get(first ?? '')?.md).toBe('the model knows better');
	});

	it('[N1, N2, N6, N7] whatever arrives late, fails, restarts, or is edited: each line in one range, nothing touched changed, nothing committed vanishes', async () => {
		const event = fc.record({
			lines: fc.integer({ min: 1, max: 12 }),
			late: fc.boolean(),
			passMs: fc.constantFrom(0, 5_000, 200_000, 2_000_000),
			restart: fc.boolean(),
			mishap: fc.constantFrom('none', 'none', 'down', 'cut-off', 'prose', 'unended', 'rubbish'),
			edit: fc.constantFrom('none', 'none', 'write', 'remove', 'title')
		});
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...lectures),
				fc.array(event, { maxLength: 12 }),
				async (gold, events) => {
					const desk = new Desk();
					let mishap = 'none';
					const model = new PlayedModel({ mishap: () => mishaps[mishap] });
					let engine = engineWith(model, desk);
					const rest = [...gold.lines];
					const mine = new Map<string, string>();
					for (const each of events) {
						mishap = each.mishap;
						const at = each.late ? Math.min(3, rest.length) : 0;
						desk.hear(rest.splice(at, each.lines));
						desk.nowMs += each.passMs;
						if (each.restart) engine = engineWith(model, desk);
						const edited = () => edit(desk, each.edit, mine);
						await desk.run(engine, { meanwhile: edited });
					}
					mishap = 'none';
					desk.hear(rest);
					for (let round = 0; round < 20; round++) {
						desk.nowMs += 3_600_000;
						await desk.run(engine, { finished: true });
					}
					const ids = desk.lines.map(({ id }) => id).toSorted();
					expect(
						written(desk)
							.flatMap(({ lines }) => lines)
							.toSorted()
					).toEqual(ids);
					for (const [id, md] of mine) expect(desk.document.blocks.get(id)?.md).toBe(md);
					expect(desk.log.reduce(applyNoteOps, emptyNotes)).toEqual(desk.document);
					const known = new Set(ids);
					for (const block of desk.document.blocks.values())
						expect(block.cites.every((id) => known.has(id))).toBe(true);
					expect(erased(desk.log)).toEqual([]);
				}
			),
			{ numRuns: 60 }
		);
	});
});

const mishaps: Record<string, Mishap | undefined> = {
	down: unreachable,
	'cut-off': { kind: 'cut-off', text: '+ S1 | s1 | half', usage: undefined },
	prose: { kind: 'says', text: 'In this lecture we hear of many things.\n- one\n- two' },
	unended: { kind: 'says', text: '= S1 | Title\n+ S1 | s1 | a line without an end\n' },
	rubbish: {
		kind: 'says',
		text: '+ S900 | s1 | where\n~ S1.1 | s1 | mine now\n? S1.1 | no\n- S1.1 | gone\n> S1 | S2\n.'
	}
};

/** What a person does while a call is under way. */
function edit(desk: Desk, what: string, mine: Map<string, string>): void {
	const block = [...desk.document.blocks.values()].findLast(({ locked }) => !locked);
	if (!block || what === 'none') return;
	const { blockId, sectionId } = block;
	if (what === 'write') mine.set(blockId, 'my own words');
	const act =
		what === 'write'
			? ({ act: 'write-block', blockId, md: 'my own words' } as const)
			: what === 'remove'
				? ({ act: 'remove-block', blockId } as const)
				: ({ act: 'write-title', sectionId, title: 'Mine' } as const);
	desk.write(opsOfChange(desk.document, act));
}

/** Blocks of a model that vanished or whose text changed, other than by a revision of their own or a person. */
function erased(log: readonly NoteOp[][]): string[] {
	const gone: string[] = [];
	let document = emptyNotes;
	for (const ops of log) {
		for (const op of ops)
			if (op.op === 'remove-block' && op.by === 'engine' && document.blocks.get(op.blockId)?.origin === 'llm')
				gone.push(op.blockId);
		document = applyNoteOps(document, ops);
	}
	return gone;
}
