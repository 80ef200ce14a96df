import { describe, expect, it } from 'vitest';
import type { DeckInfo, Slide } from '#lib/protocol/index.ts';
import { outlineOfSlides, slideAfter, slideAt } from './slide-outline.ts';
import type { Line } from './transcript.ts';

const slide = (number: number, hidden = false): Slide => ({
	number,
	title: `${number}`,
	text: '',
	notes: '',
	hidden
});
const deck = (deckId: string, slides: Slide[]): DeckInfo => ({
	deckId,
	name: deckId,
	format: 'pdf',
	bytes: 1,
	addedAt: 1,
	textless: false,
	slides
});
const decks = [deck('a', [slide(1), slide(2, true), slide(3)]), deck('b', [slide(1)])];
const lines = [0, 1, 2, 3].map((n) => ({ id: `t/${n}`, startMs: n * 1000 }) as Line);
const showings = [
	{ utteranceId: 't/0', deckId: 'a', slide: 3 },
	{ utteranceId: 't/1', deckId: 'b', slide: 1 },
	{ utteranceId: 't/3', deckId: 'a', slide: 3 }
];

describe('the outline of slides', () => {
	it('has the first time at which each slide was shown', () => {
		const times = outlineOfSlides(decks, showings, lines, []).map(({ slides }) =>
			slides.map(({ line }) => line?.startMs)
		);
		expect(times).toEqual([[undefined, undefined, 0], [1000]]);
	});

	it('leaves out times of lines that are not here yet', () => {
		expect(
			outlineOfSlides(decks, showings, [], []).flatMap(({ slides }) => slides.map(({ line }) => line))
		).toEqual([undefined, undefined, undefined, undefined]);
	});

	it('says which slides a person set', () => {
		const anchors = [{ utteranceId: 't/1', deckId: 'b', slide: 1 }];
		const set = outlineOfSlides(decks, showings, lines, anchors).map(({ slides }) =>
			slides.map(({ isAnchored }) => isAnchored)
		);
		expect(set).toEqual([[false, false, false], [true]]);
	});

	it('knows the slide of a line, and the one that was shown last', () => {
		expect(slideAt(showings, lines, 't/2')).toMatchObject({ deckId: 'b', slide: 1 });
		expect(slideAt(showings, lines, null)).toMatchObject({ deckId: 'a', slide: 3 });
		expect(slideAt([], lines, null)).toBeUndefined();
		const late = [...showings, { utteranceId: 't/1', deckId: 'a', slide: 1 }];
		expect(slideAt(late.slice(2), lines, 't/3'), 'in the order of lines').toMatchObject({ slide: 3 });
	});

	it('goes on to the next slide that is not hidden, from deck to deck, and ends with the last', () => {
		expect(slideAfter(decks, undefined)).toMatchObject({ deckId: 'a', number: 1 });
		expect(slideAfter(decks, { deckId: 'a', slide: 1 })).toMatchObject({ deckId: 'a', number: 3 });
		expect(slideAfter(decks, { deckId: 'a', slide: 3 })).toMatchObject({ deckId: 'b', number: 1 });
		expect(slideAfter(decks, { deckId: 'b', slide: 1 })).toBeUndefined();
	});
});
