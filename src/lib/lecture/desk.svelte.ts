import type { CaptureProblem, RecorderView, Source } from '#lib/capture/port.ts';
import type { LectureId, TakeId } from '#lib/protocol/index.ts';
import type { LocalLecture } from '#lib/uplink/port.ts';
import { Lecture } from './lecture.svelte.ts';
import { recordingPhases } from './library.ts';
import { type Link, OpenLecture } from './open-lecture.svelte.ts';

export type RecorderEvents = {
	/** Its log has grown. */
	onStored: () => void;
	/** The speaker has fallen silent: if that lasts, the segment ends at that sample. */
	onQuiet: (takeId: TakeId, endSample: number) => void;
};

/** What the desk needs of the world. */
export type DeskParts = {
	/** The recorder of a lecture, still idle. Rejects where nothing can be kept. */
	recorder: (lecture: LocalLecture, events: RecorderEvents) => Promise<RecorderView>;
	/**
	 * A line that copies this device's log to the server; resolves when no other tab does so. `onBehind` is called when what
	 * is being recorded waits behind a long backlog.
	 */
	sender: (lecture: Lecture, onBehind: () => void) => Promise<Link>;
	/** A line that only listens. */
	viewer: (lecture: Lecture) => Link;
	/** Lectures of this device that are not whole on the server; logs that a crash left open are closed first. */
	unsent: () => Promise<LocalLecture[]>;
	/** Writes what this device knows of a lecture. */
	keep: (lecture: LocalLecture) => Promise<void>;
	newId: () => LectureId;
	now: () => number;
};

/** What a person chose for a lecture before it began. */
type NewLecture = Pick<LocalLecture, 'title' | 'language' | 'noteStyle'>;

export type Begun = { ok: true; lectureId: LectureId } | { ok: false; problem: CaptureProblem };

/**
 * The lectures that are open on this page: the one being recorded, those whose sound still has to reach the server,
 * and the one on screen. It lives as long as the page, so that recording outlives navigation.
 */
export class Desk {
	readonly #parts: DeskParts;
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- no screen reads it
	readonly #open = new Map<LectureId, OpenLecture>();
	/** Lectures whose line to send on is being made, or waits for another tab. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- no screen reads it
	readonly #sending = new Set<LectureId>();
	recording: OpenLecture | null = $state.raw(null);

	/** What this page records, and how that stands. */
	readonly doing = $derived.by(() => {
		const phase = recordingPhases.find((each) => each === this.recording?.recorder?.state.kind);
		return this.recording && phase && { lectureId: this.recording.lecture.lectureId, phase };
	});

	/** A recording is being started on this page. */
	#isStarting = false;

	constructor(parts: DeskParts) {
		this.#parts = parts;
	}

	/** Whether this page records, or is about to. */
	get isRecording(): boolean {
		return this.#isStarting || (this.recording?.isRecording ?? false);
	}

