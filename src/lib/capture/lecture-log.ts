import type { Codec, GapCause, LectureId } from '#lib/protocol/index.ts';
import { closeAbandonedTakes } from '../uplink/abandoned-takes.ts';
import type { BlockStore, LocalLecture, NewTake } from '../uplink/port.ts';
import type { WriteProblem } from './messages.ts';

export type LectureLogDeps = {
	store: BlockStore;
	/** Undefined when another tab records. */
	takeLock: () => Promise<(() => void) | undefined>;
	/** Lectures that a page writes without that lock. */
	inUse?: () => Promise<ReadonlySet<LectureId>>;
	/** How the next take is coded. */
	nextCodec: () => Promise<Codec>;
	nowMs: () => number;
	newId: () => string;
};

export type BegunTake = { take: NewTake; /** Of the takes before it. */ earlierSamples: number };

/** What this device's store knows of one lecture. What the store refuses comes back as a problem; nothing rejects. */
export class LectureLog {
	readonly #lecture: LocalLecture;
	readonly #deps: LectureLogDeps;
	/** What ended the lecture's last take, before this page went on with it. */
	#gap: GapCause = 'pause';

	constructor(lecture: LocalLecture, deps: LectureLogDeps) {
		this.#lecture = lecture;
		this.#deps = deps;
	}

	/** Stores the lecture, or notes that it goes on. */
	open(): Promise<WriteProblem | undefined> {
		return problemOf(async () => {
			const lecture = (await this.#known()) ?? this.#lecture;
			this.#gap = lecture.finishedAt === null ? 'crash' : 'pause';
			await this.#deps.store.putLecture({ ...lecture, finishedAt: null });
		});
	}

	/**
	 * The next take, empty. `label` is what the system calls the device, `gap` what ended the take before; absent in the first
	 * take of this page.
	 */
	async beginTake(label: string, gap: GapCause = this.#gap): Promise<BegunTake | { problem: WriteProblem }> {
		const { store, nextCodec, newId, nowMs } = this.#deps;
		try {
			const takes = await store.takesOf(this.#lectureId);
			const take: NewTake = {
				takeId: newId(),
				startedAt: nowMs(),
				codec: await nextCodec(),
				device: label.slice(0, 200),
				...(takes.length > 0 && { gap })
			};
			await store.beginTake(this.#lectureId, take);
			return { take, earlierSamples: takes.reduce((sum, { samples }) => sum + samples, 0) };
		} catch (error) {
			return { problem: problemIn(error) };
		}
	}

	/** Closes what has no writer any more. To be called without the recorder's lock; does nothing while another tab records. */
	closeTakes(): Promise<WriteProblem | undefined> {
		const { store, takeLock, inUse } = this.#deps;
		return problemOf(() => closeAbandonedTakes(store, takeLock, inUse));
	}

	/** Notes that the lecture was ended here, unless the store does not know it. */
	finish(): Promise<WriteProblem | undefined> {
		return problemOf(async () => {
			const lecture = await this.#known();
			if (lecture) await this.#deps.store.putLecture({ ...lecture, finishedAt: this.#deps.nowMs() });
		});
	}

	get #lectureId(): LectureId {
		return this.#lecture.lectureId;
	}

	/** Its title may be another by now. */
	async #known(): Promise<LocalLecture | undefined> {
		return (await this.#deps.store.lectures()).find(({ lectureId }) => lectureId === this.#lectureId);
	}
}

async function problemOf(work: () => Promise<unknown>): Promise<WriteProblem | undefined> {
	try {
		await work();
		return undefined;
	} catch (error) {
		return problemIn(error);
	}
}

/** What a store that throws means by it. */
function problemIn(error: unknown): WriteProblem {
	return (error as Error).name === 'QuotaExceededError' ? 'storage-full' : 'storage-unavailable';
}
