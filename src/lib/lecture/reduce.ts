import { emptyLecture, type LectureState } from './state.ts';
import type { NoteOp, ServerMessage, TakeState, Utterance } from '#lib/protocol/index.ts';
import { applyNoteOps, utteranceId } from '#lib/protocol/index.ts';

/** The state after one message of the server; the given state is left as it was. */
export const reduce = (state: LectureState, message: ServerMessage): LectureState =>
	reduceAll(state, [message]);

/**
 * The state after a run of messages. Same as folding `reduce`, but every map is copied at most once, so that the
 * replay of a long lecture costs its length and not its square.
 */
export function reduceAll(state: LectureState, messages: readonly ServerMessage[]): LectureState {
	const draft = new Draft(state);
	for (const message of messages) apply(draft, message);
	return draft.finish();
}

function apply(draft: Draft, message: ServerMessage): void {
	switch (message.type) {
		case 'welcome':
			// Its revision is a promise of what follows, not something seen: `since` must not skip the replay (rule W5).
			if (message.revision < draft.next.revision) draft.forgetDerived();
			return draft.set({
				lecture: message.lecture,
				engine: message.engine,
				takes: byId(message.takes),
				notesDraft: [],
				notesWait: undefined
			});
		case 'stored':
			return store(draft, message);
		case 'take':
			draft.takes().set(message.take.takeId, message.take);
			return;
		case 'lecture':
			if (message.revision < draft.next.revision) return;
			draft.set({ lecture: message.lecture });
			return draft.saw(message.revision);
		case 'hypothesis':
			return suppose(draft, message);
		case 'utterance':
			return settle(draft, message.utterance);
		case 'notes':
			return draft.note(message.revision, message.ops);
		case 'notes-draft':
			return draft.set({ notesDraft: message.ops, notesWait: message.waits });
		case 'status':
			return draft.set(standingIn(message));
		case 'edited':
		case 'error':
		case 'pong':
	}
}

const standingIn = ({
	engine,
	backlogSamples,
	load = 'normal',
	notedRevision
}: Extract<ServerMessage, { type: 'status' }>) => ({
	engine,
	backlogSamples,
	load,
	notedRevision
});

const byId = (takes: readonly TakeState[]): Map<string, TakeState> =>
	new Map(takes.map((take) => [take.takeId, take]));

function store(draft: Draft, stored: Extract<ServerMessage, { type: 'stored' }>): void {
	const take = draft.next.takes.get(stored.takeId);
	if (!take) return;
	const { samples, marks, finished } = stored;
	draft.takes().set(take.takeId, { ...take, samples, marks, finished });
}

/** A hypothesis is shown only while its final is not here (rule T1). */
function suppose(draft: Draft, message: Extract<ServerMessage, { type: 'hypothesis' }>): void {
	const { takeId, segment, startSample, text, committed = 0 } = message;
	const id = utteranceId(takeId, segment);
	if (draft.next.utterances.has(id)) return;
	draft.hypotheses().set(id, { takeId, segment, startSample, text, committed });
}

/** A lower revision never replaces a higher one (rule T2). */
function settle(draft: Draft, utterance: Utterance): void {
	const id = utteranceId(utterance.takeId, utterance.segment);
	const known = draft.next.utterances.get(id);
	if (!known || known.revision < utterance.revision) draft.utterances().set(id, utterance);
	if (draft.next.hypotheses.has(id)) draft.hypotheses().delete(id);
	draft.saw(utterance.revision);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type MapKey = 'takes' | 'utterances' | 'hypotheses';

/** A state under construction: maps are shared with the old one until the first write to them. */
class Draft {
	readonly next: Mutable<LectureState>;
	readonly #copied = new Set<MapKey>();
	readonly #ops: NoteOp[] = [];

	constructor(state: LectureState) {
		this.next = { ...state };
	}

	set(change: Partial<LectureState>): void {
		Object.assign(this.next, change);
	}

	/** A restored server derives anew what came after its copy, under revisions that were seen with other contents. */
	forgetDerived(): void {
		const { utterances, hypotheses, notes, revision } = emptyLecture;
		this.#copied.clear();
		this.#ops.length = 0;
		this.set({ utterances, hypotheses, notes, revision });
	}

	saw(revision: number): void {
		this.next.revision = Math.max(this.next.revision, revision);
	}

	/** Ops of a revision that was seen already are a resend. */
	note(revision: number, ops: readonly NoteOp[]): void {
		if (revision <= this.next.revision) return;
		this.#ops.push(...ops);
		this.saw(revision);
	}

	takes = (): Map<string, TakeState> => this.#own('takes') as Map<string, TakeState>;
	utterances = (): Map<string, Utterance> => this.#own('utterances') as Map<string, Utterance>;
	hypotheses = () => this.#own('hypotheses') as Map<string, Hypothesis>;

	finish(): LectureState {
		if (this.#ops.length > 0) this.next.notes = applyNoteOps(this.next.notes, this.#ops);
		return this.next;
	}

	#own(key: MapKey): ReadonlyMap<string, unknown> {
		if (!this.#copied.has(key)) {
			this.#copied.add(key);
			Object.assign(this.next, { [key]: new Map<string, unknown>(this.next[key]) });
		}
		return this.next[key];
	}
}

type Hypothesis = LectureState['hypotheses'] extends ReadonlyMap<string, infer H> ? H : never;
