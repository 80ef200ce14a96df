import { describe, expect, it } from 'vitest';
import { outlineOf } from '#lib/protocol/index.ts';
import { goldLectures, linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { notesOf } from '../../../tests/helpers/note-taking.ts';
import { createExtractiveEngine } from './engine.ts';
import { createReader } from './stream.ts';

const read = createReader();
const unitsOf = async (texts: readonly string[]): Promise<{ said: string; stands: boolean }[]> =>
	(await read(linesFrom(texts), () => Promise.resolve())).map(({ reading: { text, stands } }) => ({
		said: text,
		stands
	}));

describe('the reader', () => {
	it.each([
		['A common mistake is to say that plants breathe only at night.', 'In fact they respire all the time.'],
		['a common mistake is to say that plants breathe only at night', 'in fact they respire all the time'],
		['A common mistake is to say that plants breathe only at night.', 'They respire all the time.'],
		['Many people think that heavy stones fall faster.', 'They look at leaves.', 'Actually all fall alike.'],
		['People say lightning never strikes twice.', 'That is a myth.'],
		['You might expect the boiling point to rise.', 'But it falls with the pressure.'],
		['Aristotle taught that heavy stones fall faster.', 'He was wrong.'],
		['The limit of the bridge is twenty tons.', 'No, sorry, it is twelve tons.'],
		['the limit of the bridge is twenty tons', 'no sorry it is twelve not twenty'],
		['The limit of the bridge is twenty tons.', 'I misspoke, twelve.'],
		['The limit of the bridge is twenty tons.', 'Correction, it is twelve tons.'],
		['The limit of the bridge is twenty tons.', 'Scratch that.', 'It is twelve tons.'],
		['The main organ is the liver.', 'Wait, no, the main organ is the heart.'],
		['Plants breathe only in the dark.', 'Not quite.', 'They breathe all day.'],
		['True or false, the earth is a flat disc.', 'False.'],
		['All birds can fly with their wings.', 'Except penguins and ostriches.'],
		['All birds can fly with their wings.', 'But penguins cannot.'],
		['All birds can fly with their wings.', 'Unless they are penguins.'],
		['If the pressure in the pipe gets too high.', 'Then the weld bursts.'],
		['The pipe holds a pressure of ten bar.', 'Otherwise the weld bursts.'],
		['很多人以为植物只在晚上呼吸。', '其实植物一直在呼吸。'],
		['很多人以为植物只在晚上呼吸', '其实植物一直在呼吸'],
		['一个常见的错误是说植物只在晚上呼吸。', '植物一直在呼吸。'],
		['古代的人认为地球是平的一块板。', '这种看法是错误的。'],
		['这座桥的承重极限是二十吨。', '不对，应该是十二吨。'],
		['这座桥的承重极限是二十吨', '我说错了是十二吨'],
		['这座桥的承重极限是二十吨。', '更正一下，是十二吨。'],
		['这座桥的承重极限是二十吨。', '不对。', '应该是十二吨。'],
		['所有的鸟都会用翅膀飞。', '除非它是企鹅。'],
		['所有的鸟都会用翅膀飞。', '但是企鹅不会飞。'],
		['如果管道的压力太高。', '那么焊缝就会裂开。'],
		['管道的压力不能太高。', '否则焊缝就会裂开。']
	])('takes as one: %s %s', async (...said) => {
		const units = await unitsOf(said.filter((each) => typeof each === 'string'));
		expect(units.map(({ stands }) => stands)).toEqual([true]);
	});

	it.each([
		['it is not true that', 'plants breathe only at night'],
		['我们不能说', '植物只在晚上呼吸']
	])('does not show %s without %s', async (...said) => {
		expect(await unitsOf(said)).toHaveLength(1);
	});

	it.each([
		['Inflation is a rise in prices.', 'But when one cell happens to fit, it divides.'],
		['Light hits a leaf.', 'It lifts an electron.'],
		['How does it run so many programs?', 'In fact it runs them in turns.'],
		['进程有自己的地址空间。', '但是共享内存也带来了问题。']
	])('takes as two: %s %s', async (...said) => {
		expect(await unitsOf(said)).toHaveLength(2);
	});

	it('lets a belief that nothing takes up not stand', async () => {
		const units = await unitsOf(['Many people think that heavy stones fall faster.', 'Stones are grey.']);
		expect(units.map(({ stands }) => stands)).toEqual([false, true]);
	});

	it('lets not stand what is taken back a while later', async () => {
		const units = await unitsOf([
			'The limit of the bridge is twenty tons.',
			'Bridges are made of steel.',
			'Steel is an alloy of iron.',
			'Earlier I said the limit of the bridge is twenty tons, that was wrong, it is twelve.'
		]);
		expect(units.map(({ stands }) => stands)).toEqual([false, true, true, true].slice(0, units.length));
		expect(units[0]?.stands).toBe(false);
	});
});

describe('the notes', () => {
	const [lecture] = goldLectures();
	const others = (lecture?.lines ?? []).map(({ text }) => text).slice(0, 12);
	const shownOf = async (said: readonly string[]) => {
		const drafts: string[] = [];
		const engine = createExtractiveEngine({ breathe: () => Promise.resolve() });
		const document = await notesOf(linesFrom(said), () => engine, {
			batches: [1],
			each: (ops) => drafts.push(...ops.flatMap((op) => (op.op === 'put-block' ? [op.block.md] : [])))
		});
		return { drafts, blocks: outlineOf(document).flatMap((each) => each.blocks) };
	};

	it.each([
		[
			'A common and important mistake is to say that plants breathe only at night.',
			'In fact plants respire all the time.'
		],
		['很多人以为植物只在晚上呼吸，这一点非常重要。', '其实植物一直在呼吸，必须记住。']
	])('never show %s without its correction, nor before it is said', async (wrong, right) => {
		const { drafts, blocks } = await shownOf([...others.slice(0, 6), wrong, right, ...others.slice(6)]);
		const both = blocks.filter(({ md }) => md.includes(wrong));
		expect(both.map(({ md, cites }) => [md.includes(right), cites.length])).toEqual([[true, 2]]);
		expect(drafts.filter((md) => md.includes(wrong) && !md.includes(right))).toEqual([]);
	});

	it('add to a statement that is shown what takes it back', async () => {
		const wrong = 'Please hand in the report by the twentieth.';
		const { drafts, blocks } = await shownOf([...others, wrong, 'No, sorry, by the twelfth.']);
		expect(drafts).toContain(wrong);
		expect(blocks.filter(({ md }) => md.includes(wrong)).map(({ md }) => md)).toEqual([
			`${wrong} No, sorry, by the twelfth.`
		]);
	});
});
