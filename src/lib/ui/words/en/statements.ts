import type { GapCause, Load } from '#lib/protocol/index.ts';
import type { Sentence } from '../sentence.ts';
import { modelCheck } from './model-check.ts';
import { plural } from './plural.ts';

/**
 * Everything that the app says about how a lecture stands. Only `src/lib/ui/statements` uses these, where each stands beside
 * the fact that makes it true.
 */
export const statements = {
	statements: {
		/** In the list, in the lecture and in the bar that follows it: the same word for the same thing. */
		phase: {
			starting: 'Starting…',
			recording: 'Recording',
			recovering: 'Microphone lost',
			paused: 'Paused',
			stopping: 'Finishing…',
			importing: 'Importing',
			interrupted: 'Interrupted',
			notEnded: 'Not ended',
			waiting: (length: string) => `${length} waiting to upload`,
			transcribing: (length: string) => `Transcribing · ${length} left`,
			uploaded: 'Uploaded',
			ready: 'Ready'
		},
		interrupted: 'This lecture was interrupted.',
		importInterrupted:
			'The import was interrupted when its page closed, so the rest of the file is missing. Import the file again to get all of it.',
		transcript: {
			notUploaded: 'This lecture hasn’t been uploaded yet. Its sound is safe on this device.',
			onServer: 'What has been transcribed is on the server. It appears once the server can be reached.',
			recordingOffline: 'Words appear once the server can be reached. The sound is saved on this device.',
			listening: 'Listening. The first words appear a few seconds after they’re spoken.',
			waiting: 'Waiting to be transcribed.',
			nothingYet: 'Nothing has been transcribed yet.',
			nothingRecorded: 'Nothing was recorded.',
			noSpeech: 'No speech was recognised in this lecture.'
		},
		notes: {
			onServer: 'Notes appear once the server can be reached.',
			removed: 'All notes were removed.',
			notYet: 'Notes appear once enough has been said.',
			writing: 'Notes are being written.',
			noSpeech: 'No speech was recognised, so there are no notes.',
			none: 'Nothing in the transcript was noted.'
		},
		notesWait: {
			extractedUntil: (model: string) =>
				`The newest notes are extracted for now. ${model} will write them anew.`,
			waitingFor: (model: string, length: string) =>
				`The newest notes are extracted for now. Waiting for ${model}, ${length} so far.`
		},
		modelCheck,
		noCues: {
			task: { soFar: 'No tasks found so far.', atAll: 'No tasks found.' },
			important: { soFar: 'Nothing found so far.', atAll: 'Nothing found.' }
		},
		writtenBy: {
			extractive: 'Excerpts from the transcript, without AI.',
			llm: 'Written by a language model from the transcript. Check the times it cites.',
			both: (excerpts: number) =>
				`Written by a language model from the transcript, with ${plural(excerpts, 'excerpt', 'excerpts')} from it. Check the times it cites.`
		},
		coverage: {
			label: 'Processing progress',
			recorded: 'recorded',
			stored: 'on the server',
			onDevice: { this: 'only on this device', another: 'only on another device' },
			transcribed: 'of speech transcribed',
			read: 'of speech read for notes',
			waiting: 'waiting to be transcribed',
			failed: 'couldn’t be transcribed',
			lost: 'missing',
			summary: {
				recorded: (time: string) => `${time} recorded`,
				stored: (time: string) => `${time} on server`,
				transcribed: (time: string) => `${time} transcribed`,
				read: (time: string) => `${time} read for notes`,
				onDevice: {
					this: (time: string) => `${time} only on this device`,
					another: (time: string) => `${time} only on another device`
				},
				lost: (time: string) => `${time} missing`,
				gaps: (count: number) => plural(count, 'gap', 'gaps')
			},
			breaks: 'Pauses and gaps',
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
		line: {
			failed: 'This part couldn’t be transcribed. Its sound is saved.',
			corrected: 'corrected'
		},
		recogniser: {
			small:
				'Using the small built-in model. Expect many mistakes; it only understands clearly read English.',
			smallElsewhere: 'The small built-in model only understands English, not the language of this lecture.',
			other: (name: string) => `Using ${name}.`,
			starting: 'The speech model is loading. Sound is saved meanwhile.',
			failed: 'The speech model can’t start. Sound is saved and will be transcribed once it runs.'
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
		offline: { what: 'Offline.', cure: 'Reconnecting automatically.' },
		offlineRecording: {
			what: 'Offline, still recording.',
			cure: 'Sound is saved on this device and uploads once the connection is back.'
		},
		superseded: {
			what: 'Another device has taken over this lecture.',
			cure: 'What this device recorded is still saved here.'
		},
		waitingToUpload: (length: string) => `${length} waiting to upload.`,
		lost: (length: string): Sentence => ({
			what: `${length} of sound is missing.`,
			cure: 'It’s no longer on the server or on this device.'
		}),
		otherTab: {
			records: {
				what: 'Another tab is recording.',
				cure: 'Go to that tab, or stop it there first.'
			} satisfies Sentence,
			recordsThis: {
				what: 'Another tab is recording this lecture.',
				cure: 'Pause or stop it there. You can follow along here.'
			} satisfies Sentence
		},
		quietWhileRecording: {
			what: 'Playback is off while recording.',
			cure: 'The microphone would pick it up. Pause to listen.'
		},
		elsewhere: {
			listed: {
				what: 'This lecture can’t be read offline: its transcript and notes are on the server.',
				cure: 'It opens by itself once the server can be reached.'
			},
			unknown: {
				what: 'Nothing of this lecture is on this device.',
				cure: 'It opens by itself once the server can be reached.'
			}
		},
		gone: { what: 'This lecture doesn’t exist.', cure: 'It may have been deleted on another device.' },
		goneHeld: (length: string): Sentence => ({
			what: `${length} of its sound is still on this device.`,
			cure: 'Save it as a file to keep it.'
		}),
		onlyHere: (length: string): Sentence => ({
			what: `${length} of sound exists only on this device.`,
			cure: 'Once deleted, it can’t be recovered.'
		}),
		soundMissing: 'This sound can’t be played yet. It may still be on the device that recorded it.',
		nothingMissed: 'No speech was transcribed in this time.',
		lateSlides: {
			what: 'These notes were written before the slides were added.',
			cure: 'To include the slides, open “Note style and versions…” in the menu and rewrite the notes.'
		},
		imported: {
			waiting: 'Waiting to upload.',
			transcribing: 'Transcribing now.',
			ready: 'Transcribed.'
		}
	}
};
