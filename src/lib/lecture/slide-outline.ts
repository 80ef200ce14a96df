import type { DeckInfo, Slide, SpokenTo, UtteranceId } from '#lib/protocol/index.ts';
import type { Line } from './transcript.ts';

export type SlidePlace = { deckId: string; slide: number };

export type OutlineSlide = Slide & {
	deckId: string;
	/** The first that was said to it, if any was. */
	line: Line | undefined;
	/** A person said when it was shown. */
	isAnchored: boolean;
};
export type OutlineDeck = { deck: DeckInfo; slides: OutlineSlide[] };

const keyOf = ({ deckId, slide }: SlidePlace): string => `${deckId}/${slide}`;

/** Decks with the time at which each slide was spoken to first, and whether a person said so. */
export function outlineOfSlides(
	decks: readonly DeckInfo[],
	showings: readonly SpokenTo[],
	lines: readonly Line[],
	anchors: readonly SpokenTo[]
): OutlineDeck[] {
	const lineOf = new Map(lines.map((line) => [line.id, line]));
	const anchored = new Set(anchors.map(keyOf));
	const first = new Map<string, Line>();
	for (const showing of showings) {
		const line = lineOf.get(showing.utteranceId);
		const known = first.get(keyOf(showing));
		if (line && (!known || line.startMs < known.startMs)) first.set(keyOf(showing), line);
	}
	return decks.map((deck) => ({
		deck,
		slides: deck.slides.map((slide) => {
			const key = keyOf({ deckId: deck.deckId, slide: slide.number });
			return { ...slide, deckId: deck.deckId, line: first.get(key), isAnchored: anchored.has(key) };
		})
	}));
}

/** The slide that a line was said to; of no line in particular, the one that was shown last. */
export function slideAt(
	showings: readonly SpokenTo[],
	lines: readonly Line[],
	at: UtteranceId | null
): SlidePlace | undefined {
	if (at === null) return showings.at(-1);
	const order = new Map(lines.map(({ id }, index) => [id, index]));
	const placeOf = (id: UtteranceId) => order.get(id) ?? Infinity;
	const before = showings.filter(({ utteranceId }) => placeOf(utteranceId) <= placeOf(at));
	return before.toSorted((a, b) => placeOf(a.utteranceId) - placeOf(b.utteranceId)).at(-1);
}

/** The slide that follows, of all decks one after the other, hidden ones left out; the first when none is shown yet. */
export function slideAfter(
	decks: readonly DeckInfo[],
	current: SlidePlace | undefined
): (Slide & { deckId: string }) | undefined {
	const all = decks.flatMap(({ deckId, slides }) => slides.map((slide) => ({ ...slide, deckId })));
	const at = current
		? all.findIndex(({ deckId, number }) => deckId === current.deckId && number === current.slide)
		: -1;
	return all.slice(at + 1).find(({ hidden }) => !hidden);
}
