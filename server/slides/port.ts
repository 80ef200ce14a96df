import {
	slidesLimits as deckLimits,
	type Deck,
	type Slide,
	type SlidesProblem
} from '#lib/protocol/index.ts';

export class SlidesError extends Error {
	readonly problem: SlidesProblem;
	constructor(problem: SlidesProblem) {
		super(problem);
		this.problem = problem;
	}
}

/** What a file says, and the terms that the recogniser is to expect because of it. */
export type DeckRead =
	{ kind: 'read'; deck: Deck; glossary: string[] } | { kind: 'refused'; problem: SlidesProblem };

/** What a child that reads a file tells: slides a few at a time, then the rest. */
export type FromReader = { kind: 'slides'; slides: Slide[] } | DeckRead;

export const slidesLimits = {
	...deckLimits,
	/** Unpacked bytes of one part of a PPTX, and of all parts that are read. */
	partBytes: 8 * 1024 * 1024,
	allPartsBytes: 64 * 1024 * 1024,
	parts: 10_000
} as const;

/** Whether there is nothing to read on most of it: pictures of text, perhaps. */
export const isTextless = ({ slides }: Deck): boolean =>
	slides.filter(({ title, text }) => `${title}${text}`.trim().length < 3).length > slides.length / 2;
