import type { PathToken } from '../ctc.ts';
import type { FrameChoices } from '../session.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { alignPieces } from './alignment.ts';
import { framesOf } from './frames.ts';
import { searchBeam, type BeamOptions } from './prefix-beam.ts';
import { TermGraph, type Standing } from './term-graph.ts';
import { spelledPieces, termPieces, type SpelledPieces } from './term-pieces.ts';

export type BiasOptions = BeamOptions & {
	/** What a letter of a term gains, in natural logarithms of probability. */
	bonus: number;
};

/** Found on one half of the bench's sentences, told by the other (bench/terms.ts). */
export const biasDefaults: BiasOptions = { bonus: 2, width: 8, plainWidth: 4 };

/** Decodes with certain terms in mind. */
export type Bias = {
	/** The pieces whose probability it must be told in every frame. */
	asked: readonly number[];
	decode(choices: FrameChoices): PathToken[];
};

const keptMax = 16;

/** Makes biases for one vocabulary, and keeps the last few: a lecture's jobs all have the same terms. */
export function createBiasing(vocabulary: Vocabulary, options: Partial<BiasOptions> = {}) {
	const settings = { ...biasDefaults, ...options };
	const made = new Map<string, Bias>();
	let pieces: SpelledPieces | undefined;

	/** Undefined when there is nothing to bias towards. */
	return (terms: readonly string[]): Bias | undefined => {
		if (terms.length === 0) return undefined;
		const key = terms.join('\n');
		const bias = made.get(key) ?? biasOf(terms, vocabulary, (pieces ??= spelledPieces(vocabulary)), settings);
		made.delete(key);
		made.set(key, bias);
		for (const oldest of made.keys()) if (made.size > keptMax) made.delete(oldest);
		return bias.asked.length > 1 ? bias : undefined;
	};
}

function biasOf(
	terms: readonly string[],
	vocabulary: Vocabulary,
	pieces: SpelledPieces,
	{ bonus, ...beam }: BiasOptions
): Bias {
	const graph = new TermGraph(terms);
	const { all, after } = termPieces(graph, pieces);
	const context = {
		start: graph.start,
		step: (standing: Standing, id: number) => graph.step(standing, vocabulary[id] ?? ''),
		wanted: after,
		kept: ({ earned }: Standing) => earned * bonus,
		pending: (standing: Standing) => graph.pending(standing) * bonus
	};
	return {
		asked: [0, ...all],
		decode(choices) {
			const frames = framesOf(choices);
			return alignPieces(searchBeam(frames, context, beam), frames);
		}
	};
}
