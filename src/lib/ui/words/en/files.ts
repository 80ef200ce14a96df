import type { MediaEnding, MediaProblem } from '#lib/import/port.ts';
import type { TakenIn } from '#lib/rescue/take-in.ts';
import type { CodecAdvice } from '../../codec-advice.ts';
import type { Sentence } from '../sentence.ts';

type ImportProblem =
	| Exclude<Extract<TakenIn, { kind: 'refused' }>['problem'], 'foreign-file'>
	| Exclude<MediaProblem, 'unknown-codec'>;

export const files = {
	rescue: {
		save: 'Save sound as a file',
		saving: 'Saving…',
		fileType: 'Lecture sound',
		saved: {
			what: 'The sound was saved as a file.',
			cure: 'Open it under Import on any device that’s signed in.'
		},
		failed: { what: 'The file couldn’t be saved.', cure: 'Free up space, or choose another location.' }
	},
	import: {
		title: 'Import',
		link: 'Import audio or video',
		explain:
			'Each audio or video file becomes a lecture and is transcribed automatically. Sound saved as a .404take file goes back into its own lecture.',
		choose: 'Choose files',
		kinds: 'MP3, M4A, WAV, Ogg, Opus, FLAC, WebM, MP4, MOV',
		drop: 'or drop them here',
		openIt: 'Open lecture',
		waiting: 'Waiting',
		opening: 'Opening…',
		reading: 'Reading the audio',
		left: (length: string) => `about ${length} left`,
		cancel: 'Cancel',
		keepOpen: 'Keep this page open until it’s done. You can look at your lectures meanwhile.',
		heldUp: {
			what: 'This device is out of space.',
			cure: 'Free up space within ten minutes and the import continues.'
		},
		cancelled: { what: 'Cancelled. Nothing was kept.', cure: '' },
		imported: {
			whole: (length: string): Sentence => ({
				what: `Imported ${length}.`,
				cure: ''
			}),
			damaged: (length: string): Sentence => ({
				what: `The file is damaged after ${length}.`,
				cure: 'Everything before that was imported. The rest can’t be read.'
			}),
			'storage-full': (length: string): Sentence => ({
				what: `This device ran out of space after ${length}.`,
				cure: 'What was read has been kept. Free up space and import the file again to get all of it.'
			}),
			'storage-failed': (length: string): Sentence => ({
				what: `The browser stopped saving sound after ${length}.`,
				cure: 'What was read has been kept. Reload the page and import the file again to get all of it.'
			})
		} satisfies Record<MediaEnding, (length: string) => Sentence>,
		unknownCodec: (codec: string | undefined, advice: CodecAdvice): Sentence => ({
			what: codec
				? `The sound in this file is ${codec}, which this browser can’t decode.`
				: 'This browser doesn’t recognise how this audio is encoded.',
			cure:
				advice === 'chrome'
					? 'Open this page in Chrome or Edge, or convert the file to MP3, M4A or WAV first.'
					: 'Convert the file to MP3, M4A or WAV first, for example with VLC, Audacity or ffmpeg.'
		}),
		tracks: (used: string, count: number) => `${used} of ${count} was used.`,
		track: (number: number, name: string) => `Track ${number}${name ? ` (${name})` : ''}`,
		addTrack: (track: string) => `Import ${track} too`,
		cancelling: {
			what: 'The channels of this file cancel each other out.',
			cure: 'They were put in phase, so the speech is kept.'
		},
		done: (length: string): Sentence => ({ what: `Imported ${length}.`, cure: '' }),
		nothingNew: { what: 'Nothing new. It’s all here already.', cure: '' },
		late: (length: string): Sentence => ({
			what: `${length} can’t be added: the lecture was already ended on this device.`,
			cure: 'Keep the file.'
		}),
		missing: (length: string): Sentence => ({
			what: `The file is incomplete or damaged: ${length} missing.`,
			cure: 'The rest was imported. If you have a better copy, import it too.'
		}),
		refused: {
			empty: { what: 'This file is empty.', cure: 'Choose another copy.' },
			'not-media': {
				what: 'This isn’t an audio or video file that can be read here.',
				cure: 'Choose a recording, a video or a .404take file. Convert other formats to MP3, M4A or WAV first.'
			},
			'no-audio': { what: 'This video has no sound.', cure: 'There’s nothing to transcribe.' },
			encrypted: {
				what: 'This file is copy-protected.',
				cure: 'Only its own app can play it. Use a copy without protection.'
			},
			'broken-media': {
				what: 'This file is damaged, and no audio in it can be read.',
				cure: 'Use another copy.'
			},
			'newer-file': {
				what: 'This file was saved by a newer version.',
				cure: 'Update this app, then try again.'
			},
			'broken-file': {
				what: 'The beginning of this file is damaged.',
				cure: 'None of it can be read. Use another copy.'
			},
			'storage-full': {
				what: 'This device doesn’t have enough space.',
				cure: 'Free up space, then import the file again.'
			},
			'storage-failed': {
				what: 'The browser doesn’t let this page store sound.',
				cure: 'Leave private browsing or allow site data, then try again.'
			}
		} satisfies Record<ImportProblem, Sentence>
	}
};
