import type { MediaEnding, MediaProblem } from '#lib/import/port.ts';
import type { TakenIn } from '#lib/rescue/take-in.ts';
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
			cure: 'Try another browser, such as Chrome, Edge or Safari, or convert the file to MP3, Opus or WAV.'
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
				cure: 'Choose a recording, a video, or a .404take file; convert another kind to MP3, M4A or WAV first.'
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
	}
};
