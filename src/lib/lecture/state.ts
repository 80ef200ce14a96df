import type {
	Engine,
	LectureInfo,
	Load,
	NoteDocument,
	NoteOp,
	NotesWait,
	TakeId,
	TakeState,
	Utterance,
	UtteranceId
} from '#lib/protocol/index.ts';
import { emptyNotes } from '#lib/protocol/index.ts';

/** Everything a client knows of one lecture, folded from the server's messages. Plain data; never mutated. */
export type LectureState = {
	readonly lecture: LectureInfo | null;
	readonly takes: ReadonlyMap<TakeId, TakeState>;
	readonly utterances: ReadonlyMap<UtteranceId, Utterance>;
	/** Text that may still change, by utterance id; gone as soon as the final is here (rule T1). */
	readonly hypotheses: ReadonlyMap<
		UtteranceId,
		{ takeId: TakeId; segment: number; startSample: number; text: string; committed: number }
	>;
	readonly notes: NoteDocument;
	/** What an engine is writing just now: to be shown after the notes, and not to be relied on (rule N6). */
	readonly notesDraft: readonly NoteOp[];
	/** The draft was extracted, and stands in for what a language model is to write. */
	readonly notesWait: NotesWait | undefined;
	readonly engine: Engine | null;
	readonly backlogSamples: number;
	/** How the server's recogniser keeps up, with all lectures. */
	readonly load: Load;
	/** Utterances up to this revision have been read for the notes. */
	readonly notedRevision: number;
	/** Highest revision seen: what to ask for after a reconnect (rule W5). */
	readonly revision: number;
};

export const emptyLecture: LectureState = {
	lecture: null,
	takes: new Map(),
	utterances: new Map(),
	hypotheses: new Map(),
	notes: emptyNotes,
	notesDraft: [],
	notesWait: undefined,
	engine: null,
	backlogSamples: 0,
	load: 'normal',
	notedRevision: 0,
	revision: 0
};
