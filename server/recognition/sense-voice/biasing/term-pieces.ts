import { isText } from '../tags.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { spell } from './spelling.ts';
import type { Standing, TermGraph } from './term-graph.ts';

/** Which pieces of a vocabulary go on with a term. */
export type TermPieces = {
	/** Every piece with which a term can be written, in any way and case. */
	all: readonly number[];
	/** The pieces that go on with a term from here, or begin one. */
	after(standing: Standing): ReadonlySet<number>;
};

/** Pieces by what they spell inside a word and behind one. */
export type SpelledPieces = {
	inside: ReadonlyMap<string, number[]>;
	behind: ReadonlyMap<string, number[]>;
	lettersMax: number;
};

/** Made once for a vocabulary. */
export function spelledPieces(vocabulary: Vocabulary): SpelledPieces {
	const inside = new Map<string, number[]>();
	const behind = new Map<string, number[]>();
	let lettersMax = 0;
	for (const [id, piece] of vocabulary.entries()) {
		if (!isText(piece)) continue;
		for (const [map, gap] of [[inside, false] as const, [behind, true] as const]) {
			const { letters } = spell(piece, gap);
			if (letters === '') continue;
			map.set(letters, [...(map.get(letters) ?? []), id]);
			lettersMax = Math.max(lettersMax, letters.length);
		}
	}
	return { inside, behind, lettersMax };
}

export function termPieces(graph: TermGraph, { inside, behind, lettersMax }: SpelledPieces): TermPieces {
	const known = new Map<string, number[]>();
	const united = new Map<string, ReadonlySet<number>>();

	function from(node: number, gap: boolean): number[] {
		const key = `${node} ${gap}`;
		const before = known.get(key);
		if (before) return before;
		const map = gap ? behind : inside;
		const ids = [...graph.continuations(node, lettersMax)].flatMap((letters) => map.get(letters) ?? []);
		known.set(key, ids);
		return ids;
	}

	const nodes = Array.from({ length: graph.size }, (_, node) => node);
	return {
		all: [...new Set(nodes.flatMap((node) => [...from(node, true), ...from(node, false)]))].sort(
			(a, b) => a - b
		),
		after({ node, gap }) {
			const key = `${node} ${gap}`;
			const before = united.get(key);
			if (before) return before;
			const ids = new Set([...graph.begun(node)].flatMap((each) => from(each, gap)));
			united.set(key, ids);
			return ids;
		}
	};
}
