import type { Generated, Insertable, Selectable } from 'kysely';

/** Times are epoch milliseconds, booleans 0 or 1, JSON is text: the same on SQLite and PostgreSQL. */
export type Tables = {
	keys: KeyTable;
	sessions: SessionTable;
	lectures: LectureTable;
	takes: TakeTable;
	marks: MarkTable;
	utterances: UtteranceTable;
	note_ops: NoteOpsTable;
	note_ranges: NoteRangeTable;
	noted_lines: NotedLineTable;
	edits: EditTable;
	decks: DeckTable;
	slide_anchors: SlideAnchorTable;
	questions: QuestionTable;
	llm_settings: LlmSettingsTable;
	llm_usage: LlmUsageTable;
	/** Ids that may not come back: a device may still hold sound of a lecture that was deleted elsewhere. */
	removed_lectures: { id: string };
};

type KeyTable = {
	id: string;
	name: string;
	/** HMAC-SHA-256 of the secret under the server's pepper; the key itself is nowhere. */
	digest: string;
	admin: number;
	created_at: number;
	disabled_at: number | null;
};

type SessionTable = { digest: string; key_id: string; created_at: number; expires_at: number };

type LectureTable = {
	id: string;
	owner: string;
	title: string;
	language: string;
	created_at: number;
	finished_at: number | null;
	/** Counts every change that a viewer can see (rule W5). */
	revision: number;
	/** Revision of the last change to the row itself. */
	changed_at_revision: number;
	/** Revision at which the notes of a lecture that has ended were settled; 0 before. */
	notes_settled_at_revision: number;
	/** Cursor of the note stage: it has read every utterance up to this revision. */
	noted_revision: Generated<number>;
	/** JSON of string[]: words that the recogniser is to expect. */
	terms: Generated<string>;
	/** JSON of NoteStyle. */
	note_style: Generated<string>;
	/** Counts changes of its decks and anchors. */
	slides_version: Generated<number>;
};

type TakeTable = {
	id: string;
	lecture_id: string;
	number: number;
	started_at: number;
	codec: string;
	device: string | null;
	continues: string | null;
	/** What ended the take before (GapCause). */
	gap: string | null;
	/** JSON of Hole[]: samples that nobody holds any more. */
	holes: Generated<string>;
	/** Durable length of the audio file, in samples. The file may be longer after a crash; the rest is cut off. */
	samples: number;
	marks: number;
	finished: number;
};

type MarkTable = { take_id: string; idx: number; kind: string; sample: number };

type UtteranceTable = {
	take_id: string;
	segment: number;
	lecture_id: string;
	start_sample: number;
	end_sample: number;
	revision: number;
	/** JSON of Utterance['result']. */
	result: string;
	/** JSON of RecognisedToken[]. */
	tokens: string;
	/** JSON of the result as the recogniser gave it, once a person has corrected it. */
	heard: Generated<string | null>;
};

type NoteOpsTable = {
	lecture_id: string;
	revision: number;
	/** JSON of NoteOp[]. */
	ops: string;
};

/** Lines of a transcript that one call of a language model turned into notes, or failed to (rule N7). */
type NoteRangeTable = { lecture_id: string; version: number; call_key: string; state: string };

/** A line lies in one range of a version at most: the primary key sees to it. */
type NotedLineTable = { lecture_id: string; version: number; utterance_id: string; call_key: string };

type QuestionTable = {
	lecture_id: string;
	/** Given by the client. */
	id: string;
	n: number;
	question: string;
	/** Question['state'], `unanswered` for one that is not being answered by now. */
	state: string;
	problem: string | null;
	/** JSON of Answer, whose citations are utterance ids. */
	answer: string | null;
	/** Revision of the lecture up to which a model had read its lines; 0 when it was shown some of them only. */
	upto: number;
};

type EditTable = { id: string; lecture_id: string };

type DeckTable = {
	id: string;
	lecture_id: string;
	position: number;
	/** As the file was called. */
	name: string;
	format: string;
	bytes: number;
	added_at: number;
	/** JSON of Slide[]. */
	slides: string;
	/** JSON of string[]: terms that the recogniser is to expect, the weightiest first. */
	glossary: string;
};

/** A person said that this line was said to that slide. */
type SlideAnchorTable = { lecture_id: string; utterance_id: string; deck_id: string; slide: number };

/** One row at most. */
type LlmSettingsTable = {
	id: number;
	/** JSON of LlmSettings. */
	settings: string;
	/** The key, sealed by the secret box; null where none is needed. */
	sealed_key: string | null;
};

type LlmUsageTable = {
	lecture_id: string;
	model: string;
	calls: number;
	prompt_tokens: number;
	cached_tokens: number;
	completion_tokens: number;
	/** Reckoned at the price that was set at the time of each call. */
	cost_micro_usd: number;
	/** Calls that no price was known for. */
	unpriced_calls: number;
};

export type LectureRow = Selectable<LectureTable>;
export type TakeRow = Selectable<TakeTable>;
export type UtteranceRow = Selectable<UtteranceTable>;
export type DeckRow = Selectable<DeckTable>;
export type QuestionRow = Selectable<QuestionTable>;
export type NewUtterance = Insertable<UtteranceTable>;
