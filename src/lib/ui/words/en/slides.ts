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
		current: 'Current slide.',
		play: (slide: number, time: string) => `Play what was said about slide ${slide}, from ${time}`,
		more: 'Show all',
		less: 'Show less',
		next: (slide: number, title: string) => `Next slide: ${slide}${title ? ` · ${title}` : ''}`,
		last: 'This is the last slide',
		now: (slide: number) => `Slide ${slide} is on now`,
		thisOne: 'This one',
		byHand: 'Set manually',
		unset: (slide: number) => `Undo setting slide ${slide} manually`,
		wait: 'Available once the first words are transcribed.',
		textless: {
			what: 'Most of these slides have no text, so they can’t be matched with what was said.',
			cure: 'Press “Next slide” while recording, “This one” while listening, or add a file with text.'
		},
		remove: (name: string) => `Remove ${name}`,
		removeTitle: 'Remove these slides?',
		removeBody: (name: string) =>
			`${name} and its times are deleted from the server. The transcript and notes won’t change.`,
		removeYes: 'Remove',
		sending: (percent: number) => `Uploading, ${percent}%`,
		reading: 'Reading the slides…',
		dismiss: 'Close',
		failed: { what: 'This change didn’t reach the server.', cure: 'Try again once the connection is back.' },
		refused: {
			'unknown-format': {
				what: 'We can’t read this file as slides.',
				cure: 'Save it as PPTX or PDF, then add that.'
			},
			'old-format': {
				what: 'This is the PowerPoint format from before 2007.',
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
			'too-many-slides': { what: 'This file has more than 500 slides.', cure: 'Split it and add the parts.' },
			'no-slides': { what: 'This file has no slides.', cure: 'Choose another.' },
			'too-hard': {
				what: 'Reading this file took too long, so it was stopped.',
				cure: 'Print it to PDF, then add that.'
			},
			'too-many-decks': {
				what: 'This lecture already has ten slide files.',
				cure: 'Remove one of them first.'
			},
			'storage-full': {
				what: 'The server’s disk is full.',
				cure: 'Tell whoever runs the server, then add the file again.'
			},
			busy: { what: 'The server is busy reading other slides.', cure: 'Add the file again in a minute.' },
			'no-such-lecture': {
				what: 'The server doesn’t have this lecture yet.',
				cure: 'Add the file again once the lecture’s sound is uploaded.'
			},
			'not-signed-in': { what: 'You’re signed out.', cure: 'Sign in, then add the file again.' },
			unreachable: {
				what: 'The file didn’t reach the server.',
				cure: 'Check your connection, then add it again.'
			},
			'server-failed': { what: 'The server couldn’t read the file.', cure: 'Try again later.' }
		} satisfies Record<UploadProblem, Sentence>
	}
};
