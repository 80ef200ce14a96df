import { unknownScore, type Frame } from './frames.ts';

/** What a prefix gains by its pieces, beyond what the frames say. */
export type Context<Standing> = {
	start: Standing;
	step(standing: Standing, id: number): Standing;
	/** Pieces to be tried although they are not among the likeliest, if their score is known. */
	wanted(standing: Standing): ReadonlySet<number>;
	/** Gain that stays, in natural logarithms of probability. */
	kept(standing: Standing): number;
	/** Gain that is lost again unless the next pieces are the right ones. */
	pending(standing: Standing): number;
};

export type BeamOptions = {
	/** Prefixes that go on, by all that they have gained. */
	width: number;
	/** So many more, by what they keep: so that a term that fails has not driven out what was said. */
	plainWidth: number;
};

type Prefix<Standing> = {
	id: number;
	parent: Prefix<Standing> | undefined;
	standing: Standing;
	children: Map<number, Prefix<Standing>>;
};

/** Logarithms of the probability that a prefix was said, its last frame blank or not. */
type Score = { blank: number; other: number };

type Valued<Standing> = { prefix: Prefix<Standing>; score: Score; kept: number; gained: number };

/** At this a frame is nothing but blank. */
const blankScore = Math.log(0.99);

/**
 * Prefix beam search (Hannun et al., 2014): the sequence of pieces with the highest sum over all its paths, and with what
 * it gains by its context. Deterministic: among equals the one found first.
 */
export function searchBeam<Standing>(
	frames: readonly Frame[],
	context: Context<Standing>,
	options: BeamOptions
): number[] {
	const empty: Prefix<Standing> = {
		id: 0,
		parent: undefined,
		standing: context.start,
		children: new Map()
	};
	let beam = new Map([[empty, { blank: 0, other: -Infinity }]]);
	for (const frame of frames) beam = frame.blank > blankScore ? rested(beam, frame) : grown(beam, frame);
	const [best] = valued(beam).sort((a, b) => b.kept - a.kept);
	return best ? idsOf(best.prefix) : [];

	function valued(scores: ReadonlyMap<Prefix<Standing>, Score>): Valued<Standing>[] {
		return [...scores].map(([prefix, score]) => {
			const kept = totalOf(score) + context.kept(prefix.standing);
			return { prefix, score, kept, gained: kept + context.pending(prefix.standing) };
		});
	}

	function grown(before: ReadonlyMap<Prefix<Standing>, Score>, frame: Frame) {
		const after = new Map<Prefix<Standing>, Score>();
		for (const [prefix, score] of before) {
			const total = totalOf(score);
			add(after, prefix, 'blank', total + frame.blank);
			add(after, prefix, 'other', score.other + (frame.scores.get(prefix.id) ?? unknownScore));
			for (const id of candidates(prefix, frame)) {
				const from = id === prefix.id ? score.blank : total;
				add(after, childOf(prefix, id), 'other', from + frame.scores.get(id)!);
			}
		}
		return pruned(after);
	}

	function* candidates({ standing }: Prefix<Standing>, { top, others }: Frame): Generator<number> {
		yield* top;
		if (others.length === 0) return;
		const wanted = context.wanted(standing);
		for (const id of others) if (wanted.has(id)) yield id;
	}

	function childOf(prefix: Prefix<Standing>, id: number): Prefix<Standing> {
		const known = prefix.children.get(id);
		if (known) return known;
		const standing = context.step(prefix.standing, id);
		const child = { id, parent: prefix, standing, children: new Map<number, Prefix<Standing>>() };
		prefix.children.set(id, child);
		return child;
	}

	function pruned(scores: ReadonlyMap<Prefix<Standing>, Score>) {
		const all = valued(scores);
		const best = all.sort((a, b) => b.gained - a.gained).slice(0, options.width);
		const plain = all.sort((a, b) => b.kept - a.kept).slice(0, options.plainWidth);
		return new Map([...best, ...plain].map(({ prefix, score }) => [prefix, score]));
	}
}

/** Nothing is said in this frame. */
function rested<Standing>(before: ReadonlyMap<Prefix<Standing>, Score>, { blank }: Frame) {
	const after = new Map<Prefix<Standing>, Score>();
	for (const [prefix, score] of before)
		after.set(prefix, { blank: totalOf(score) + blank, other: -Infinity });
	return after;
}

function add<P>(scores: Map<P, Score>, prefix: P, kind: keyof Score, value: number): void {
	if (value === -Infinity) return;
	const score = scores.get(prefix) ?? { blank: -Infinity, other: -Infinity };
	score[kind] = logSum(score[kind], value);
	scores.set(prefix, score);
}

function idsOf<Standing>(prefix: Prefix<Standing>): number[] {
	const ids: number[] = [];
	for (let at = prefix; at.parent; at = at.parent) ids.unshift(at.id);
	return ids;
}

const totalOf = ({ blank, other }: Score): number => logSum(blank, other);

/** ln(e^a + e^b). */
function logSum(a: number, b: number): number {
	const high = Math.max(a, b);
	return high === -Infinity ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
}
