import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyNoteOps, emptyNotes, outlineOf, type NoteDocument, type NoteOp } from '#lib/protocol/index.ts';
import { goldLectures, linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { notesOf } from '../../../tests/helpers/note-taking.ts';
import type { NoteLine } from '../port.ts';
import { createExtractiveEngine, type ExtractiveEngine } from './engine.ts';

const signal = new AbortController().signal;
const breathe = (): Promise<void> => Promise.resolve();
const fresh = (): ExtractiveEngine => createExtractiveEngine({ breathe });

const step = async (
	engine: ExtractiveEngine,
	lines: readonly NoteLine[],
	document: NoteDocument,
	finished = false
) => engine.update({ lines, document, finished }, signal);

const by = (engine: ExtractiveEngine) => () => engine;
const corpus = goldLectures().map(({ lines }) => lines.map(({ text }) => text));
/** Lectures of one language and of any length, with silences, in the words of the corpus. */
const texts = fc
	.constantFrom(corpus.slice(0, 3).flat(), corpus.slice(3).flat(), corpus.flat())
	.chain((pool) =>
		fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pool) }, fc.constant('')), {
			minLength: 1,
			maxLength: 160,
			size: 'max'
		})
	);
const lecture = texts.map(linesFrom).filter((lines) => lines.length > 0);
const silences = Array.from({ length: 12 }, () => '');
/** A lecture that says nothing twice. */
const lectureWithoutRepeats = fc
	.shuffledSubarray([...corpus.flat().filter(Boolean), ...silences], { minLength: 1 })
	.map(linesFrom)
	.filter((lines) => lines.length > 0);
const batches = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
const someRuns = { numRuns: 25 };

const sectionsTouched = (ops: readonly NoteOp[], document: NoteDocument): Set<string> =>
	new Set(
		ops.map((op) => {
			if (op.op === 'put-section') return op.section.sectionId;
			if (op.op === 'put-block') return op.block.sectionId;
			if (op.op === 'remove-section') return op.sectionId;
			return op.op === 'remove-block' ? (document.blocks.get(op.blockId)?.sectionId ?? '') : op.op;
		})
	);

