import type { NoteBlock, NoteLanguage, NoteOrigin, NoteTemplate } from '#lib/protocol/index.ts';
import { plural } from './plural.ts';
import type { Sentence } from '../sentence.ts';

export const notes = {
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
			important: 'Important',
			question: 'Question'
		} satisfies Record<NoteBlock['kind'], string>
	},
	reading: {
		contents: 'Contents',
		sections: 'Sections',
		tasks: 'Tasks',
		important: 'Important',
		terms: 'Terms',
		close: 'Close',
		catchUp: 'Catch me up',
		minutes: 'The last minutes',
		noted: 'In the notes',
		said: 'Since then, word for word',
		nothingNew: 'Nothing was said in this time.'
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
	noteKind: {
		bullet: '',
		paragraph: '',
		formula: 'Formula',
		code: 'Code',
		table: 'Table',
		term: 'Term',
		task: 'To do',
		important: 'Important',
		question: 'Question'
	} satisfies Record<NoteBlock['kind'], string>
};
