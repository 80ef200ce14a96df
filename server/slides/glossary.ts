import { termCharactersMax, type Slide } from '#lib/protocol/index.ts';
import { termsOf, tokensOf, type Token } from '../notes/extractive/tokens.ts';

const titleWeight = 3;

/**
 * Terms of a deck that a lecture on it may say, the weightiest first, spelled as the slides have them: words of titles, names,
 * abbreviations and words that come back. At most `most`.
 */
export function glossaryOf(slides: readonly Slide[], most = 100): string[] {
	const weights = new Map<string, { spelled: string; weight: number }>();
	for (const { title, text, hidden } of slides) {
		if (hidden) continue;
		count(title, titleWeight, weights);
		count(text, 1, weights);
	}
	return [...weights.values()]
		.filter(({ spelled, weight }) => spelled.length <= termCharactersMax && (weight >= 2 || isName(spelled)))
		.sort((a, b) => b.weight - a.weight || (a.spelled < b.spelled ? -1 : 1))
		.slice(0, most)
		.map(({ spelled }) => spelled);
}

function count(
	text: string,
	weight: number,
	weights: Map<string, { spelled: string; weight: number }>
): void {
	const tokens = tokensOf(text);
	const spellings = new Map(
		tokens.filter((token): token is Token => token !== null).map((token) => [token.term, token.surface])
	);
	for (const term of termsOf(tokens)) {
		const spelled = spellings.get(term) ?? term;
		const known = weights.get(term);
		if (known) known.weight += weight;
		else weights.set(term, { spelled, weight });
	}
}

/** Written otherwise than an ordinary word: ATP, NaCl, Wi-Fi, x86. */
const isName = (word: string): boolean =>
	/^\P{L}*\p{L}.*\p{Lu}|^\P{Lu}*\p{Lu}.*\p{N}|^\P{N}*\p{N}.*\p{L}|-/u.test(word);
