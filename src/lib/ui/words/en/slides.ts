import type { UploadProblem } from '#lib/lecture/slides-api.ts';
import { plural } from './plural.ts';
import type { Sentence } from '../sentence.ts';

export const slides = {
	slides: {
		menu: 'Add slides…',
		title: 'Slides',
		add: 'Add slides',
		drop: 'Drop a PPTX or PDF here to add its slides',
		count: (slides: number) => plural(slides, 'slide', 'slides'),
		untitled: 'No title',
		picture: (slide: number) => `Picture of slide ${slide}`,
		hidden: 'hidden',
		current: 'This slide is shown.',
		play: (slide: number, time: string) => `Hear what was said to slide ${slide}, from ${time}`,
		more: 'Show all',
		less: 'Show less',
		next: (slide: number, title: string) => `Next slide: ${slide}${title ? ` · ${title}` : ''}`,
		last: 'This is the last slide',
		now: (slide: number) => `Slide ${slide} is shown now`,
		thisOne: 'This one',
		byHand: 'Set by hand',
		unset: (slide: number) => `Forget that slide ${slide} was set by hand`,
		wait: 'It begins with the first words.',
		textless: {
			what: 'Most of these slides have no text, so what was said cannot be matched with them.',
			cure: 'Press “Next slide” while recording, “This one” while listening, or add a file with text.'
		},
		late: {
			what: 'These notes were written before the slides came.',
			cure: 'To have them written with the slides, open “Kind of notes, versions…” in the menu and write them again.'
		},
		remove: (name: string) => `Remove ${name}`,
		removeTitle: 'Remove these slides?',
		removeBody: (name: string) =>
			`${name} and its times are deleted from the server. Transcript and notes stay as they are.`,
		removeYes: 'Remove',
		sending: (percent: number) => `Sending, ${percent} %`,
		reading: 'Reading the slides…',
		dismiss: 'Close',
		failed: { what: 'That did not reach the server.', cure: 'Try again when the connection is back.' },
		refused: {
			'unknown-format': {
				what: 'These are no slides that can be read.',
				cure: 'Save them as PPTX or PDF, then add that.'
			},
			'old-format': {
				what: 'This is the PowerPoint format of before 2007.',
				cure: 'Open it, save it as PPTX or PDF, then add that.'
			},
			damaged: {
				what: 'This file is damaged.',
				cure: 'Open it, save it again as PPTX or PDF, then add that.'
			},
			protected: {
				what: 'This file has a password.',
				cure: 'Save a copy without the password, then add that.'
			},
			'too-large': {
				what: 'This file is larger than 50 MB.',
				cure: 'Save it with smaller pictures, or print it to PDF, then add that.'
			},
			'too-many-slides': { what: 'There are more than 500 slides.', cure: 'Add them in parts.' },
			'no-slides': { what: 'There is no slide in this file.', cure: 'Choose another.' },
			'too-hard': {
				what: 'Reading this file took too long, so it was stopped.',
				cure: 'Print it to PDF, then add that.'
			},
			'too-many-decks': {
				what: 'This lecture has ten files of slides already.',
				cure: 'Remove one of them first.'
			},
			'storage-full': {
				what: 'The server’s disk is full.',
				cure: 'Tell whoever runs the server, then add the file again.'
			},
			busy: { what: 'The server is reading other slides.', cure: 'Add the file again in a minute.' },
			'no-such-lecture': {
				what: 'The server does not know this lecture yet.',
				cure: 'Add the file again once its sound has arrived there.'
			},
			'not-signed-in': { what: 'You are not signed in.', cure: 'Sign in, then add the file again.' },
			unreachable: {
				what: 'The file did not reach the server.',
				cure: 'Check the connection, then add it again.'
			},
			'server-failed': { what: 'The server could not take the file in.', cure: 'Try again later.' }
		} satisfies Record<UploadProblem, Sentence>
	}
};
