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
		stopBody: 'The lecture ends here. To go on after a break, pause instead.',
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
			'Sound, transcript and notes are deleted from the server and from this device. This cannot be undone.',
		removeYes: 'Delete',
		removeOnlyHere: (length: string): Sentence => ({
			what: `${length} of sound are only on this device.`,
			cure: 'Once deleted, nobody has them.'
		}),
		needsServer: {
			what: 'Nothing was deleted: the server holds some of this lecture and cannot be reached.',
			cure: 'Delete it when the connection is back.'
		},
		listen: 'Listen from the beginning',
		play: (time: string) => `Play from ${time}`,
		cite: (time: string, lines: number) => `Hear ${plural(lines, 'line', 'lines')} at ${time}`,
		playing: 'Playing',
		pausePlayback: 'Pause playback',
		resumePlayback: 'Play',
		closePlayer: 'Close player',
		position: 'Position in the lecture',
		speed: 'Speed',
		resize: 'Width of the transcript',
		setAside: 'This part could not be written down. The sound is kept.',
		goOn: 'Continue recording',
		neverEnded: 'This lecture was not ended.',
		importCutOff:
			'The import was cut off when its page closed: the rest of the file is missing. Import the file again to have all of it.',
		end: 'End it here',
		waitingForWords: 'Listening. The first words appear a few seconds after they are spoken.',
		waitingForNotes: 'Notes appear once there is enough to take down.',
		nothingSaid: 'No words were heard in this lecture.',
		noNotes: 'There was not enough speech for notes.',
		audioMissing: 'This sound cannot be played yet. It may still be on the recording device.',
		nameless: 'Lecture',
		loading: 'Opening the lecture…',
		onlyHere: 'This lecture has not reached the server yet. Its sound is safe on this device.',
		notHere: {
			what: 'This lecture is not on this device.',
			cure: 'It opens by itself as soon as the server can be reached.'
		},
		gone: 'There is no such lecture.',
		goneCure: 'It may have been deleted on another device.',
		goneHeld: (length: string): Sentence => ({
			what: `${length} of its sound are on this device.`,
			cure: 'Save them as a file if you want to keep them.'
		}),
		announce: 'Read new lines aloud',
		corrected: 'corrected'
	},
	coverage: {
		label: 'How far the sound has come',
		captured: 'recorded',
		stored: 'on the server',
		onDevice: { this: 'only on this device', another: 'only on another device' },
		transcribed: 'of speech written down',
		inNotes: 'of speech in the notes',
		waiting: 'waiting for words',
		failed: 'set aside',
		lost: 'missing',
		summary: {
			captured: (time: string) => `${time} recorded`,
			stored: (time: string) => `${time} on server`,
			transcribed: (time: string) => `${time} written`,
			inNotes: (time: string) => `${time} in notes`,
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
		storage: (length: string) => `No room on the device for ${length}`
	} satisfies Record<GapCause, (length: string) => string>,
	engine: {
		recogniser: {
			small:
				'The small built-in model is at work. It knows English read aloud, and makes mistakes in a lecture hall.',
			smallCure: 'For Chinese and English in full, run this where the server is:',
			smallCommand: 'npm run model -- install',
			full: (name: string) => `${name} is at work.`,
			custom: (name: string) => `${name} is at work.`,
			starting: 'The speech model is loading. Sound is kept meanwhile.',
			failed: 'The speech model does not start. Sound is kept, and will be written down once it runs.',
			detail: (name: string, device: string) => `${name} on ${deviceNames[device] ?? device}`,
			refused: (device: string) =>
				`DEVICE=${device} was asked for and cannot be used. Run this where the server is; it says why and what to do:`,
			refusedCommand: 'npm run doctor'
		},
		notes: {
			extractive: 'Taken from the lecture word for word, without AI.',
			llm: 'Written by a language model from the transcript. Check the times it cites.'
		} satisfies Record<Engine['notes'], string>,
		mixedNotes: (extracted: number) =>
			`Written by a language model from the transcript, but for ${plural(extracted, 'note', 'notes')} taken word for word. Check the times it cites.`,
		grade: { small: 'Small, built in', full: 'Full', custom: 'Custom' } satisfies Record<
			Engine['recogniser']['grade'],
			string
		>
	},
	load: {
		busy: {
			what: 'The server is busy: words appear once a sentence is finished, not while it is spoken.',
			cure: ''
		},
		overloaded: {
			what: 'The server cannot keep up, so the text comes late.',
			cure: 'Nothing is lost; it catches up by itself.'
		}
	} satisfies Record<Exclude<Load, 'normal'>, Sentence>,
	usage: {
		menu: 'Language model, used so far…',
		title: 'Language model, used so far',
		none: 'No language model has read or written anything for this lecture.',
		calls: 'Calls',
		read: 'Tokens read',
		cached: 'of them from the cache',
		written: 'Tokens written',
		cost: 'Price',
		noPrice: 'not known',
		estimate: 'Tokens are as the provider counted them; the price is an estimate.',
		asOf: (day: string) => `Price list of ${day}.`,
		cap: (money: string) => `Limit: ${money} a lecture.`
	},
	terms: {
		menu: 'Words to expect…',
		title: 'Words to expect',
		hint: 'Names and technical words of this lecture, one a line. From now on they are recognised more often.',
		example: 'chloroplast\nCalvin cycle',
		count: (terms: number) => plural(terms, 'word', 'words'),
		tooLong: (term: string, characters: number) =>
			`“${term}…” is too long. A line may have ${characters} characters.`,
		tooMany: (most: number, over: number) => `At most ${most} words. Take ${over} out.`,
		save: 'Save'
	},
	language: {
		auto: 'Detect',
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
