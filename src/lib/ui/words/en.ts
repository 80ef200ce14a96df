import type { UploadProblem } from '#lib/lecture/slides-api.ts';
import type { InstallState } from '#lib/pwa/installation.svelte.ts';
import type { UpdateState } from '#lib/pwa/updates.svelte.ts';
import type { CaptureProblem, CaptureWarning, Processing, SourceProblem } from '#lib/capture/port.ts';
import type { ApiProblem } from '#lib/lecture/api.ts';
import type { ModelProblem } from '#lib/lecture/language-model-api.ts';
import type { QuestionProblem } from '#lib/lecture/questions-api.ts';
import type { MediaEnding, MediaProblem } from '#lib/import/port.ts';
import type { TakenIn } from '#lib/rescue/take-in.ts';
import type {
	ModelProvider,
	Engine,
	ErrorCode,
	GapCause,
	Language,
	Load,
	NoteBlock,
	NoteLanguage,
	NoteOrigin,
	NoteTemplate
} from '#lib/protocol/index.ts';
import type { LinkState } from '#lib/uplink/port.ts';

/** What is the matter, and what a person can do about it; `cure` is empty where nothing needs doing. */
export type Sentence = { what: string; cure: string };

/** By the names of the runtime; another one is shown as it is. */
const deviceNames: Record<string, string> = {
	cpu: 'the processor',
	cuda: 'an NVIDIA graphics card (CUDA)',
	webgpu: 'the graphics processor (WebGPU)',
	coreml: 'Core ML',
	remote: 'a recognition service that speech is sent to'
};

type Refusal = Extract<LinkState, { kind: 'refused' }>['reason'];
type ImportProblem =
	| Exclude<Extract<TakenIn, { kind: 'refused' }>['problem'], 'foreign-file'>
	| Exclude<MediaProblem, 'unknown-codec'>;
