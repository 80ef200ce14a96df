import type { RecorderView, Source } from '#lib/capture/port.ts';
import { samplesToMs } from '#lib/protocol/index.ts';
import type { LinkState } from '#lib/uplink/port.ts';
import type { Lecture } from './lecture.svelte.ts';

/** A lecture's line to the server. Fields are reactive in the real one. */
export interface Link {
	readonly state: LinkState;
	/** Sound of this lecture on this device that the server has not stored. */
	readonly pendingSamples: number;
	close(): void;
}

/** A lecture that this page follows: what is known of it, its line to the server, and the recorder if it records. */
export class OpenLecture {
	readonly lecture: Lecture;
	readonly link: Link;
	readonly recorder: RecorderView | null;
	/** As this device named it; the server's title wins once it is known. */
	localTitle = $state('');
	createdAt = $state(0);

	readonly title = $derived.by(() => this.lecture.info?.title ?? this.localTitle);
	readonly pendingMs = $derived.by(() => samplesToMs(this.link.pendingSamples));
	/** Whether sound is being recorded, or about to be, or may go on after a pause. */
	readonly isRecording = $derived.by(() => {
		const kind = this.recorder?.state.kind;
		return kind === 'starting' || kind === 'recording' || kind === 'paused' || kind === 'stopping';
	});

	/** There is a recorder to steer; a failed one can be started again. */
	readonly hasControls = $derived.by(
		() => this.isRecording || (this.recorder?.state.kind === 'failed' && this.recorder.capturedSamples > 0)
	);
	readonly #source: Source | null;

	constructor(lecture: Lecture, link: Link, recording?: { recorder: RecorderView; source: Source }) {
		this.lecture = lecture;
		this.link = link;
		this.recorder = recording?.recorder ?? null;
		this.#source = recording?.source ?? null;
	}

	/** Goes on after a pause, or after a failure with the same source. */
	async resume(): Promise<void> {
		if (this.recorder?.state.kind === 'failed' && this.#source) return this.recorder.start(this.#source);
		await this.recorder?.resume();
	}
}
