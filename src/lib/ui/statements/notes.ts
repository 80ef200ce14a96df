import type { CatchUp } from '#lib/lecture/catch-up.ts';
import { lengthInWords, type Words } from '../words.ts';
import { awaitsWords, type LectureFacts } from './facts.ts';
import { saidOf, type Statement } from './statement.ts';
import { isWithoutSpeech } from './transcript.ts';

const isEmpty = ({ notes }: LectureFacts) => notes.extractive + notes.llm + notes.person === 0;
/** The cursor of the notes has passed everything that was recognised. */
const isAllRead = ({ coverage }: LectureFacts) => coverage.readForNotes.ms >= coverage.transcribed.ms;

/** What stands where there are no notes. */
export const emptyNotes: readonly Statement[] = [
	{
		id: 'notes-on-server',
		holds: (facts) => isEmpty(facts) && !facts.isKnown,
		say: ({ statements }) => statements.notes.onServer
	},
	{
		id: 'notes-removed',
		holds: (facts) => isEmpty(facts) && facts.removedNotes > 0,
		say: ({ statements }) => statements.notes.removed
	},
	{
		id: 'notes-not-yet',
		holds: (facts) => isEmpty(facts) && awaitsWords(facts),
		say: ({ statements }) => statements.notes.notYet
	},
	{
		id: 'no-speech-no-notes',
		holds: (facts) => isEmpty(facts) && isWithoutSpeech(facts),
		say: ({ statements }) => statements.notes.noSpeech
	},
	{
		id: 'notes-being-written',
		holds: (facts) => isEmpty(facts) && facts.rows > 0 && !isAllRead(facts),
		say: ({ statements }) => statements.notes.writing
	},
	{
		id: 'nothing-noted',
		holds: (facts) =>
			isEmpty(facts) && facts.isKnown && facts.rows > 0 && isAllRead(facts) && !awaitsWords(facts),
		say: ({ statements }) => statements.notes.none
	}
];

/** Who wrote the notes that are shown; nothing of notes that there are not, or that a person wrote. */
export const notesWriters: readonly Statement[] = [
	{
		id: 'written-by-both',
		holds: ({ notes }) => notes.llm > 0 && notes.extractive > 0,
		say: ({ statements }, { notes }) => statements.writtenBy.both(notes.extractive)
	},
	{
		id: 'written-by-model',
		holds: ({ notes }) => notes.llm > 0,
		say: ({ statements }) => statements.writtenBy.llm
	},
	{
		id: 'excerpts',
		holds: ({ notes }) => notes.extractive > 0 && notes.llm === 0,
		say: ({ statements }) => statements.writtenBy.extractive
	}
];

/** What the newest notes stand in for: nothing where none of them is a draft. */
export const notesWaits: readonly Statement[] = [
	{
		id: 'waiting-for-model',
		holds: (facts) => standsIn(facts) && facts.notesWait?.askedForMs != null,
		say: (words, { notesWait }) => {
			const { model = '', askedForMs } = notesWait ?? {};
			return words.statements.notesWait.waitingFor(model, lengthInWords(words, askedForMs ?? 0));
		}
	},
	{
		id: 'extracted-until',
		holds: (facts) => standsIn(facts) && facts.notesWait?.askedForMs === null,
		say: ({ statements }, { notesWait }) => statements.notesWait.extractedUntil(notesWait?.model ?? '')
	}
];
const standsIn = ({ draftNotes, notesWait }: LectureFacts): boolean => notesWait !== null && draftNotes > 0;

export const emptyNotesInWords = (words: Words, facts: LectureFacts): string =>
	saidOf(emptyNotes, words, facts);
export const notesWaitInWords = (words: Words, facts: LectureFacts): string =>
	saidOf(notesWaits, words, facts);
export const writersInWords = (words: Words, facts: LectureFacts): string =>
	saidOf(notesWriters, words, facts);

/** For somebody who wants to catch up on minutes in which nothing was said that could be read. */
export const missedInWords = ({ statements }: Words, { blocks, lines }: CatchUp): string =>
	blocks.length + lines.length === 0 ? statements.nothingMissed : '';

/** For a list of tasks, or of what is important, in which there is nothing: final only once all was read. */
export function noCuesInWords(
	{ statements }: Words,
	kind: 'task' | 'important',
	facts: LectureFacts
): string {
	const isFinal = facts.isKnown && !awaitsWords(facts) && isAllRead(facts);
	return statements.noCues[kind][isFinal ? 'atAll' : 'soFar'];
}
