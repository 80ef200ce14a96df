import type { RecorderState } from '#lib/capture/port.ts';
import type { Coverage } from '#lib/lecture/coverage.ts';
import { recordingPhases } from '#lib/lecture/library.ts';
import type {
	Engine,
	Language,
	LectureInfo,
	NoteDocument,
	NoteOrigin,
	NotesWait
} from '#lib/protocol/index.ts';
import { writersOf } from '#lib/protocol/index.ts';
import type { LinkState, LocalLecture } from '#lib/uplink/port.ts';

/** Everything that a statement about a lecture may rest on. */
export type LectureFacts = {
	/** The server has told this page what it has of the lecture. */
	isKnown: boolean;
	isOnline: boolean;
	/** It was begun on this device. */
	isHere: boolean;
	/** A person has ended it, or its file was read to the end. */
	isEnded: boolean;
	/** How the recorder of this page stands; null where it has none. */
	recorder: RecorderState['kind'] | null;
	/** Another tab of this browser records this very lecture. */
	isInOtherTab: boolean;
	coverage: Coverage;
	/** Sound on this device that the server has not stored. */
	pendingMs: number;
	/** Rows of the transcript, words that may still change included. */
	rows: number;
	/** Notes on screen, by who wrote them. */
	notes: Readonly<Record<NoteOrigin, number>>;
	/** Notes on screen beside these that an engine may still take back. */
	draftNotes: number;
	/** What the draft is extracted for until a language model has read the lines; null where none is waited for. */
	notesWait: NotesWait | null;
	/** Notes that a person removed. */
	removedNotes: number;
	recogniser: Engine['recogniser'] | null;
	language: Language | null;
};

/** What is looked at of an open lecture. */
export type Looked = {
	lecture: {
		info: LectureInfo | null;
		lines: readonly unknown[];
		hypotheses: readonly unknown[];
		coverage: Coverage;
		notes: NoteDocument;
		draftNotes: number;
		notesWait: NotesWait | undefined;
		engine: Engine | null;
	};
	link: { state: LinkState };
	pendingMs: number;
	local: LocalLecture | null;
	recorder: { state: RecorderState } | null;
};

export function factsOf(
	{ lecture, link, pendingMs, local, recorder }: Looked,
	isInOtherTab: boolean
): LectureFacts {
	const { info, lines, hypotheses, coverage, notes, engine, draftNotes, notesWait = null } = lecture;
	return {
		isKnown: info !== null,
		isOnline: link.state.kind === 'online',
		isHere: local !== null,
		isEnded: (info ?? local)?.finishedAt != null,
		recorder: recorder?.state.kind ?? null,
		isInOtherTab,
		coverage,
		pendingMs,
		rows: lines.length + hypotheses.length,
		notes: writersOf(notes),
		draftNotes,
		notesWait,
		removedNotes: notes.removed.size,
		recogniser: engine?.recogniser ?? null,
		language: info?.language ?? local?.language ?? null
	};
}

/** A recorder of this page may go on with it. */
export const mayGoOn = ({ recorder }: LectureFacts): boolean =>
	recordingPhases.some((phase) => phase === recorder);

/** More words may come: it is recorded, or sound is on its way to the server or to its words. */
export const awaitsWords = (facts: LectureFacts): boolean =>
	mayGoOn(facts) ||
	((facts.isKnown || facts.isHere) && !facts.isEnded) ||
	facts.pendingMs > 0 ||
	facts.coverage.waitingMs > 0;

/** It is recorded somewhere, or what was recorded is on its way to its words: a recogniser has it before it. */
export const isUnderWay = (facts: LectureFacts): boolean =>
	mayGoOn(facts) ||
	facts.isInOtherTab ||
	facts.pendingMs > 0 ||
	facts.coverage.waitingMs > 0 ||
	(facts.isKnown && !facts.isHere && !facts.isEnded);

/** Sound is being recorded at this moment, in this browser. */
export const isRecordedNow = ({ recorder, isInOtherTab }: LectureFacts): boolean =>
	recorder === 'recording' || isInOtherTab;
