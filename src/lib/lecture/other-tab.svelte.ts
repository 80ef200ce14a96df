import type { LectureId } from '#lib/protocol/index.ts';
import type { Timers } from '#lib/uplink/timers.ts';
import type { Doing } from './library.ts';

const lookEveryMs = 2000;
/** Tidying up takes the recorder's lock as well, for a moment. */
const sureAfterMs = 500;

export type OtherTabDeps = {
	/** Whether a tab of this browser, perhaps this one, holds the recorder's lock. */
	isLocked: () => Promise<boolean>;
	/** Whether this page records, or is about to. */
	isHere: () => boolean;
	/** The lecture whose take is being written on this device. */
	writtenLecture: () => Promise<LectureId | undefined>;
	after: Timers['after'];
	/** The other tab has stopped, or died: what it left behind may be tidied up. */
	onOver: () => void;
};

/** Knows whether another tab of this browser records. Only one may. */
export class OtherTab {
	readonly #deps: OtherTabDeps;
	isRecording = $state(false);
	/** What it records; null while it has paused, and where that is not known. */
	lectureId: LectureId | null = $state(null);

	/** A tab that has paused writes nothing by which its lecture could be told. */
	get doing(): Omit<Doing, 'importing'> {
		if (this.lectureId !== null) return { recording: { lectureId: this.lectureId, phase: 'recording' } };
		return { hasPausedTab: this.isRecording };
	}

	constructor(deps: OtherTabDeps) {
		this.#deps = deps;
	}

	/** Looks again and again; gives the way to stop that. */
	follow(): () => void {
		let isOver = false;
		let stop = () => {};
		const look = async () => {
			const isFirst = await this.#look();
			if (!isOver) stop = this.#deps.after(isFirst ? sureAfterMs : lookEveryMs, () => void look());
		};
		void look();
		return () => {
			isOver = true;
			stop();
		};
	}

	#isSuspected = false;

	/** True when it has to be looked again soon to be sure. */
	async #look(): Promise<boolean> {
		const isElsewhere = !this.#deps.isHere() && (await this.#deps.isLocked().catch(() => false));
		const isFirst = isElsewhere && !this.#isSuspected;
		this.#isSuspected = isElsewhere;
		if (isFirst) return true;
		const wasRecording = this.isRecording;
		this.isRecording = isElsewhere;
		this.lectureId = isElsewhere
			? ((await this.#deps.writtenLecture().catch(() => undefined)) ?? null)
			: null;
		if (wasRecording && !isElsewhere && !this.#deps.isHere()) this.#deps.onOver();
		return false;
	}
}
