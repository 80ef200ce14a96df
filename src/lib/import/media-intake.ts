import type { Codec, Language, LectureId } from '#lib/protocol/index.ts';
import { closeTake } from '#lib/uplink/abandoned-takes.ts';
import type { BlockStore, LocalLecture } from '#lib/uplink/port.ts';
import { titleOf } from './file-title.ts';
import type { ImportReport, ImportThread, MediaProblem, MediaTaken, TrackChoice } from './port.ts';
import { leftMs, shareOf, type ImportProgress } from './progress.ts';

export type MediaIntakeDeps = {
	store: () => Promise<BlockStore>;
	startThread: (onReport: (report: ImportReport) => void) => ImportThread;
	/** Marks a lecture as written by this page until the returned function is called. */
	lock: (lectureId: LectureId) => Promise<() => void>;
	nextCodec: () => Promise<Codec>;
	/** What is spoken in the file, as far as the person has said. */
	language: () => Language;
	/** Something new is in the store: it is to be sent. */
	onTakenIn: () => Promise<void>;
	newId: () => string;
	nowMs: () => number;
};

export type MediaFile = Blob & { readonly name: string; readonly lastModified: number };

type Halt = { kind: 'halt' };
type Ended = Pick<Extract<ImportReport, { kind: 'ended' }>, 'kind' | 'ending' | 'wasCancelling'>;
/** What the thread said of the file, and who is to be told more. */
type Told = {
	durationMs: number | null;
	tracks: TrackChoice;
	onProgress: (progress: ImportProgress) => void;
};

/** Takes the sound of audio and video files in, each as a lecture with a take of its own. */
export class MediaIntake {
	readonly #deps: MediaIntakeDeps;

	constructor(deps: MediaIntakeDeps) {
		this.#deps = deps;
	}

	/** Reads a file to its end. Aborting `signal` leaves nothing of it behind. Never rejects. */
	async takeIn(
		file: MediaFile,
		onProgress: (progress: ImportProgress) => void,
		signal: AbortSignal,
		track?: number
	): Promise<MediaTaken> {
		const reports = new Reports(signal);
		const thread = this.#deps.startThread((report) => reports.add(report));
		try {
			thread.open(file, track);
			const opened = await reports.next();
			if (opened.kind === 'halt') return { kind: 'cancelled' };
			if (opened.kind === 'refused') return opened;
			if (opened.kind !== 'opened') return refused('broken-media');
			return await this.#fill(file, thread, reports, { ...opened, onProgress });
		} catch (error) {
			return refused((error as Error).name === 'QuotaExceededError' ? 'storage-full' : 'storage-failed');
		} finally {
			thread.close();
		}
	}

	async #fill(file: MediaFile, thread: ImportThread, reports: Reports, told: Told): Promise<MediaTaken> {
		const store = await this.#deps.store();
		const lecture = this.#lectureOf(file, told.tracks);
		const release = await this.#deps.lock(lecture.lectureId);
		try {
			await this.#begin(store, lecture, thread);
			const ended = await this.#follow(reports, told);
			thread.close();
			if (ended.kind === 'halt') await store.removeLecture(lecture.lectureId);
			return ended.kind === 'halt'
				? { kind: 'cancelled' }
				: await this.#end(store, lecture, { ...told, ...ended });
		} finally {
			release();
			await this.#deps.onTakenIn();
		}
	}

	#lectureOf({ name, lastModified }: MediaFile, { names, used }: TrackChoice): LocalLecture {
		const { newId, nowMs, language } = this.#deps;
		const createdAt = lastModified > 0 ? Math.min(lastModified, nowMs()) : nowMs();
		const seed = {
			lectureId: newId(),
			title: names.length > 1 ? `${titleOf(name)} (${used + 1})` : titleOf(name),
			createdAt,
			language: language()
		};
		return { ...seed, finishedAt: null, isImport: true };
	}

	async #begin(store: BlockStore, lecture: LocalLecture, thread: ImportThread): Promise<void> {
		const { newId, nextCodec } = this.#deps;
		const take = { takeId: newId(), startedAt: lecture.createdAt, codec: await nextCodec() };
		await store.putLecture(lecture);
		await store.beginTake(lecture.lectureId, take);
		thread.begin(lecture.lectureId, take);
	}

	async #follow(reports: Reports, { durationMs, onProgress }: Told): Promise<Ended | Halt> {
		let beganAtMs: number | undefined;
		for (;;) {
			const report = await reports.next();
			if (report.kind === 'halt' || report.kind === 'ended') return report;
			if (report.kind !== 'progress') return { kind: 'ended', ending: 'damaged', wasCancelling: false };
			const share = shareOf(report.positionMs, durationMs);
			// The time in which the detector loaded is no part of the pace.
			if (report.positionMs > 0) beganAtMs ??= this.#deps.nowMs();
			const left = leftMs(share, this.#deps.nowMs() - (beganAtMs ?? this.#deps.nowMs()));
			onProgress({ share, leftMs: left, isHeldUp: report.isHeldUp });
		}
	}

	/** Whatever the thread left open is closed. A lecture without a sample is none. */
	async #end(
		store: BlockStore,
		lecture: LocalLecture,
		{ ending, wasCancelling, tracks }: Ended & Pick<Told, 'tracks'>
	): Promise<MediaTaken> {
		const { lectureId } = lecture;
		const takes = await store.takesOf(lectureId);
		for (const take of takes.filter(({ closed }) => !closed)) await closeTake(store, take);
		const samples = takes.reduce((sum, take) => sum + take.samples, 0);
		if (samples > 0) {
			await store.putLecture({ ...lecture, finishedAt: this.#deps.nowMs() });
			return { kind: 'imported', lectureId, samples, ending, tracks, wasCancelling };
		}
		await store.removeLecture(lectureId);
		return refused(ending === 'storage-full' || ending === 'storage-failed' ? ending : 'broken-media');
	}
}

const refused = (problem: MediaProblem): MediaTaken => ({ kind: 'refused', problem });

/** What a thread says, one thing after another; a person's wish to stop overtakes it. */
class Reports {
	readonly #signal: AbortSignal;
	readonly #waiting: ImportReport[] = [];
	#wake = () => {};

	constructor(signal: AbortSignal) {
		this.#signal = signal;
		signal.addEventListener('abort', () => this.#wake());
	}

	add(report: ImportReport): void {
		this.#waiting.push(report);
		this.#wake();
	}

	async next(): Promise<ImportReport | Halt> {
		for (;;) {
			if (this.#signal.aborted) return { kind: 'halt' };
			const report = this.#waiting.shift();
			if (report) return report;
			await new Promise<void>((resolve) => (this.#wake = resolve));
		}
	}
}
