import type { CaptureProblem, RecorderView, Source } from '#lib/capture/port.ts';
import type { Language, LectureId } from '#lib/protocol/index.ts';
import type { LocalLecture } from '#lib/uplink/port.ts';
import { Lecture } from './lecture.svelte.ts';
import { type Link, OpenLecture } from './open-lecture.svelte.ts';

/** What the desk needs of the world. */
export type DeskParts = {
	/** The recorder of a new lecture, still idle. Rejects where nothing can be kept. */
	recorder: (lecture: LocalLecture) => Promise<RecorderView>;
	/** A line that copies this device's log of the lecture to the server and feeds `lecture` with what comes back. */
	sender: (lecture: Lecture) => Link;
	/** A line that only listens. */
	viewer: (lecture: Lecture) => Link;
	/** Lectures of this device whose sound is not all on the server. */
	unsent: () => Promise<LocalLecture[]>;
	newId: () => LectureId;
	now: () => number;
};

/**
 * The lectures that are open on this page: the one being recorded, those whose sound still has to reach the server,
 * and the one on screen. It lives as long as the page, so that recording outlives navigation.
 */
export class Desk {
	readonly #parts: DeskParts;
	readonly #open = new Map<LectureId, OpenLecture>();
	recording: OpenLecture | null = $state.raw(null);

	constructor(parts: DeskParts) {
		this.#parts = parts;
	}

	/** Starts a new lecture. Must be called from a press, so that the browser lets sound begin. */
	async record(
		source: Source,
		{ title, language }: { title: string; language: Language }
	): Promise<{ ok: true; lectureId: LectureId } | { ok: false; problem: CaptureProblem }> {
		if (this.recording?.isRecording) return { ok: false, problem: 'other-tab-records' };
		const createdAt = this.#parts.now();
		const local = { lectureId: this.#parts.newId(), title, createdAt, language, finishedAt: null };
		const recorder = await this.#parts.recorder(local).catch(() => null);
		if (!recorder) return { ok: false, problem: 'storage-unavailable' };
		await recorder.start(source);
		if (recorder.state.kind === 'failed') return { ok: false, problem: recorder.state.problem };
		const lecture = new Lecture(local.lectureId);
		this.recording = this.#put(new OpenLecture(lecture, this.#parts.sender(lecture), { recorder, source }), local);
		return { ok: true, lectureId: local.lectureId };
	}

	/** Goes on sending what an earlier visit left behind. */
	async sendWaiting(): Promise<void> {
		for (const local of await this.#parts.unsent()) {
			if (this.#open.has(local.lectureId)) continue;
			const lecture = new Lecture(local.lectureId);
			this.#put(new OpenLecture(lecture, this.#parts.sender(lecture)), local);
		}
	}

	/** The lecture for a screen; `close` it when the screen goes. */
	open(lectureId: LectureId): OpenLecture {
		const known = this.#open.get(lectureId);
		if (known) return known;
		const lecture = new Lecture(lectureId);
		return this.#put(new OpenLecture(lecture, this.#parts.viewer(lecture)));
	}

	/** Lets go of a lecture unless it records or still has sound to send. */
	close(open: OpenLecture): void {
		if (open.isRecording || open.link.pendingSamples > 0) return;
		this.forget(open);
	}

	/** Ends the line of a lecture that is done with, or was deleted. */
	forget(open: OpenLecture): void {
		open.link.close();
		if (this.#open.get(open.lecture.lectureId) === open) this.#open.delete(open.lecture.lectureId);
		if (this.recording === open) this.recording = null;
	}

	#put(open: OpenLecture, local?: LocalLecture): OpenLecture {
		open.localTitle = local?.title ?? '';
		open.createdAt = local?.createdAt ?? 0;
		this.#open.set(open.lecture.lectureId, open);
		return open;
	}
}
