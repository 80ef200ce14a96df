import { isUnspaced } from '#lib/protocol/index.ts';
import { spell, spellTerm } from './spelling.ts';

/** Where a text stands among the terms, and what it has gained by them. Plain data: a function of the text's pieces. */
export type Standing = {
	node: number;
	/** A word has just ended: the next letter begins one. */
	gap: boolean;
	/** Weight of the terms that are complete. Letters count once, though terms may overlap. */
	earned: number;
	/** Weight of the letters since the last complete term. */
	open: number;
};

/** How much a letter counts: one that is a syllable of its own is worth about as many as a Latin syllable has. */
const weightOf = (letter: string): number => (letter === ' ' ? 0 : isUnspaced(letter) ? 3 : 1);

type Node = {
	children: Map<string, number>;
	/** The longest proper end of this node's letters that begins a term, too. */
	fail: number;
	/** Weight of the letters up to here. */
	weight: number;
	/** Weight of the longest term that ends here, or of one that ends within; 0 for none. */
	complete: number;
};

/**
 * Terms letter by letter (Aho and Corasick, 1975), so that it does not matter how a vocabulary cuts them or which case it
 * writes. Terms begin where words begin.
 */
export class TermGraph {
	readonly #nodes: Node[] = [nodeOf(0)];

	constructor(terms: readonly string[]) {
		for (const term of terms) this.#add(spellTerm(term));
		this.#link();
	}

	get start(): Standing {
		return { node: 0, gap: true, earned: 0, open: 0 };
	}

	/** Where a text stands behind another piece. */
	step(standing: Standing, piece: string): Standing {
		const { letters, gap } = spell(piece, standing.gap);
		let { node, earned, open } = standing;
		for (const letter of letters) {
			node = this.#go(node, letter);
			open += weightOf(letter);
			const { complete } = this.#nodes[node]!;
			if (complete === 0) continue;
			earned += Math.min(complete, open);
			open = 0;
		}
		return { node, gap, earned, open };
	}

	/** Weight of a term that has begun and is not complete; it is lost when the text goes on otherwise. */
	pending({ node, open }: Standing): number {
		return Math.min(this.#nodes[node]!.weight, open);
	}

	/** The nodes from which letters would go on with a term: this one, and those of shorter terms within it. */
	*begun(node: number): Generator<number> {
		for (let at = node; ; at = this.#nodes[at]!.fail) {
			yield at;
			if (at === 0) return;
		}
	}

	/** All that terms go on with behind `node`, up to `lettersMax` letters. */
	*continuations(node: number, lettersMax: number, spelled = ''): Generator<string> {
		if (spelled !== '') yield spelled;
		if (spelled.length >= lettersMax) return;
		for (const [letter, child] of this.#nodes[node]!.children)
			yield* this.continuations(child, lettersMax, spelled + letter);
	}

	get size(): number {
		return this.#nodes.length;
	}

	#add(letters: string): void {
		let node = 0;
		for (const letter of letters) node = this.#childOf(node, letter);
		if (node !== 0) this.#nodes[node]!.complete = this.#nodes[node]!.weight;
	}

	#childOf(node: number, letter: string): number {
		const { children, weight } = this.#nodes[node]!;
		const known = children.get(letter);
		if (known !== undefined) return known;
		children.set(letter, this.#nodes.length);
		return this.#nodes.push(nodeOf(weight + weightOf(letter))) - 1;
	}

	/** Breadth first: the node that a failure leads to is always linked before. */
	#link(): void {
		const queue = [0];
		for (const at of queue)
			for (const [letter, child] of this.#nodes[at]!.children) {
				const node = this.#nodes[child]!;
				node.fail = at === 0 ? 0 : this.#go(this.#nodes[at]!.fail, letter);
				node.complete ||= this.#nodes[node.fail]!.complete;
				queue.push(child);
			}
	}

	#go(from: number, letter: string): number {
		for (const node of this.begun(from)) {
			const child = this.#nodes[node]!.children.get(letter);
			if (child !== undefined) return child;
		}
		return 0;
	}
}

const nodeOf = (weight: number): Node => ({ children: new Map(), fail: 0, weight, complete: 0 });
