import type { Engine, GapCause, Language, Load } from '#lib/protocol/index.ts';
import { plural } from './plural.ts';
import type { Sentence } from '../sentence.ts';

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
		recording: 'Recording',
		recovering: 'Microphone lost',
		paused: 'Paused',
		stopping: 'Finishing…',
		jump: 'Jump to latest',
		more: 'More',
		export: 'Export',
		remove: 'Delete…',
		removeTitle: 'Delete this lecture?',
		removeBody:
			'Its sound, transcript, notes, slides and questions are deleted from the server and from this device. This can’t be undone.',
		removeYes: 'Delete',
		removeOnlyHere: (length: string): Sentence => ({
			what: `${length} of sound exists only on this device.`,
			cure: 'Once deleted, it can’t be recovered.'
		}),
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
		setAside: 'This part couldn’t be transcribed. Its sound is saved.',
		goOn: 'Continue recording',
		neverEnded: 'This lecture was interrupted.',
		importCutOff:
			'The import was interrupted when its page closed, so the rest of the file is missing. Import the file again to get all of it.',
		end: 'End lecture',
		waitingForWords: 'Listening. The first words appear a few seconds after they are spoken.',
		waitingForNotes: 'Notes appear once enough has been said.',
		nothingSaid: 'No speech was recognised in this lecture.',
		noNotes: 'There was not enough speech for notes.',
		audioMissing: 'This sound can’t be played yet. It may still be on the device that recorded it.',
		nameless: 'Untitled lecture',
		loading: 'Opening the lecture…',
		onlyHere: 'This lecture hasn’t been uploaded yet. Its sound is safe on this device.',
		notHere: {
			what: 'This lecture isn’t available offline.',
			cure: 'It opens by itself once the server can be reached.'
		},
		gone: 'This lecture doesn’t exist.',
		goneCure: 'It may have been deleted on another device.',
		goneHeld: (length: string): Sentence => ({
			what: `${length} of its sound is still on this device.`,
			cure: 'Save it as a file to keep it.'
		}),
		announce: 'Announce new lines',
		corrected: 'corrected'
	},
	coverage: {
		label: 'Processing progress',
		captured: 'recorded',
		stored: 'on the server',
		onDevice: { this: 'only on this device', another: 'only on another device' },
		transcribed: 'of speech transcribed',
		inNotes: 'of speech read for notes',
		waiting: 'waiting to be transcribed',
		failed: 'couldn’t be transcribed',
		lost: 'missing',
		summary: {
			captured: (time: string) => `${time} recorded`,
			stored: (time: string) => `${time} on server`,
			transcribed: (time: string) => `${time} transcribed`,
			inNotes: (time: string) => `${time} read for notes`,
			onDevice: (time: string) => `${time} only on a device`,
			lost: (time: string) => `${time} missing`,
			gaps: (count: number) => plural(count, 'gap', 'gaps')
		},
		breaks: 'Gaps',
		hole: (length: string) => `${length} of sound is missing`,
		into: (time: string) => `at ${time}`
	},
	gap: {
		pause: (length: string) => `Paused for ${length}`,
		crash: (length: string) => `The page was closed for ${length}`,
		microphone: (length: string) => `Microphone lost for ${length}`,
		sleep: (length: string) => `The device slept for ${length}`,
		storage: (length: string) => `The device was out of space for ${length}`
	} satisfies Record<GapCause, (length: string) => string>,
	engine: {
		recogniser: {
			small:
				'Using the small built-in model. Expect many mistakes; it only understands clearly read English.',
			smallCure: 'For full Chinese and English, run this on the server:',
			smallCommand: 'npm run model -- install',
			full: (name: string) => `Using ${name}.`,
			custom: (name: string) => `Using ${name}.`,
			starting: 'The speech model is loading. Sound is saved meanwhile.',
			failed: 'The speech model can’t start. Sound is saved and will be transcribed once it runs.',
			detail: (name: string, device: string) => `${name} on ${deviceNames[device] ?? device}`,
			refused: (device: string) =>
				`DEVICE=${device} is set but can’t be used. Run this on the server to see why and what to do:`,
			refusedCommand: 'npm run doctor'
		},
		notes: {
			extractive: 'Excerpts from the transcript, without AI.',
			llm: 'Written by a language model from the transcript. Check the times it cites.'
		} satisfies Record<Engine['notes'], string>,
		mixedNotes: (extracted: number) =>
			`Written by a language model from the transcript, with ${plural(extracted, 'excerpt', 'excerpts')} from it. Check the times it cites.`,
		grade: { small: 'Small, built in', full: 'Full', custom: 'Custom' } satisfies Record<
			Engine['recogniser']['grade'],
			string
		>
	},
	load: {
		busy: {
			what: 'The server is busy. Words appear once a sentence is finished, not while it’s spoken.',
			cure: ''
		},
		overloaded: {
			what: 'The server can’t keep up, so the text is delayed.',
			cure: 'Nothing is lost. It will catch up.'
		}
	} satisfies Record<Exclude<Load, 'normal'>, Sentence>,
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
