/** What a tick needs of a task. */
export type TickedTask = { readonly blockId: string; readonly md: string; readonly cites: readonly string[] };
type Block = TickedTask & { readonly kind: string; readonly done?: boolean | undefined };

/** That a person has done a task, and how the task was told from the others of the same lines. */
export type Tick = TickedTask & {
	/** Tasks that cited a line of this one when it was ticked; they are other tasks. */
	readonly rivals: readonly Pick<TickedTask, 'blockId' | 'md'>[];
};
export type Ticks = ReadonlyMap<string, Tick>;

type Notes<B extends Block> = {
	readonly blocks: ReadonlyMap<string, B>;
	readonly removed: ReadonlySet<string>;
};

/** A text that has so much of its words in common with a ticked task is a part of it. */
const partShare = 0.6;

/** Ticks or unticks a task; one that is not there any more is ticked wherever it is written anew. */
export function setTick(
	ticks: Map<string, Tick>,
	notes: Notes<Block>,
	task: TickedTask,
	done: boolean
): void {
	const block = notes.blocks.get(task.blockId);
	const stands = isTask(block);
	const now = stands ? block : task;
	if (done)
		return void ticks.set(now.blockId, { ...snapshotOf(now), rivals: stands ? rivalsOf(now, notes) : [] });
	for (const tick of [...ticks.values()])
		if (tick.blockId === now.blockId || heirsOf(tick, notes).some(({ blockId }) => blockId === now.blockId))
			ticks.delete(tick.blockId);
}

const rivalsOf = (task: TickedTask, { blocks }: Notes<Block>): Tick['rivals'] =>
	[...blocks.values()]
		.filter((other) => isTask(other) && other.blockId !== task.blockId && sharesLine(other, task))
		.map(({ blockId, md }) => ({ blockId, md }));

/** A ticked task was written differently: its tick goes on with the new text. */
export function followTask(ticks: Map<string, Tick>, block: Block): void {
	const tick = ticks.get(block.blockId);
	if (tick && isTask(block)) ticks.set(block.blockId, { ...snapshotOf(block), rivals: tick.rivals });
}

/**
 * The blocks with their ticks: those that were ticked, and those that say anew what a ticked task said that is no longer
 * there. It follows from what stands and what was ticked alone, so that the order of writing and removing is no matter.
 */
export function withTicks<B extends Block>(notes: Notes<B>, ticks: Ticks): Map<string, B> {
	const done = new Set(
		[...ticks.values()].flatMap((tick) => heirsOf(tick, notes).map(({ blockId }) => blockId))
	);
	return new Map([...notes.blocks].map(([id, block]) => [id, marked(block, done.has(id))]));
}

function marked<B extends Block>(block: B, done: boolean): B {
	if ((block.done ?? false) === done) return block;
	const { done: _, ...rest } = block;
	return (done ? { ...rest, done } : rest) as B;
}

/** The blocks that a tick stands at now. */
function heirsOf<B extends Block>(tick: Tick, { blocks, removed }: Notes<B>): B[] {
	const own = blocks.get(tick.blockId);
	if (own && isTask(own)) return [own];
	if (removed.has(tick.blockId)) return [];
	const rivals = new Set(tick.rivals.map(({ blockId }) => blockId));
	const near = [...blocks.values()].filter(
		(block) =>
			isTask(block) && !rivals.has(block.blockId) && sharesLine(block, tick) && isNearest(block.md, tick)
	);
	const parts = near.filter(({ md }) => shareOf(md, tick.md) >= partShare);
	return parts.length > 0
		? parts
		: near.sort((a, b) => likeness(b.md, tick.md) - likeness(a.md, tick.md)).slice(0, 1);
}

const isTask = (block: Block | undefined): block is Block => block?.kind === 'task';

const snapshotOf = ({ blockId, md, cites }: TickedTask): TickedTask => ({ blockId, md, cites });

const sharesLine = (a: TickedTask, b: TickedTask): boolean => a.cites.some((id) => b.cites.includes(id));

const isNearest = (md: string, { md: ticked, rivals }: Tick): boolean =>
	rivals.every((rival) => likeness(md, ticked) > likeness(md, rival.md));

/** Words, and single characters of scripts without spaces. */
const wordsOf = (md: string): Set<string> => new Set(md.toLowerCase().match(words));
const words =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+/gv;

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
	[...a].filter((word) => b.has(word)).length;

/** Share of the words of a text that another one has, 0 to 1. */
function shareOf(md: string, other: string): number {
	const own = wordsOf(md);
	return own.size === 0 ? 0 : common(own, wordsOf(other)) / own.size;
}

/** Share of words that two texts have in common (Dice), 0 to 1. */
function likeness(a: string, b: string): number {
	const [one, other] = [wordsOf(a), wordsOf(b)];
	return one.size + other.size === 0 ? 0 : (2 * common(one, other)) / (one.size + other.size);
}