describe('the extractive engine', { timeout: 60_000 }, () => {
	it('gives the same document whether or not it was restarted on the way', async () => {
		await fc.assert(
			fc.asyncProperty(lecture, batches, fc.integer({ min: 1, max: 5 }), async (lines, sizes, life) => {
				const one = await notesOf(lines, by(fresh()), { batches: sizes });
				let engine = fresh();
				const many = await notesOf(
					lines,
					(update) => {
						if (update % life === 0) engine = fresh();
						return engine;
					},
					{ batches: sizes }
				);
				expect(many).toEqual(one);
			}),
			someRuns
		);
	});

	it('has nothing to add when it is asked again', async () => {
		await fc.assert(
			fc.asyncProperty(lecture, batches, async (lines, sizes) => {
				const document = await notesOf(lines, by(fresh()), { batches: sizes });
				expect(await step(fresh(), lines, document, true)).toEqual([]);
			}),
			someRuns
		);
	});

	it('has nothing to add when it is asked again about two sections that could bear one heading', async () => {
		const greeting = '嗯，大家好，我们开始上课。';
		const texts = [
			'接下来我们看线程。',
			'比如说两个人同时从一张卡里面取钱。',
			'在那边老婆也娶了，孩子也生了。',
			'我们今天吃的胡萝卜、胡椒、核桃，都是这样来的。',
			'老电影里面车轮倒着转就是这个道理。',
			greeting,
			'第二个性质是，时间上平移一个信号，频谱的幅度不变，只有相位会变。',
			...Array.from({ length: 7 }, () => greeting),
			'线程甲拿着一号锁等二号锁，线程乙拿着二号锁等一号锁，两个人谁也走不下去，这就是死锁。'
		];
		let startMs = 0;
		const lines = texts.map((text, at) => {
			const line = { id: `take/${at}`, text, language: null, startMs, endMs: startMs + 250 * text.length };
			startMs = line.endMs + 400;
			return line;
		});
		const document = await notesOf(lines, by(fresh()), { batches: [1] });
		expect(document.sections.size).toBe(2);
		expect(await step(fresh(), lines, document, true)).toEqual([]);
	});

	it('changes no section behind which two others have begun', async () => {
		await fc.assert(
			fc.asyncProperty(lecture, batches, async (lines, sizes) => {
				await notesOf(lines, by(fresh()), {
					batches: sizes,
					each: (ops, before) => {
						const frozen = outlineOf(before)
							.slice(0, -2)
							.map(({ section }) => section.sectionId);
						const touched = sectionsTouched(ops, before);
						expect(frozen.filter((id) => touched.has(id))).toEqual([]);
					}
				});
			}),
			someRuns
		);
	});

	it('cites only lines of the lecture, in lecture order, and quotes each of them in one block', async () => {
		await fc.assert(
			fc.asyncProperty(lecture, batches, async (lines, sizes) => {
				const document = await notesOf(lines, by(fresh()), { batches: sizes });
				const order = new Map(lines.map(({ id }, at) => [id, at]));
				const blocks = outlineOf(document).flatMap((each) => each.blocks);
				expect(blocks.length).toBe(document.blocks.size);
				const places = blocks.map(({ cites }) => order.get(cites[0] ?? ''));
				expect(places).toEqual([...places].sort((a, b) => Number(a) - Number(b)));
				for (const { cites } of blocks) expect(cites.every((id) => order.has(id))).toBe(true);
			}),
			someRuns
		);
	});

	it('amends only the section inside which a line is filled in, where nothing is said twice', async () => {
		await fc.assert(
			fc.asyncProperty(lectureWithoutRepeats, batches, fc.nat(), async (lines, sizes, pick) => {
				const at = pick % lines.length;
				const holed = lines.filter((_, index) => index !== at);
				if (holed.length === 0) return;
				const document = await notesOf(holed, by(fresh()), { batches: sizes });
				const outline = outlineOf(document).map(({ section }) => section.sectionId);
				const startOf = (sectionId: string): number => {
					const line = lines.findIndex(({ id }) => sectionId.slice(2, sectionId.lastIndexOf('.')) === id);
					return line;
				};
				const home = outline.filter((id, index) => index === 0 || startOf(id) <= at).at(-1);
				const ops = await step(fresh(), lines, document, true);
				const touched = [...sectionsTouched(ops, document)].filter((id) => outline.includes(id));
				expect(touched.filter((id) => id !== home)).toEqual([]);
			}),
			someRuns
		);
	});

	it('shows what gives way in one section where another one says it again, in the same update', async () => {
		const repeated = '今天我们来讲丝绸之路，它不是一条路，而是从长安到地中海的很多条商路组成的一张网。';
		const lines = linesFrom([
			'下面我们来看它的几个性质。',
			'第一个性质是线性，两个信号相加，它们的傅里叶变换也相加。',
			'嗯，大家好，我们开始上课。',
			repeated,
			'嗯，大家好，我们开始上课。',
			'嗯，大家好，我们开始上课。',
			'丝绸之路这个名字是德国地理学家李希霍芬在一八七七年提出来的，古代的人并不这样叫它。',
			repeated,
			'但是这块布走了七千公里。',
			'嗯，大家好，我们开始上课。'
		]);
		const document = await notesOf(lines, by(fresh()), { batches: [5, 1] });
		const texts = outlineOf(document).map(({ blocks }) => blocks.map(({ md }) => md));
		expect(texts).toEqual([[lines[1]?.text, lines[6]?.text], [repeated]]);
	});

	it('divides what was filled in into sections of its own', async () => {
		const long = linesFrom(Array.from({ length: 12 }, () => corpus.slice(0, 3).flat()).flat());
		const [start, end] = [Math.floor(long.length / 4), Math.floor((3 * long.length) / 4)];
		const engine = fresh();
		const document = await notesOf([...long.slice(0, start), ...long.slice(end)], by(engine));
		const ops = await step(engine, long, document, true);
		const filled = new Set(long.slice(start, end).map(({ id }) => `S@${id}`));
		const opened = ops.flatMap((op) =>
			op.op === 'put-section' ? [op.section.sectionId.replace(/\.\d+$/u, '')] : []
		);
		expect(opened.filter((id) => filled.has(id)).length).toBeGreaterThan(1);
		const order = new Map(long.map(({ id }, at) => [`S@${id}`, at]));
		const places = outlineOf(applyNoteOps(document, ops)).map(({ section }) =>
			order.get(section.sectionId.replace(/\.\d+$/u, ''))
		);
		expect(places).toEqual([...places].sort((a, b) => Number(a) - Number(b)));
	});

	it('never touches what a person locked nor brings back what a person removed', async () => {
		await fc.assert(
			fc.asyncProperty(lecture, batches, fc.infiniteStream(fc.nat(3)), async (lines, sizes, acts) => {
				const touched = new Set<string>();
				let document = emptyNotes;
				for (let said = 1; said <= lines.length; said += sizes[said % sizes.length] ?? 1) {
					const ops = await step(fresh(), lines.slice(0, said), document);
					expect(ops.map(idOf).filter((id) => touched.has(id))).toEqual([]);
					document = applyNoteOps(document, ops);
					const edits = [...document.blocks.keys(), ...document.sections.keys()]
						.filter((id) => !touched.has(id))
						.flatMap((id) => personal(document, id, acts.next().value ?? 3));
					edits.forEach((op) => touched.add(idOf(op)));
					document = applyNoteOps(document, edits);
				}
			}),
			someRuns
		);
	});

	it.each([
		['task', 'The homework for Friday is exercise four on page thirty.'],
		['term', 'This green pigment inside the leaves is called chlorophyll.']
	])('does not bring a removed or changed %s back when it is said again', async (kind, said) => {
		const plants = readTexts('photosynthesis.txt').filter((text) => !/homework|called/iu.test(text));
		const lines = linesFrom([...plants.slice(0, 3), said, ...plants.slice(3, 5), said]);
		const ofKind = ({ blocks }: NoteDocument) => [...blocks.values()].filter((block) => block.kind === kind);
		const before = await notesOf(lines.slice(0, -1), by(fresh()), { batches: [1] });
		const [block] = ofKind(before);
		const acts = [0, 1].map((act) => personal(before, block?.blockId ?? '', act));
		for (const act of acts) {
			const mine = applyNoteOps(before, act);
			const after = applyNoteOps(mine, await step(fresh(), lines, mine, true));
			expect(ofKind(after)).toEqual(ofKind(mine));
		}
	});

	const term = 'This green pigment inside the leaves is called chlorophyll.';
	const chlorophyll = (document: NoteDocument) =>
		[...document.blocks.values()].filter(({ md }) => md.includes('chlorophyll'));

	it('shows a definition that is said twice once', async () => {
		const plants = readTexts('photosynthesis.txt').slice(0, 3);
		const document = await notesOf(linesFrom([...plants, term, term]), by(fresh()));
		expect(chlorophyll(document)).toHaveLength(1);
	});

	it('shows a definition where it was said again, in the update in which the first loses it by a correction', async () => {
		const lines = linesFrom([...readTexts('photosynthesis.txt').slice(0, 3), term, term]);
		const before = await notesOf(lines, by(fresh()));
		const corrected = lines.map((line, at) => (at === 3 ? { ...line, text: 'Is it green?' } : line));
		const after = applyNoteOps(before, await step(fresh(), corrected, before, true));
		expect(chlorophyll(after).map(({ kind, cites }) => [kind, ...cites])).toEqual([['term', lines[4]?.id]]);
	});

	it('shows a definition in an earlier section, in the update in which a later one loses it', async () => {
		const [economy = [], , immunity = []] = corpus;
		const lines = linesFrom([
			...economy.slice(0, 5),
			term,
			...economy.slice(5),
			...immunity.slice(0, 4),
			term,
			...immunity.slice(4)
		]);
		const late = lines.findLast(({ text }) => text === term);
		const said = lines.filter((_, at) => at !== 5);
		const before = await notesOf(said, by(fresh()));
		expect(chlorophyll(before).map(({ cites }) => cites[0])).toEqual([late?.id]);
		const corrected = lines.map((line) => (line === late ? { ...line, text: 'Green?' } : line));
		const after = applyNoteOps(before, await step(fresh(), corrected, before, true));
		expect(chlorophyll(after).map(({ cites }) => cites[0])).toEqual([lines[5]?.id]);
		expect(await step(fresh(), corrected, after, true)).toEqual([]);
	});

	it('lets a removed section of which no line is left swallow nothing behind it', async () => {
		const lines = linesFrom(corpus.slice(0, 3).flat());
		const document = await notesOf(lines, by(fresh()));
		const [first, second] = outlineOf(document);
		const mine = applyNoteOps(document, [
			{ op: 'remove-section', sectionId: first?.section.sectionId ?? '', by: 'person' }
		]);
		const start = lines.findIndex(({ id }) => second?.section.sectionId.includes(`${id}.`));
		expect(start).toBeGreaterThan(0);
		const after = applyNoteOps(mine, await step(fresh(), lines.slice(start), mine, true));
		expect(outlineOf(mine).length).toBeGreaterThan(1);
		expect(outlineOf(after)[0]).toEqual(outlineOf(mine)[0]);
	});

	it('follows a line whose words were corrected', async () => {
		const lines = linesFrom(readTexts('sorting.txt'));
		const document = await notesOf(lines, by(fresh()), { batches: [1] });
		const block = [...document.blocks.values()].find(({ md }) => md.startsWith('A better way'));
		const corrected = lines.map((line) =>
			line.id === block?.cites[0] ? { ...line, text: line.text.replace('better', 'much better') } : line
		);
		const after = applyNoteOps(document, await step(fresh(), corrected, document, true));
		expect(after.blocks.get(block?.blockId ?? '')?.md).toMatch(/^A much better way/u);
		expect(after.blocks.get(block?.blockId ?? '')?.rev).toBe((block?.rev ?? 0) + 1);
	});

	it('says nothing when it was aborted, and nothing about nothing', async () => {
		const lines = linesFrom(readTexts('sorting.txt'));
		expect(
			await fresh().update({ lines, document: emptyNotes, finished: true }, AbortSignal.abort())
		).toEqual([]);
		expect(await step(fresh(), [], emptyNotes, true)).toEqual([]);
		expect(await step(fresh(), linesFrom(['Um.', 'Okay, can everybody hear me?']), emptyNotes)).toEqual([]);
	});

	it('titles a section by the slide that it was said to, and each slide titles one', async () => {
		const parts = corpus.slice(0, 3);
		const titles = ['Part one', 'Part two', 'Part three'];
		const slideOf = parts.flatMap((texts, part) => texts.filter(Boolean).map(() => titles[part] as string));
		const said = linesFrom(parts.flat());
		const onSlides = said.map((line, at) => ({ ...line, slide: slideOf[at] as string }));
		const titlesOf = async (lines: readonly NoteLine[]) =>
			outlineOf(await notesOf(lines, by(fresh()))).map(({ section }) => section.title);
		const found = await titlesOf(onSlides);
		expect(found.filter((title) => titles.includes(title))).toEqual(titles);
		expect(await titlesOf(said)).not.toEqual(expect.arrayContaining([titles[0]]));
		const onOne = await titlesOf(said.map((line) => ({ ...line, slide: 'Part one' })));
		expect(onOne.filter((title) => title === 'Part one')).toHaveLength(1);
		expect(onOne.length).toBeGreaterThan(2);
	});

	it('opens a section after two or three lines', async () => {
		const ops = await step(fresh(), linesFrom(readTexts('photosynthesis.txt').slice(0, 3)), emptyNotes);
		expect(ops.map(({ op }) => op)).toContain('put-section');
		expect(ops.map(({ op }) => op)).toContain('put-block');
	});
});

