import type { Slide, SpokenTo } from '#lib/protocol/index.ts';
import { align, type SpokenLine } from './align.ts';

export type Shown = { deckId: string; slides: readonly Slide[] };

/**
 * Which slides were shown, of all decks one after the other, each with the first line that was said to it until the next.
 * Empty when no slide has words.
 */
export function showingsOf(
	decks: readonly Shown[],
	lines: readonly SpokenLine[],
	anchors: readonly SpokenTo[]
): SpokenTo[] {
	const places = decks.flatMap(({ deckId, slides }) => slides.map((slide) => ({ deckId, slide })));
	const placeOf = new Map(places.map(({ deckId, slide }, at) => [`${deckId}/${slide.number}`, at + 1]));
	const aligned = align(
		places.map(({ slide }, at) => ({ ...slide, number: at + 1 })),
		lines,
		anchors.flatMap(({ utteranceId, deckId, slide }) => {
			const place = placeOf.get(`${deckId}/${slide}`);
			return place === undefined ? [] : [{ lineId: utteranceId, slide: place }];
		})
	);
	const showings: SpokenTo[] = [];
	let last: number | undefined;
	for (const { id } of lines) {
		const at = aligned.get(id);
		const place = at === undefined || at === last ? undefined : places[at - 1];
		if (place) showings.push({ utteranceId: id, deckId: place.deckId, slide: place.slide.number });
		last = at ?? last;
	}
	return showings;
}
