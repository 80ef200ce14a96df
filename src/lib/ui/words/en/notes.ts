import type { NoteBlock, NoteLanguage, NoteOrigin, NoteTemplate } from '#lib/protocol/index.ts';
import { plural } from './plural.ts';
import type { Sentence } from '../sentence.ts';

export const notes = {
	editing: {
		begin: 'Edit',
		done: 'Done',
		undo: 'Undo',
		redo: 'Redo',
		hint: 'Select a line or a note to edit it. You can undo until you leave this page.',
		keys: 'Enter saves, Shift + Enter starts a new line, Escape cancels.',
		waiting: (count: number) => `${plural(count, 'change', 'changes')} waiting to be sent.`,
		save: 'Save',
		cancel: 'Cancel',
		note: 'Text of the note',
		kind: 'Kind',
		line: 'What was said',
		correct: (time: string) => `Correct the line at ${time}`,
		section: 'Section heading',
		untitled: 'Untitled section',
		edit: 'Edit',
		more: 'More options for this note',
		moreSection: 'More options for this section',
		up: 'Move up',
		down: 'Move down',
		addBelow: 'Add a note below',
		addNote: 'Add a note',
		addSection: 'Add a section',
		remove: 'Remove',
		suggested: 'Suggested change:',
		take: 'Accept',
		drop: 'Dismiss',
		doubtful: 'not found in the transcript',
		kinds: {
			bullet: 'Point',
			paragraph: 'Text',
			formula: 'Formula',
			code: 'Code',
			table: 'Table',
			term: 'Term',
			task: 'Task',
			important: 'Important',
			question: 'Question'
		} satisfies Record<NoteBlock['kind'], string>
	},
	reading: {
		contents: 'Contents',
		sections: 'Sections',
		tasks: 'Tasks',
		tasksHint: 'Everything to do that was found in the lecture. Press a time to play it.',
		important: 'Important',
		importantHint: 'Exams, what has to be known for them, and classes that are moved or cancelled.',
		terms: 'Terms',
		close: 'Close',
		catchUp: 'Catch me up',
		minutes: 'Minutes to catch up on',
		noted: 'In the notes',
		said: 'Transcript since then'
	},
	noteStyle: {
		menu: 'Note style and versions…',
		title: 'Notes',
		template: 'Note style',
		templates: {
			default: {
				what: 'Clear notes',
				cure: 'Sections, short points and key terms, for someone who was there.'
			},
			complete: {
				what: 'Complete',
				cure: 'Everything in order, with examples, data and formulas, for someone who wasn’t there.'
			},
			concise: {
				what: 'Concise',
				cure: 'For revision: numbered sections, complete worked examples, stars on what’s in the exam.'
			},
			detailed: {
				what: 'Detailed',
				cure: 'For studying without the recording: exact definitions, every step, every example.'
			},
			concepts: { what: 'Concepts only', cure: 'What each concept is, why it matters and how it differs.' },
			tasks: { what: 'Tasks and dates', cure: 'Homework, reading, deadlines, exams; nothing else.' },
			free: { what: 'Custom', cure: 'You describe what the notes should be like.' }
		} satisfies Record<NoteTemplate, Sentence>,
		freeText: 'What the notes should be like',
		freeExample: 'Only what could come up in the exam, as questions and answers',
		freeLimit: (characters: number, most: number) => `${characters} of ${most} characters`,
		wordsNeeded: 'First describe what the notes should be like.',
		language: 'Language of the notes',
		languages: {
			lecture: 'Same as the lecture',
			zh: 'Chinese',
			en: 'English',
			ja: 'Japanese',
			ko: 'Korean'
		} satisfies Record<NoteLanguage, string>,
		keep: 'Use from now on',
		keepHint: 'For what’s said from now on. Existing notes won’t change.',
		kept: 'Saved. What’s said from now on is noted this way.',
		again: 'Rewrite the notes',
		againHint:
			'The whole lecture is read again to write a new version. The current version is kept below, and what you wrote yourself stays.',
		againDo: 'Rewrite',
		cost: (money: string) =>
			`This lecture has cost about ${money} so far. Rewriting costs about as much as the first time.`,
		tokens: (count: string) =>
			`Language models have used ${count} tokens for this lecture so far. Rewriting takes about as many as the first time.`,
		needsModel: {
			what: 'Without a language model, notes are excerpts from the transcript.',
			cure: 'Note style and language take effect once an administrator sets one up.'
		},
		needsModelHere: {
			what: 'Without a language model, notes are excerpts from the transcript.',
			cure: 'Note style and language take effect once there is one.'
		},
		setUp: 'Set one up',
		begun: (version: number): Sentence => ({
			what: `Version ${version} is being written.`,
			cure: 'It appears as it’s written. The previous version is kept.'
		}),
		versions: 'Versions',
		version: (version: number) => `Version ${version}`,
		current: 'current',
		look: 'View',
		lookAt: (version: number) => `View version ${version}`,
		styleOf: (template: string, language: string) => `${template} · ${language}`,
		brought: (version: number) => `Restored from version ${version}`,
		comma: ', ',
		wrote: {
			llm: (notes: number) => `${plural(notes, 'note', 'notes')} by a language model`,
			extractive: (notes: number) => plural(notes, 'excerpt', 'excerpts'),
			person: (notes: number) => `${notes} by you`
		} satisfies Record<NoteOrigin, (notes: number) => string>,
		empty: 'No notes',
		backToVersions: 'All versions',
		bringBack: 'Restore this version',
		bringBackHint: 'It becomes the newest version. The current one is kept too.',
		isBack: (restored: number, version: number): Sentence => ({
			what: `Version ${restored} restored as version ${version}.`,
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
		task: 'Task',
		important: 'Important',
		question: 'Question'
	} satisfies Record<NoteBlock['kind'], string>
};