type LinkKind = Exclude<LinkState['kind'], 'online' | 'refused' | 'closed'>;

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const en = {
	locale: 'en',
	common: {
		home: 'Lectures',
		settings: 'Settings',
		cancel: 'Cancel',
		close: 'Close',
		retry: 'Try again',
		loading: 'Loading…',
		skip: 'Skip to content',
		back: 'All lectures'
	},
	home: {
		record: 'Record',
		starting: 'Starting…',
		recordHint: 'Words appear as they are spoken. The sound is kept on this device first.',
		microphone: 'Microphone',
		defaultMicrophone: 'Default microphone',
		checkLevel: 'Check level',
		level: 'Microphone level',
		emptyTitle: 'No lectures yet',
		emptyFirst: 'Press Record when the lecture begins: the words appear line by line, the notes beside them.',
		emptySecond: 'If the network drops, nothing is lost; the rest catches up by itself.',
		trySample: 'Try a sample',
		sampleName: 'Photosynthesis',
		sampleHint: 'One minute of a biology lecture, heard the way a microphone hears it.',
		sampleTitle: 'Sample: Photosynthesis',
		lectures: 'Lectures',
		storage: (size: string) => `${size} used on this device`,
		untitled: (date: string) => `Lecture, ${date}`,
		emptyHere: 'No lectures on this device',
		onlyHere: {
			what: 'The server cannot be reached.',
			cure: 'Only what this device holds is shown. You can record all the same.'
		},
		recordingNow: 'A lecture is being recorded.',
		openIt: 'Open it'
	},
	lectureState: {
		recording: 'Recording',
		waiting: (length: string) => `Waiting to sync · ${length}`,
		transcribing: (length: string) => `Transcribing · ${length} left`,
		ready: 'Ready',
		open: 'Paused'
	},
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
	editing: {
		begin: 'Edit',
		done: 'Done',
		undo: 'Undo',
		hint: 'Press a line or a note to change it.',
		keys: 'Enter keeps it, Shift + Enter begins a new line, Escape leaves it as it was.',
		waiting: (count: number) => `${plural(count, 'change waits', 'changes wait')} for the server.`,
		save: 'Keep',
		cancel: 'Cancel',
		note: 'Text of the note',
		kind: 'Kind',
		line: 'What was said',
		correct: (time: string) => `Correct the line at ${time}`,
		section: 'Heading of the section',
		untitled: 'No heading yet',
		edit: 'Edit',
		more: 'More for this note',
		moreSection: 'More for this section',
		up: 'Move up',
		down: 'Move down',
		addBelow: 'Add a note below',
		addNote: 'Add a note',
		addSection: 'Add a section',
		remove: 'Remove',
		suggested: 'The engine suggests:',
		take: 'Use it',
		drop: 'Leave it',
		doubtful: 'not found in what was said',
		kinds: {
			bullet: 'Point',
			paragraph: 'Text',
			formula: 'Formula',
			code: 'Code',
			table: 'Table',
			term: 'Term',
			task: 'To do',
			question: 'Question'
		} satisfies Record<NoteBlock['kind'], string>
	},
	reading: {
		contents: 'Contents',
		sections: 'Sections',
		tasks: 'To do',
		terms: 'Terms',
		close: 'Close',
		catchUp: 'Catch me up',
		minutes: 'The last minutes',
		noted: 'In the notes',
		said: 'Since then, word for word',
		nothingNew: 'Nothing was said in this time.'
	},
	questions: {
		title: 'Questions',
		question: 'Question',
		field: 'Ask about this lecture',
		keys: 'Enter asks, Shift + Enter begins a new line.',
		ask: 'Ask',
		stop: 'Stop',
		again: 'Ask again',
		asking: 'Reading the lecture…',
		answerer: {
			extractive: 'Answered with lines of the lecture, word for word: no AI is set up on this server.',
			llm: 'Answered by a language model from the transcript. Check the times it cites.'
		} satisfies Record<Engine['notes'], string>,
		suggestions: {
			extractive: ['What is the homework?', 'Is there something about an exam?'],
			llm: [
				'What did I miss in the last five minutes?',
				'Explain the main idea in simple words.',
				'What is to be done until next time?'
			]
		} satisfies Record<Engine['notes'], string[]>,
		noWords: 'Questions can be asked once the first words are written down.',
		offline: {
			what: 'The server cannot be reached.',
			cure: 'Questions can be asked again once it answers.'
		},
		notSaid: 'That was not said so far.',
		beyond: 'Not from the lecture: what the model knows from elsewhere',
		by: {
			model: (model: string) => `Written by ${model}.`,
			lines: 'These lines fit best. No AI wrote this.',
			nobody: 'No line of the lecture fits. No AI was asked.'
		},
		cutOff: 'The answer was too long and ends early.',
		refusedCites: (count: number) =>
			`${plural(count, 'cited moment does', 'cited moments do')} not exist and ${count === 1 ? 'was' : 'were'} left out.`,
		uncited: 'cites nothing that was said',
		stopped: 'Stopped.',
		unanswered: 'The server was restarted before it had answered.',
		problem: {
			unreachable: { what: 'The connection broke.', cure: 'Ask again once it is back.' },
			'not-signed-in': { what: 'You are signed out.', cure: 'Sign in, then ask again.' },
			'not-found': { what: 'There is no such lecture.', cure: '' },
			'server-failed': { what: 'The server met a problem.', cure: 'Ask again in a moment.' },
			busy: { what: 'Another question is being answered.', cure: 'Ask again when that is done.' },
			'cap-reached': {
				what: 'This lecture has used what it may spend on a language model.',
				cure: 'An administrator can raise the limit in Settings.'
			},
			'rate-limited': { what: 'The language model is asked too often.', cure: 'Ask again in a minute.' },
			overloaded: { what: 'The language model is overloaded.', cure: 'Ask again in a few minutes.' },
			'content-filtered': { what: 'The provider withheld the answer.', cure: 'Ask in other words.' },
			'no-answer': {
				what: 'The language model does not answer.',
				cure: 'If it stays so, an administrator finds the reason in Settings with Test.'
			}
		} satisfies Record<QuestionProblem, Sentence>
	},
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
			cure: 'Press “Next slide” while recording, or add a file with text.'
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
	},
	noteStyle: {
		menu: 'Kind of notes, versions…',
		title: 'Notes',
		template: 'Kind of notes',
		templates: {
			default: {
				what: 'Clear notes',
				cure: 'Sections, short points and key terms, for somebody who was there.'
			},
			complete: {
				what: 'Complete',
				cure: 'The whole content in its order, with examples, data and formulas, for somebody who was not there.'
			},
			concise: {
				what: 'Concise',
				cure: 'For revision: numbered sections, worked examples whole, stars at what is examined.'
			},
			detailed: {
				what: 'Detailed',
				cure: 'To learn from without the recording: definitions word by word, every step, every example.'
			},
			concepts: { what: 'Concepts only', cure: 'What each concept is, why it matters and how it differs.' },
			tasks: { what: 'Tasks and dates', cure: 'Homework, readings, deadlines, examinations; nothing else.' },
			free: { what: 'In my own words', cure: 'You say what the notes are to be like.' }
		} satisfies Record<NoteTemplate, Sentence>,
		freeText: 'What the notes are to be like',
		freeExample: 'Only what can be asked in the examination, as questions with answers',
		freeLimit: (characters: number, most: number) => `${characters} of ${most} characters`,
		wordsNeeded: 'Say first what the notes are to be like.',
		language: 'Language of the notes',
		languages: {
			lecture: 'As the lecture',
			zh: 'Chinese',
			en: 'English',
			ja: 'Japanese',
			ko: 'Korean'
		} satisfies Record<NoteLanguage, string>,
		keep: 'Use from now on',
		keepHint: 'What is said from now on is noted this way. What stands stays.',
		kept: 'Kept. What is said from now on is noted this way.',
		again: 'Write the notes again',
		againHint:
			'The whole lecture is read once more, for a new version. The one that stands is kept below, and what you wrote yourself stays.',
		againDo: 'Write again',
		cost: (money: string) =>
			`This lecture has cost about ${money} so far; writing it again costs about as much as the first time.`,
		tokens: (count: string) =>
			`Models have read and written ${count} tokens for this lecture so far; writing it again takes about as many as the first time.`,
		needsModel: {
			what: 'Without a language model, notes are taken from the lecture word for word.',
			cure: 'The kind and language of notes count once an administrator has set one up.'
		},
		needsModelHere: {
			what: 'Without a language model, notes are taken from the lecture word for word.',
			cure: 'The kind and language of notes count once there is one.'
		},
		setUp: 'Set one up',
		begun: (version: number): Sentence => ({
			what: `Version ${version} is being written.`,
			cure: 'It grows before your eyes. The one before is kept.'
		}),
		versions: 'Versions',
		version: (version: number) => `Version ${version}`,
		current: 'shown now',
		look: 'Look',
		lookAt: (version: number) => `Look at version ${version}`,
		styleOf: (template: string, language: string) => `${template} · ${language}`,
		brought: (version: number) => `Version ${version}, brought back`,
		comma: ', ',
		wrote: {
			llm: (notes: number) => `${plural(notes, 'note', 'notes')} by a language model`,
			extractive: (notes: number) => `${notes} taken word for word`,
			person: (notes: number) => `${notes} by you`
		} satisfies Record<NoteOrigin, (notes: number) => string>,
		empty: 'No notes',
		backToVersions: 'All versions',
		bringBack: 'Bring this version back',
		bringBackHint: 'It becomes the newest version. The one that is shown now is kept too.',
		isBack: (restored: number, version: number): Sentence => ({
			what: `Version ${restored} is back, as version ${version}.`,
			cure: ''
		})
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
	problem: {
		'insecure-context': {
			what: 'The browser gives no microphone to a page without HTTPS.',
			cure: 'Open this page over https, or on the computer that runs the server as http://localhost.'
		},
		'no-microphone-support': {
			what: 'This browser cannot record sound.',
			cure: 'Use a current Chrome, Edge, Firefox or Safari.'
		},
		'permission-denied': {
			what: 'The microphone is not allowed for this page.',
			cure: 'Allow it in the browser’s settings for this site, then press Record again.'
		},
		'no-device': { what: 'No microphone was found.', cure: 'Connect one, or choose another above.' },
		'device-busy': {
			what: 'Another program is using the microphone.',
			cure: 'Close it, then press Record again.'
		},
		'sample-unavailable': {
			what: 'The sample could not be loaded.',
			cure: 'Check the connection, then try again.'
		},
		'storage-unavailable': {
			what: 'The browser does not let this page keep sound.',
			cure: 'Leave private browsing, or allow site data, then try again.'
		},
		'storage-full': {
			what: 'This device has no room left for sound. What was recorded so far is kept.',
			cure: 'Free some space, or wait until lectures have reached the server; then go on.'
		},
		'other-tab-records': {
			what: 'Another tab records already.',
			cure: 'Go to that tab, or stop it there first.'
		},
		'needs-tap': { what: 'The browser waits for a tap before it lets sound in.', cure: 'Tap to go on.' },
		'microphone-muted': {
			what: 'Something else has taken the microphone, such as a call.',
			cure: 'Try again once it is over.'
		},
		'no-sound': { what: 'The microphone gives no sound.', cure: 'Connect it again, or choose another.' },
		unknown: { what: 'Recording could not begin.', cure: 'Reload the page, then try again.' }
	} satisfies Record<CaptureProblem, Sentence>,
	recovering: {
		what: {
			'no-frames': 'The microphone has stopped giving sound.',
			'not-woken': 'The microphone did not wake with the device.',
			interrupted: 'The system has taken the sound, for a call perhaps.',
			'source-ended': 'The microphone is gone.',
			'source-muted': 'Something else has taken the microphone, such as a call.',
			'permission-revoked': 'The microphone is no longer allowed for this page.',
			'digital-silence': 'The microphone gave nothing but silence.'
		} satisfies Record<SourceProblem, string>,
		since: (time: string) => `Nothing has been recorded since ${time}; all before is safe.`,
		byItself: 'It is opened again by itself.',
		cure: {
			'permission-denied':
				'Allow it in the browser’s settings for this site; recording then goes on by itself.',
			'no-device': 'Connect one; recording then goes on by itself.',
			'device-busy': 'Close the program that uses it; recording then goes on by itself.',
			'microphone-muted': 'Recording goes on once it is given back.',
			'storage-full': 'This device has no room for the next sound. Free some space.',
			'needs-tap': 'Tap to go on.'
		} satisfies Partial<Record<CaptureProblem, string>> as Partial<Record<CaptureProblem, string>>,
		tryNow: 'Try now',
		tap: 'Tap to continue'
	},
	warning: {
		'not-stored': {
			what: 'This device does not take the newest sound; it may be full.',
			cure: 'Up to ten minutes wait in memory. Free some space, and leave this page open.'
		},
		silence: {
			what: 'No sound for 15 seconds.',
			cure: 'Check that the microphone is not muted, and that it is the right one.'
		},
		'no-frames': {
			what: 'The microphone has stopped giving sound.',
			cure: 'Unlock the screen, or pause and resume.'
		},
		'source-ended': {
			what: 'The microphone is gone.',
			cure: 'What was recorded is safe. Connect it again, then pause and resume; or stop here.'
		},
		'source-muted': {
			what: 'Something else has taken the microphone, such as a call.',
			cure: 'Recording goes on once it is given back.'
		},
		'default-changed': {
			what: 'The system now prefers another microphone.',
			cure: 'This one goes on recording. To change, pause and resume.'
		},
		'detector-fell-back': {
			what: 'Pauses in speech are found by loudness alone.',
			cure: ''
		}
	} satisfies Record<CaptureWarning, Sentence>,
	link: {
		connecting: { what: 'Connecting to the server…', cure: '' },
		offline: {
			what: 'Offline.',
			cure: 'The connection is tried again by itself.'
		},
		'signed-out': { what: 'You are signed out.', cure: 'Sign in again; nothing is lost.' },
		superseded: {
			what: 'Another device records this lecture now.',
			cure: 'What this device recorded is kept here.'
		}
	} satisfies Record<LinkKind, Sentence>,
	room: {
		low: (length: string): Sentence => ({
			what: `This device has room for about ${length} more.`,
			cure: 'Free some space, or let lectures reach the server: what is there makes room here.'
		}),
		short: (length: string): Sentence => ({
			what: `This device is almost full: room for about ${length} more.`,
			cure: 'Free some space now, or connect to the server: what is there makes room here.'
		})
	},
	otherTab: {
		follow: 'Follow here',
		records: {
			what: 'Another tab records.',
			cure: 'Go to that tab, or stop it there first.'
		} satisfies Sentence,
		recordsThis: {
			what: 'Another tab records this lecture.',
			cure: 'Pause and stop it there; here you can follow.'
		} satisfies Sentence
	},
	unsaved: (length: string) => `The last ${length} could not be kept.`,
	quietWhileRecording: {
		what: 'Nothing is played while recording.',
		cure: 'The microphone would hear it. Pause to listen.'
	},
	offlineRecording: {
		what: 'Offline, still recording.',
		cure: 'Sound is kept on this device and follows when the connection is back.'
	},
	lost: (length: string): Sentence => ({
		what: `${length} of sound is missing.`,
		cure: 'It is neither on the server nor on this device any more.'
	}),
	offlineWaiting: (length: string) => `${length} wait on this device.`,
	refused: {
		'wrong-protocol': {
			what: 'This page is older than the server.',
			cure: 'Reload it once nothing is being recorded.'
		},
		'no-such-lecture': {
			what: 'The server does not know this lecture.',
			cure: 'It may have been deleted on another device.'
		},
		'bad-message': {
			what: 'The server did not understand this page.',
			cure: 'Reload it once nothing is being recorded.'
		}
	} satisfies Record<Refusal, Sentence>,
	serverError: {
		'bad-message': { what: 'The server did not understand this page.', cure: 'Reload it.' },
		'too-large': { what: 'The server refused a message that was too long.', cure: 'Reload the page.' },
		'wrong-protocol': { what: 'This page is older than the server.', cure: 'Reload it.' },
		'not-signed-in': { what: 'You are signed out.', cure: 'Sign in again; nothing is lost.' },
		'no-such-lecture': { what: 'The server does not know this lecture.', cure: '' },
		'not-recorder': { what: 'Only the recording device may do this.', cure: '' },
		superseded: { what: 'Another device records this lecture now.', cure: '' },
		'unknown-take': { what: 'The server does not know this recording yet.', cure: 'It is sent again.' },
		'take-number-taken': {
			what: 'Another device has recorded for this lecture too.',
			cure: 'This recording is put behind it.'
		},
		'take-finished': { what: 'This recording is closed on the server.', cure: '' },
		'audio-gap': { what: 'Sound did not arrive in order.', cure: 'It is sent again.' },
		'marks-gap': { what: 'Marks did not arrive in order.', cure: 'They are sent again.' },
		'marks-conflict': { what: 'Device and server disagree about where speech is.', cure: '' },
		'finish-mismatch': { what: 'The end of the recording is still on its way.', cure: '' },
		'storage-full': {
			what: 'The server’s disk is full.',
			cure: 'Sound is kept on this device. Tell whoever runs the server.'
		},
		'storage-failed': {
			what: 'The server could not write to its disk.',
			cure: 'Sound is kept on this device. Tell whoever runs the server.'
		},
		'server-stopping': { what: 'The server is restarting.', cure: 'The connection comes back by itself.' }
	} satisfies Record<ErrorCode, Sentence>,
	api: {
		unreachable: { what: 'The server cannot be reached.', cure: 'Check the connection, then try again.' },
		'not-signed-in': { what: 'You are signed out.', cure: 'Sign in again.' },
		'bad-key': { what: 'This key is not known.', cure: 'Check it for missing letters.' },
		'bad-link': {
			what: 'This link was used already or is too old.',
			cure: 'Use the newest link that the server printed, or a key.'
		},
		'too-many-attempts': { what: 'Too many attempts.', cure: 'Wait a minute, then try again.' },
		'not-found': { what: 'There is no such lecture.', cure: '' },
		'server-failed': { what: 'The server met a problem.', cure: 'Try again in a moment.' },
		'not-admin': { what: 'Only an administrator may do this.', cure: '' },
		'bad-request': { what: 'Something here cannot be used.', cure: 'Check the fields, then try again.' },
		'bad-address': {
			what: 'This is not an address of a language model.',
			cure: 'It reads like https://api.deepseek.com, without a name, a password or a question mark.'
		},
		'private-address': {
			what: 'This address lies inside the server’s own network.',
			cure: 'If that is meant, tick the box below the address.'
		},
		'forbidden-address': {
			what: 'This server does not connect to such an address.',
			cure: 'Enter that of a language model.'
		},
		'plain-http': {
			what: 'Without https, the key and the words could be read on the way.',
			cure: 'Use an https address. Plain http is for machines in the server’s own network.'
		},
		'key-needed': {
			what: 'This is another server.',
			cure: 'The kept key is not sent there: enter the key for this one.'
		},
		'cap-without-price': {
			what: 'A limit is counted with a price.',
			cure: 'Enter the price, or leave the limit empty.'
		}
	} satisfies Record<ApiProblem, Sentence>,
	languageModel: {
		title: 'Notes by a language model',
		none: 'No language model is set up. Notes are taken from the lecture word for word; nothing that is said leaves the server.',
		inUse: (model: string, host: string) => `${model} at ${host}`,
		leaves: (host: string): Sentence => ({
			what: `What is said leaves this server: the text, also that of slides, goes to ${host}.`,
			cure: 'Sound is never sent. How long the text is kept there is for that provider to say.'
		}),
		staysInside: (host: string): Sentence => ({
			what: `The text of lectures and slides is sent to ${host}, inside the server’s own network.`,
			cure: 'Sound is never sent.'
		}),
		key: 'Key',
		keySet: (ending: string | null) => (ending ? `set, ends in …${ending}` : 'set'),
		keyNone: 'none',
		keyKept: (ending: string | null) =>
			ending ? `Kept: …${ending}. Leave empty to keep it.` : 'Leave empty to keep the kept one.',
		keyHint: 'Stays on the server, encrypted. Nobody is shown it again.',
		keyOptional: 'Most servers inside need none.',
		keyLost: {
			what: 'The kept key cannot be read any more.',
			cure: 'The file secret-key in the data directory is not the one it was sealed with. Enter the key again.'
		},
		cutsShort: {
			what: 'The server of this model seems to leave out part of long requests.',
			cure: 'Let it take more at once (Ollama: OLLAMA_CONTEXT_LENGTH=16384), or put what it takes in “Tokens in one request”.'
		},
		limit: 'Limit',
		limitOf: (money: string) => `${money} a lecture`,
		noLimit: 'none',
		fromEnvironment: 'Set by the server’s environment (LLM_…). What is saved here goes before it.',
		setUp: 'Set up',
		change: 'Change',
		remove: 'Remove',
		save: 'Save',
		saving: 'Saving…',
		test: 'Test',
		testing: 'Asking…',
		provider: 'Provider',
		providers: {
			deepseek: 'DeepSeek',
			openai: 'OpenAI',
			qwen: 'Qwen (Alibaba Cloud)',
			kimi: 'Kimi (Moonshot AI)',
			siliconflow: 'SiliconFlow',
			ollama: 'Ollama, on your own machine',
			vllm: 'vLLM, on your own machine',
			'llama.cpp': 'llama.cpp, on your own machine',
			custom: 'Another, OpenAI-compatible'
		} satisfies Record<ModelProvider, string>,
		address: 'Address',
		allowPrivate: 'This machine is in the server’s own network, and that is meant.',
		model: 'Model',
		modelHint: 'As the provider calls it.',
		costs: 'Price and limit',
		costsHint: 'US dollars for a million tokens. Tokens are counted exactly; money is an estimate.',
		prompt: 'Text read',
		cached: 'Read again (cache)',
		completion: 'Text written',
		asOf: 'Price of',
		cap: 'Most a lecture may cost, US$',
		capHint: 'Then notes go on without the model. Empty means no limit.',
		context: 'Tokens in one request',
		contextHint: 'Empty: what is usual for the provider.',
		saved: { what: 'Saved.', cure: 'It is in use from now on.' },
		removed: { what: 'Removed.', cure: 'Nothing is sent any more.' },
		works: (model: string, seconds: string): Sentence => ({
			what: `${model} answers, in ${seconds} s.`,
			cure: ''
		}),
		thinks: 'It thinks before it writes although it was asked not to: notes will come later and cost more.',
		problem: {
			'no-answer': { what: 'No usable answer came.', cure: 'Check address and model, then try again.' },
			'rate-limited': { what: 'The provider asks to slow down.', cure: 'Try again in a minute.' },
			overloaded: { what: 'The provider is overloaded.', cure: 'Try again in a few minutes.' },
			'key-refused': { what: 'The key was refused.', cure: 'Copy it from the provider’s page once more.' },
			'no-balance': { what: 'The account has no money left.', cure: 'Top it up with the provider.' },
			'no-such-model': {
				what: 'The provider does not know this model.',
				cure: 'Check the name; models are retired now and then.'
			},
			'request-refused': {
				what: 'The provider did not accept the request.',
				cure: 'Check provider and model.'
			},
			'content-filtered': { what: 'The provider withheld the answer.', cure: 'Try another model.' },
			'not-a-language-model': {
				what: 'Something else answers at this address.',
				cure: 'Check it; often /v1 at the end is missing.'
			},
			'address-refused': {
				what: 'This server may not connect there.',
				cure: 'The name leads into the server’s own network; tick the box if that is meant. Plain http works only there.'
			},
			'not-reachable': {
				what: 'Nothing can be reached at this address.',
				cure: 'Check it, and that the server may reach it.'
			}
		} satisfies Record<ModelProblem, Sentence>
	},
	rescue: {
		save: 'Save sound as a file',
		saving: 'Saving…',
		fileType: 'Lecture sound',
		saved: {
			what: 'The sound was saved as a file.',
			cure: 'Open it on any device that is signed in, under Import.'
		},
		failed: { what: 'The file could not be written.', cure: 'Free some space, or choose another place.' }
	},
	import: {
		title: 'Import',
		link: 'Import audio or video',
		explain:
			'Each audio or video file becomes a lecture, which is then written down by itself. Sound that was saved as a .404take file comes back into its own lecture.',
		choose: 'Choose files',
		kinds: 'MP3, M4A, WAV, Ogg, Opus, FLAC, WebM, MP4, MOV',
		drop: 'or drop them here',
		openIt: 'Open lecture',
		waiting: 'Waits its turn',
		opening: 'Opening…',
		reading: 'Reading the sound',
		left: (length: string) => `about ${length} left`,
		cancel: 'Cancel',
		keepOpen: 'Keep this page open until it is done; you may look at your lectures meanwhile.',
		heldUp: {
			what: 'This device has no room left.',
			cure: 'Free some space within ten minutes and it goes on.'
		},
		cancelled: { what: 'Cancelled. Nothing of it was kept.', cure: '' },
		imported: {
			whole: (length: string): Sentence => ({
				what: `${length} of sound taken in.`,
				cure: 'It is sent to the server and written down.'
			}),
			damaged: (length: string): Sentence => ({
				what: `The file is damaged after ${length}.`,
				cure: 'The sound before that was taken in. The rest cannot be read.'
			}),
			'storage-full': (length: string): Sentence => ({
				what: `This device ran out of room after ${length}.`,
				cure: 'What was read is kept. Free some space and import the file again to have all of it.'
			}),
			'storage-failed': (length: string): Sentence => ({
				what: `The browser stopped keeping sound after ${length}.`,
				cure: 'What was read is kept. Reload the page and import the file again to have all of it.'
			})
		} satisfies Record<MediaEnding, (length: string) => Sentence>,
		unknownCodec: (codec: string | undefined): Sentence => ({
			what: codec
				? `This browser cannot decode ${codec} sound.`
				: 'This browser does not know how this sound is coded.',
			cure: 'Try another browser, such as Chrome or Edge, or convert the file to MP3, Opus or WAV.'
		}),
		done: (length: string): Sentence => ({ what: `${length} of sound taken in.`, cure: '' }),
		nothingNew: { what: 'Nothing new: all of it is here already.', cure: '' },
		late: (length: string): Sentence => ({
			what: `${length} cannot be added: the lecture was ended here without them.`,
			cure: 'Keep the file.'
		}),
		missing: (length: string): Sentence => ({
			what: `The file is cut off or damaged: ${length} are missing.`,
			cure: 'The rest was taken in. If you have a better copy, import it too.'
		}),
		refused: {
			empty: { what: 'This file is empty.', cure: 'Choose another copy of it.' },
			'not-media': {
				what: 'This is no audio or video file that can be read here.',
				cure: 'Choose a recording, a video, or a .404take file.'
			},
			'no-audio': { what: 'This video has no sound.', cure: 'There is nothing to write down.' },
			encrypted: {
				what: 'This file is copy-protected.',
				cure: 'Only its own app can play it. Use a copy without protection.'
			},
			'broken-media': {
				what: 'This file is damaged: no sound in it can be read.',
				cure: 'Use another copy.'
			},
			'newer-file': { what: 'A newer version saved this file.', cure: 'Update this app, then try again.' },
			'broken-file': {
				what: 'This file is damaged at its very beginning.',
				cure: 'Nothing of it can be read. Use another copy.'
			},
			'storage-full': {
				what: 'This device has no room for it.',
				cure: 'Free some space, then import the file again.'
			},
			'storage-failed': {
				what: 'The browser does not let this page keep sound.',
				cure: 'Leave private browsing, or allow site data, then try again.'
			}
		} satisfies Record<ImportProblem, Sentence>
	},
	signIn: {
		title: 'Sign in',
		explain: 'The server printed a link when it started. Open that link in this browser, or enter a key.',
		key: 'Key',
		submit: 'Sign in',
		working: 'Signing in…'
	},
	update: {
		state: {
			waiting: 'A newer version of 404NotSound is here.',
			'held-back': 'A lecture is being recorded. Reload when it has stopped.',
			fetching: 'The newer version is being fetched; the page reloads by itself.',
			exchanging: 'Changing to the newer version…',
			exchanged: 'This page is older than the app on this device.'
		} satisfies Record<Exclude<UpdateState, 'none'>, string>,
		reload: 'Reload'
	},
	install: {
		installed: 'It is installed on this device, and starts without a network.',
		'can-ask': 'Installed, it has an icon and a window of its own. It starts without a network either way.',
		'by-hand':
			'To put it on the Home Screen, open the Share menu and choose Add to Home Screen. To record with the screen locked, use the Safari tab: iOS stops the microphone of Home Screen apps.',
		unknown: 'It starts without a network. To install it, look in the browser’s menu.',
		ask: 'Install'
	} satisfies Record<InstallState | 'ask', string>,
	settings: {
		title: 'Settings',
		recording: 'Recording',
		processing: 'Where the microphone stands',
		spoken: 'Spoken language',
		spokenHint: 'Used for the next recording.',
		notes: 'Notes',
		notesHint: 'For new lectures. In a lecture’s menu it can be chosen for that lecture alone.',
		appearance: 'Appearance',
		theme: 'Theme',
		themes: { system: 'System', light: 'Light', dark: 'Dark' },
		interfaceLanguage: 'Language',
		announce: 'Read new lines aloud',
		announceHint: 'For screen readers: each line is announced once, when it is final.',
		server: 'Server',
		recogniser: 'Speech',
		notesEngine: 'Notes',
		unreachable: 'Not reachable now',
		storage: 'Storage on this device',
		storageUsed: (used: string, room: string) => `${used} used, ${room} free.`,
		storageLeft: (length: string) => `Room for about ${length} more, even offline.`,
		storageKept: 'Sound leaves this device only after the server has it on disk.',
		persistent: 'The browser has promised not to clear it.',
		notPersistent: 'The browser may clear it when space runs short.',
		persist: 'Ask the browser to keep it',
		app: 'App',
		account: 'Account',
		signedInAs: (name: string) => `Signed in as ${name}`,
		admin: 'administrator',
		signOut: 'Sign out',
		signOutBlocked: 'Stop the recording first.'
	},
	processing: {
		hall: { what: 'Lecture hall', cure: 'The speaker is far away. Quiet voices are raised.' },
		close: { what: 'Close by', cure: 'A headset, or a microphone on the desk. The sound is left as it is.' },
		loudspeaker: { what: 'From a loudspeaker', cure: 'An online class. The sound is left as it is.' }
	} satisfies Record<Processing, Sentence>,
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
	} as Record<string, string>,
	noteKind: {
		bullet: '',
		paragraph: '',
		formula: 'Formula',
		code: 'Code',
		table: 'Table',
		term: 'Term',
		task: 'To do',
		question: 'Question'
	} satisfies Record<NoteBlock['kind'], string>,
	format: { md: 'Markdown', txt: 'Text', srt: 'SRT subtitles', vtt: 'VTT subtitles', json: 'JSON' },
	error: {
		notFound: 'This page is not here.',
		notFoundCure: 'The address may be mistyped, or the lecture was deleted.',
		failed: 'Something went wrong on this page.',
		failedCure: 'Your recordings are kept. Reload the page to go on.',
		reload: 'Reload'
	},
	leaving: 'A lecture is being recorded. Leave anyway?',
	length: {
		seconds: (count: number) => `${count} s`,
		minutes: (count: number) => `${count} min`,
		hours: (hours: number, minutes: number) => (minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`)
	}
};

export type Words = typeof en;
