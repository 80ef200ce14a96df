import type { Engine, Language } from '#lib/protocol/index.ts';
import { plural } from './plural.ts';

/** By the names of the runtime; another one is shown as it is. */
const deviceNames: Record<string, string> = {
	cpu: 'the processor',
	cuda: 'an NVIDIA graphics card (CUDA)',
	webgpu: 'the graphics processor (WebGPU)',
	coreml: 'Core ML',
	remote: 'a recognition service that speech is sent to'
};

export const lecture = {
	lecture: {
		title: 'Title',
		rename: 'Rename',
		transcript: 'Transcript',
		notes: 'Notes',
		elapsed: 'Recorded so far',
		pause: 'Pause',
		resume: 'Resume',
		stop: 'Stop',
		stopTitle: 'Stop recording?',
		stopBody: 'This ends the lecture. For a break, pause instead.',
		keepRecording: 'Keep recording',
		jump: 'Jump to latest',
		more: 'More',
		remove: 'Delete…',
		removeTitle: 'Delete this lecture?',
		removeBody:
			'Its sound, transcript, notes, slides and questions are deleted from the server and from this device. This can’t be undone.',
		removeYes: 'Delete',
		needsServer: {
			what: 'Nothing was deleted. The server has part of this lecture and can’t be reached.',
			cure: 'Delete it once the connection is back.'
		},
		listen: 'Listen from the beginning',
		play: (time: string) => `Play from ${time}`,
		cite: (time: string, lines: number) => `Play ${plural(lines, 'line', 'lines')} from ${time}`,
		playing: 'Playing',
		pausePlayback: 'Pause playback',
		resumePlayback: 'Play',
		closePlayer: 'Close player',
		position: 'Position in the lecture',
		speed: 'Speed',
		resize: 'Width of the transcript',
		goOn: 'Continue recording',
		end: 'End lecture',
		nameless: 'Lecture',
		loading: 'Opening the lecture…',
		announce: 'Announce new lines'
	},
	engine: {
		recogniser: {
			better: 'Get the full model',
			smallCure: 'For full Chinese and English, run this on the server:',
			smallCommand: 'npm run model -- install',
			detail: (name: string, device: string) => `${name} on ${deviceNames[device] ?? device}`,
			refused: (device: string) =>
				`DEVICE=${device} is set but can’t be used. Run this on the server to see why and what to do:`,
			refusedCommand: 'npm run doctor'
		},
		notes: {
			extractive: 'Excerpts from the transcript, without AI.',
			llm: 'Written by a language model from the transcript. Check the times it cites.'
		} satisfies Record<Engine['notes'], string>,
		grade: { small: 'Small, built in', full: 'Full', custom: 'Custom' } satisfies Record<
			Engine['recogniser']['grade'],
			string
		>
	},
	usage: {
		menu: 'AI usage…',
		title: 'AI usage',
		none: 'No language model has been used for this lecture.',
		calls: 'Requests',
		read: 'Tokens read',
		cached: 'of which cached',
		written: 'Tokens written',
		cost: 'Cost',
		noPrice: 'unknown',
		estimate: 'Token counts are the provider’s. The cost is an estimate.',
		asOf: (day: string) => `Prices as of ${day}.`,
		cap: (money: string) => `Limit: ${money} per lecture.`
	},
	terms: {
		menu: 'Vocabulary…',
		title: 'Vocabulary',
		hint: 'Names and technical terms in this lecture, one per line. From now on they’re recognised more reliably.',
		example: 'chloroplast\nCalvin cycle',
		count: (terms: number) => plural(terms, 'term', 'terms'),
		tooLong: (term: string, characters: number) =>
			`“${term}…” is too long. A line can have up to ${characters} characters.`,
		tooMany: (most: number, over: number) => `At most ${most} terms. Remove ${over}.`,
		save: 'Save'
	},
	language: {
		auto: 'Detect automatically',
		zh: 'Chinese',
		en: 'English',
		yue: 'Cantonese',
		ja: 'Japanese',
		ko: 'Korean'
	} satisfies Record<Language, string>,
	event: {
		Applause: 'Applause',
		Laughter: 'Laughter',
		BGM: 'Music',
		Cry: 'Crying',
		Sneeze: 'Sneeze',
		Cough: 'Cough',
		Breath: 'Breath'
	} as Record<string, string>
};