	/** Starts a new lecture. To be called in the handler of a press, so that the browser lets sound begin. */
	async record(source: Source, lecture: NewLecture): Promise<Begun> {
		const createdAt = this.#parts.now();
		const local = { ...lecture, lectureId: this.#parts.newId(), createdAt, finishedAt: null };
		return await this.#begin(local, source);
	}

	/** Goes on with a lecture of this device that was never ended, as its next take. */
	async goOn(open: OpenLecture, source: Source): Promise<Begun> {
		if (!open.local) return { ok: false, problem: 'unknown' };
		return await this.#begin(open.local, source, open);
	}

	/** Ends a lecture of this device that was never ended. */
	async end(open: OpenLecture): Promise<void> {
		if (!open.local) return;
		open.local = { ...open.local, finishedAt: this.#parts.now() };
		await this.#parts.keep(open.local);
		open.link.nudge();
	}

	/**
	 * Goes on sending what an earlier visit left behind, also of a lecture that is on screen already. What another tab
	 * sends follows when that tab has gone.
	 */
	async sendWaiting(): Promise<void> {
		this.send(await this.#parts.unsent());
	}

	/** Sends these lectures of this device, as they are. */
	send(lectures: readonly LocalLecture[]): void {
		for (const local of lectures) void this.#send(local);
	}

	/** The lecture for a screen; `close` it when the screen goes. */
	open(lectureId: LectureId): OpenLecture {
		const known = this.#open.get(lectureId);
		if (known) return known;
		const lecture = new Lecture(lectureId);
		return this.#put(new OpenLecture(lecture, this.#parts.viewer(lecture), null));
	}

	/** Lets go of a lecture unless it records or still has sound or changes to send. */
	close(open: OpenLecture): void {
		if (open.isRecording || (open.local && !open.link.isCaughtUp) || open.lecture.edits.length > 0) return;
		this.forget(open);
	}

	/** Ends the line of a lecture that is done with, or was deleted. */
	forget(open: OpenLecture): void {
		open.link.close();
		if (this.#open.get(open.lecture.lectureId) === open) this.#open.delete(open.lecture.lectureId);
		if (this.recording === open) this.recording = null;
	}

	/** Whether this page holds sound that the server does not have yet. */
	get hasUnsent(): boolean {
		return [...this.#open.values()].some((open) => open.local !== null && !open.link.isCaughtUp);
	}

	/** Whether a person changed something here that the server has not taken yet. */
	get hasUnsentEdits(): boolean {
		return [...this.#open.values()].some((open) => open.lecture.edits.length > 0);
	}

	/** Connects every open lecture at once, e.g. after signing in. */
	retry(): void {
		for (const { link } of this.#open.values()) link.retry();
	}

	/** Every lecture of this device goes on being sent, as far as its line allows. */
	nudge(): void {
		for (const { link } of this.#open.values()) link.nudge();
	}

	async #send(local: LocalLecture): Promise<void> {
		const { lectureId } = local;
		const known = this.#open.get(lectureId);
		if (known?.local || this.#sending.has(lectureId)) return;
		this.#sending.add(lectureId);
		const lecture = known?.lecture ?? new Lecture(lectureId);
		const link = await this.#senderOf(lecture).catch(() => undefined);
		this.#sending.delete(lectureId);
		if (!link) return;
		if (this.#open.get(lectureId) !== known) {
			// A screen opened or left it meanwhile.
			link.close();
			return this.#send(local);
		}
		if (known) known.sendBy(link, local);
		else this.#put(new OpenLecture(lecture, link, local));
	}

	async #begin(local: LocalLecture, source: Source, known?: OpenLecture): Promise<Begun> {
		if (this.isRecording) return { ok: false, problem: 'other-tab-records' };
		this.#isStarting = true;
		return this.#start(local, source, known).finally(() => (this.#isStarting = false));
	}

	async #start(local: LocalLecture, source: Source, known?: OpenLecture): Promise<Begun> {
		let open = known;
		const events: RecorderEvents = {
			onStored: () => open?.link.nudge(),
			onQuiet: (takeId, endSample) => open?.link.quiet(takeId, endSample)
		};
		const recorder = await this.#parts.recorder(local, events).catch(() => null);
		if (!recorder) return { ok: false, problem: 'storage-unavailable' };
		await recorder.start(source);
		if (recorder.state.kind === 'failed') return { ok: false, problem: recorder.state.problem };
		open ??= await this.#connect(local);
		open.recordWith({ recorder, source });
		this.recording = open;
		return { ok: true, lectureId: local.lectureId };
	}

	async #connect(local: LocalLecture): Promise<OpenLecture> {
		const lecture = new Lecture(local.lectureId);
		const link = await this.#senderOf(lecture);
		return this.#put(new OpenLecture(lecture, link, local));
	}

	#senderOf(lecture: Lecture): Promise<Link> {
		return this.#parts.sender(lecture, () => this.#open.get(lecture.lectureId)?.recorder?.split());
	}

	#put(open: OpenLecture): OpenLecture {
		this.#open.set(open.lecture.lectureId, open);
		return open;
	}
}
