import type { ErrorCode, LectureId, LectureInfo, ServerMessage, TakeId } from '#lib/protocol/index.ts';
import { msToSamples, outlineOf, samplesToMs } from '#lib/protocol/index.ts';
import { coverageOf, heardIn } from './coverage.ts';
import type { LostRange } from '#lib/uplink/copier.ts';
import { gapsOf } from './gaps.ts';
import { withChanges, withCorrections, withDraft, withStyle, type PendingEdit } from './pending-edits.ts';
import { reduceAll } from './reduce.ts';
import { type LectureState, emptyLecture } from './state.ts';
import { type DeviceTake, type Places, hypothesesOf, linesOf, placesOf, noPlaces } from './transcript.ts';

/** Messages that arrive within this time are folded in one go; short enough not to be seen. */
const batchMs = 16;

/**
 * One lecture as the screens see it. `receive` may be called thousands of times in a row; what is derived is worked
 * out once for each batch, and rows that did not change keep their identity.
 */
export class Lecture {
	readonly lectureId: LectureId;
	/** Takes as this device holds them; empty on a device that only watches. */
	device: readonly DeviceTake[] = $state.raw([]);
	/** What the server misses and this device no longer holds. */
	lost: readonly LostRange[] = $state.raw([]);
	/** What the server complained of last; forgotten when it stores or welcomes again. */
	complaint: ErrorCode | null = $state(null);

	#state: LectureState = $state.raw(emptyLecture);
	#queue: ServerMessage[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** What was changed here and the server has not taken yet, in its order; shown as if it had. */
	edits: readonly PendingEdit[] = $state.raw([]);

	/** Kept while takes begin where they did, so that sound that arrives does not lay out the transcript again. */
	#layout: Places = noPlaces;
	readonly #places = $derived(placesOf(this.#state.takes, this.device));
	readonly #laidOut = $derived.by(() => {
		if (!sameLayout(this.#layout, this.#places)) this.#layout = this.#places;
		return this.#layout;
	});
	readonly #utterances = $derived(withCorrections(this.#state.utterances, this.edits));
	readonly #hypotheses = $derived(this.#state.hypotheses);
	readonly notes = $derived(withChanges(this.#state.notes, this.edits));
	readonly #backlogSamples = $derived(this.#state.backlogSamples);
	readonly #notedRevision = $derived(this.#state.notedRevision);

	readonly lines = $derived(linesOf(this.#utterances, this.#laidOut));
	readonly gaps = $derived(gapsOf(this.#laidOut));
	readonly hypotheses = $derived(hypothesesOf(this.#hypotheses, this.#laidOut));
	readonly outline = $derived(outlineOf(this.notes));
	readonly #notesDraft = $derived(this.#state.notesDraft);
	readonly notesWait = $derived(this.#state.notesWait);
	/** Notes on screen that an engine may still take back. */
	readonly draftNotes = $derived(this.#notesDraft.filter(({ op }) => op === 'put-block').length);
	/** The notes with what an engine is adding to them at this moment, which is not in `notes` yet (rule N6). */
	readonly outlineNow = $derived(
		this.#notesDraft.length === 0 ? this.outline : outlineOf(withDraft(this.notes, this.#notesDraft))
	);
	readonly #heard = $derived(heardIn(this.#utterances, this.#laidOut, this.#notedRevision));
	readonly coverage = $derived(
		coverageOf({
			places: this.#places,
			heard: this.#heard,
			backlogSamples: this.#backlogSamples,
			lost: this.lost
		})
	);
	readonly info = $derived(this.#state.lecture);
	/** How notes are written from here on, as last chosen here or elsewhere. */
	readonly noteStyle = $derived(withStyle(this.#state.lecture?.noteStyle, this.edits));
	readonly engine = $derived(this.#state.engine);
	readonly load = $derived(this.#state.load);

	constructor(lectureId: LectureId) {
		this.lectureId = lectureId;
	}

	/** Highest revision seen, everything received counted: what to ask for after a reconnect (rule W5). */
	get revision(): number {
		this.flush();
		return this.#state.revision;
	}

	receive(message: ServerMessage): void {
		if (message.type === 'error') this.complaint = message.code;
		else if (message.type === 'stored' || message.type === 'welcome') this.complaint = null;
		this.#queue.push(message);
		this.#timer ??= setTimeout(() => this.flush(), batchMs);
	}

	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#queue.length === 0) return;
		this.#state = reduceAll(this.#state, this.#queue);
		const taken = this.#queue.map((message) => message.type === 'edited' && message.editId);
		if (this.edits.some(({ editId }) => taken.includes(editId)))
			this.edits = this.edits.filter(({ editId }) => !taken.includes(editId));
		this.#queue = [];
	}

	/** Samples of a take that the server is known to have. */
	serverSamples(takeId: TakeId): number {
		return this.#state.takes.get(takeId)?.samples ?? 0;
	}

	/** Samples of a take that were recorded, wherever they are now. */
	recordedSamples(takeId: TakeId): number {
		return msToSamples(this.#places.get(takeId)?.lengthMs ?? 0);
	}

	get firstTake(): TakeId | undefined {
		return this.#places.keys().next().value;
	}

	/** Where a sample of a take lies in the lecture, in ms. */
	timeOf(takeId: TakeId, sample: number): number {
		return (this.#places.get(takeId)?.startMs ?? 0) + samplesToMs(sample);
	}

	takeAfter(takeId: TakeId): TakeId | undefined {
		const inOrder = [...this.#places.keys()];
		return inOrder[inOrder.indexOf(takeId) + 1];
	}

	/** The take that was recorded at a time of the lecture, and the sample in it. */
	sampleAt(timeMs: number): { takeId: TakeId; sample: number } | undefined {
		for (const place of this.#places.values()) {
			if (timeMs < place.startMs + place.lengthMs && timeMs >= place.startMs)
				return { takeId: place.takeId, sample: msToSamples(timeMs - place.startMs) };
		}
		return undefined;
	}

	edit(edit: PendingEdit): void {
		this.edits = [...this.edits, edit];
	}

	/** Shows a new title at once; the server's next word on it wins. */
	rename(title: string): void {
		this.#change({ title });
	}

	/** The same for the words that the recogniser expects. */
	expect(terms: string[]): void {
		this.#change({ terms });
	}

	#change(info: Partial<LectureInfo>): void {
		this.flush();
		if (this.#state.lecture) this.#state = { ...this.#state, lecture: { ...this.#state.lecture, ...info } };
	}
}

/** The same takes, each beginning where it did; how long the last one is by now does not matter once it has begun. */
function sameLayout(a: Places, b: Places): boolean {
	if (a.size !== b.size) return false;
	for (const [takeId, { startMs, lengthMs }] of b) {
		const before = a.get(takeId);
		if (before?.startMs !== startMs || before.lengthMs > 0 !== lengthMs > 0) return false;
	}
	return true;
}
