import type { RecorderView, Source } from '#lib/capture/port.ts';
import { samplesToMs, type Edit, type TakeId } from '#lib/protocol/index.ts';
import type { LinkState, LocalLecture } from '#lib/uplink/port.ts';
import type { Lecture } from './lecture.svelte.ts';
import { recordingPhases } from './library.ts';

/** A lecture's line to the server. Fields are reactive in the real one. */
export interface Link {
	readonly state: LinkState;
	/** Sound of this lecture on this device that the server has not stored. */
	readonly pendingSamples: number;
	/** Everything that this device recorded of the lecture is whole on the server. */
	readonly isCaughtUp: boolean;
	/** Kept until the server has taken it. Gives the id that it goes by; one that was given before may be named again. */
	edit(edit: Edit, editId?: string): string;
	/** This device's log has grown. */
	nudge(): void;
	/** Tells the server of a pause (rule W11). */
	quiet(takeId: TakeId, endSample: number): void;
	/** Tries at once, e.g. after signing in. */
	retry(): void;
	close(): void;
}

/** A recorder with the source that it began with. */
export type Recording = { recorder: RecorderView; source: Source };

/** A lecture that this page follows: what is known of it, its line to the server, and the recorder if it records. */
export class OpenLecture {
	readonly lecture: Lecture;
	link: Link = $state.raw() as Link;
	/** As this device began it; null where it only watches. */
	local: LocalLecture | null = $state.raw(null);
	#recording: Recording | null = $state.raw(null);
	#localTitle = $state('');

	/** The server's title wins once it is known. */
	readonly title = $derived.by(() => this.lecture.info?.title ?? this.#localTitle);
	readonly pendingMs = $derived.by(() => samplesToMs(this.link.pendingSamples));
	/** Whether sound is being recorded, or about to be, or may go on after a pause or with a microphone that comes back. */
	readonly isRecording = $derived.by(() => {
		const kind = this.recorder?.state.kind;
		return recordingPhases.some((phase) => phase === kind);
	});
	/** There is a recorder to steer; one that failed can be started again. */
	readonly hasControls = $derived.by(() => this.isRecording || this.recorder?.state.kind === 'failed');

	constructor(lecture: Lecture, link: Link, local: LocalLecture | null) {
		this.lecture = lecture;
		this.link = link;
		this.local = local;
		this.#localTitle = local?.title ?? '';
	}

	get recorder(): RecorderView | null {
		return this.#recording?.recorder ?? null;
	}

	/** From now on its line copies what this device holds, instead of listening only. */
	sendBy(link: Link, local: LocalLecture): void {
		this.link.close();
		this.link = link;
		this.local = local;
		this.#localTitle ||= local.title;
		for (const { editId, edit } of this.lecture.edits) link.edit(edit, editId);
	}

	recordWith(recording: Recording): void {
		this.#recording = recording;
	}

	rename(title: string): void {
		this.#localTitle = title;
		this.lecture.rename(title);
		this.edit({ kind: 'title', title });
	}

	/** Shows at once what a person changed, and sends it. */
	edit(edit: Edit): void {
		this.lecture.edit({ editId: this.link.edit(edit), edit });
	}

	/** Shows the terms at once; the server's next word on them wins. */
	expect(terms: string[]): void {
		this.lecture.expect(terms);
		this.edit({ kind: 'terms', terms });
	}

	/** Goes on after a pause, or after a failure with the same source. */
	async resume(): Promise<void> {
		if (!this.#recording) return;
		const { recorder, source } = this.#recording;
		if (recorder.state.kind === 'failed') await recorder.start(source);
		else await recorder.resume();
	}
}
