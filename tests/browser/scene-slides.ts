import {
	utteranceId,
	type DeckInfo,
	type LectureSlides,
	type Slide,
	type SpokenTo
} from '#lib/protocol/index.ts';
import type { Scene } from './scene.ts';

/* Slides of the made-up lecture of `scene.ts`. */

const slide = (number: number, title: string, text = '', hidden = false): Slide => ({
	number,
	title,
	text,
	notes: '',
	hidden
});

const deckId = '0196b2aa-0000-7000-8000-0000000000d1';
const deck: DeckInfo = {
	deckId,
	name: 'Week 4 – Photosynthesis.pptx',
	format: 'pptx',
	bytes: 2_400_000,
	addedAt: 1,
	textless: false,
	slides: [
		slide(1, 'Photosynthesis', 'Biology 101, spring term'),
		slide(2, 'Where it happens', 'Chloroplasts\nThylakoid membrane: light reactions\nStroma: Calvin cycle'),
		slide(
			3,
			'The light reactions 光反应',
			'Light lifts an electron to a higher level\nWater is split, oxygen leaves\nATP and NADPH keep the energy\n类囊体膜上进行\nOverall: 2 H₂O → O₂ + 4 H⁺ + 4 e⁻'
		),
		slide(4, 'Answers to last week’s questions', 'Not for the lecture hall', true),
		slide(
			5,
			'The Calvin cycle 暗反应',
			'Carbon dioxide is fixed\nSugar is built, with the energy of ATP and NADPH'
		),
		slide(6, '', 'Example: a plant in the dark for two days'),
		slide(7, 'Temperature and enzymes'),
		slide(8, 'For Friday', 'Read chapter four\nThree questions at the end')
	]
};
const pictures: DeckInfo = {
	deckId: '0196b2aa-0000-7000-8000-0000000000d2',
	name: 'Microscope pictures.pdf',
	format: 'pdf',
	bytes: 9_800_000,
	addedAt: 2,
	textless: true,
	slides: [slide(1, ''), slide(2, ''), slide(3, '')]
};

export const slides: LectureSlides = { version: 1, decks: [deck, pictures], anchors: [] };

/** When the slides were shown: from these lines of a scene on. */
export function showingsIn({ utterances }: Scene, lines: number = utterances.length): SpokenTo[] {
	const from: [line: number, slide: number][] = [
		[1, 1],
		[2, 2],
		[4, 3],
		[9, 5],
		[12, 6],
		[13, 7],
		[14, 8]
	];
	return from.flatMap(([line, number]) => {
		const utterance = utterances[line];
		if (!utterance || line >= lines) return [];
		return [{ utteranceId: utteranceId(utterance.takeId, utterance.segment), deckId, slide: number }];
	});
}

/** What a page of the pictures shows. */
export const microscopePicture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 270" width="480" height="270">
<rect width="480" height="270" fill="#fff"/><circle cx="240" cy="135" r="110" fill="#e8f0dc"/>
<g fill="#7aa84f">${[0, 1, 2, 3, 4, 5].map((n) => `<ellipse cx="${180 + (n % 3) * 60}" cy="${105 + Math.floor(n / 3) * 60}" rx="22" ry="13"/>`).join('')}</g></svg>`;
