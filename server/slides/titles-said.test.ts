import { expect, test } from 'vitest';
import { titlesSaid } from './titles-said.ts';

const slide = (number: number, title: string) => ({ number, title, text: '', notes: '', hidden: false });
const decks = [
	{ deckId: 'a', slides: [slide(1, 'Cells'), slide(2, '')] },
	{ deckId: 'b', slides: [slide(1, ' Mitosis ')] }
];

test('a line has the title of the slide shown last, of whichever deck; none before the first and on one without a title', () => {
	const showings = [
		{ utteranceId: '1', deckId: 'a', slide: 1 },
		{ utteranceId: '3', deckId: 'a', slide: 2 },
		{ utteranceId: '4', deckId: 'b', slide: 1 },
		{ utteranceId: 'gone', deckId: 'a', slide: 1 }
	];
	expect([...titlesSaid(['0', '1', '2', '3', '4', '5'], decks, showings)]).toEqual([
		['0', ''],
		['1', 'Cells'],
		['2', 'Cells'],
		['3', ''],
		['4', 'Mitosis'],
		['5', 'Mitosis']
	]);
});
