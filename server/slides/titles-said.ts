import type { SpokenTo, UtteranceId } from '#lib/protocol/index.ts';
import type { Shown } from './align-decks.ts';

/** The title of the slide that each of `lineIds`, in lecture order, was said to, as `showings` have it; empty where it has none. */
export function titlesSaid(
	lineIds: readonly UtteranceId[],
	decks: readonly Shown[],
	showings: readonly SpokenTo[]
): Map<UtteranceId, string> {
	const titleOf = new Map(
		decks.flatMap(({ deckId, slides }) =>
			slides.map(({ number, title }) => [`${deckId}/${number}`, title.trim()])
		)
	);
	const shownAt = new Map(showings.map((showing) => [showing.utteranceId, showing]));
	const titles = new Map<UtteranceId, string>();
	let title = '';
	for (const id of lineIds) {
		const showing = shownAt.get(id);
		if (showing) title = titleOf.get(`${showing.deckId}/${showing.slide}`) ?? '';
		titles.set(id, title);
	}
	return titles;
}