describe('the notes of a lecture of one minute', () => {
	const noted = async (name: string): Promise<NoteDocument> =>
		notesOf(linesFrom(readTexts(name)), by(fresh()), { batches: [2] });

	it('name the subject, the term and the homework of photosynthesis', async () => {
		const document = await noted('photosynthesis.txt');
		expect(outlineOf(document).map(({ section }) => section.title)).toEqual([
			'How plants turn light into food',
			'Second stage'
		]);
		const blocks = [...document.blocks.values()];
		expect(blocks.find(({ kind }) => kind === 'term')?.md).toMatch(/^Photosynthesis :: /u);
		expect(blocks.filter(({ kind }) => kind === 'task').map(({ md }) => md)).toEqual([
			expect.stringMatching(/^Your homework for Friday/u)
		]);
	});

	it('hold the task to try at home of sorting', async () => {
		const document = await noted('sorting.txt');
		const tasks = [...document.blocks.values()].filter(({ kind }) => kind === 'task');
		expect(tasks.map(({ md }) => md)).toEqual(['Please try this at home with a deck of cards.']);
		expect(document.sections.size).toBeGreaterThan(0);
	});
});

const readTexts = (name: string): string[] =>
	readFileSync(new URL(`../../../tests/fixtures/${name}`, import.meta.url), 'utf8')
		.trim()
		.split(/(?<=[.?])\s+/u);

function idOf(op: NoteOp): string {
	if (op.op === 'put-section') return op.section.sectionId;
	if (op.op === 'put-block') return op.block.blockId;
	if (op.op === 'remove-section') return op.sectionId;
	return op.op === 'remove-block' ? op.blockId : op.op;
}

/** What a person does to one thing: rewrites it (0), removes it (1), or leaves it (2, 3). */
function personal({ blocks, sections }: NoteDocument, id: string, act: number): NoteOp[] {
	const block = blocks.get(id);
	const section = sections.get(id);
	const mine = { origin: 'person' as const, locked: true };
	if (act === 0 && block) return [{ op: 'put-block', block: { ...block, ...mine, md: 'mine' } }];
	if (act === 0 && section) return [{ op: 'put-section', section: { ...section, ...mine, title: 'mine' } }];
	if (act === 1 && block) return [{ op: 'remove-block', blockId: id, by: 'person' }];
	if (act === 1 && section) return [{ op: 'remove-section', sectionId: id, by: 'person' }];
	return [];
}
