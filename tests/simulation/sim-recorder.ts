import { samplesIn, type Codec, type GapCause, type TakeId } from '#lib/protocol/index.ts';
import { LectureLog } from '../../src/lib/capture/lecture-log.ts';
import type { OpenEncoder } from '../../src/lib/capture/encoder.ts';
import type { WriterReport } from '../../src/lib/capture/messages.ts';
import { TakeLine } from '../../src/lib/capture/take-line.ts';
import type { BlockStore, LocalLecture } from '../../src/lib/uplink/port.ts';
import type { VirtualTimers } from '../fakes/virtual-timers.ts';
import { ScriptedSpeech } from './scripted-speech.ts';
import { encoded, soundAt } from './made-sound.ts';

/** The frames that the microphone has given to a take. */
export type Heard = {
	takeId: TakeId;
	codec: Codec;
	frames: Uint8Array[];
	/** How the take ended: written to its end, or with its page. */
	end: 'none' | 'closed' | 'cut-off';
	/** How much there was of it when the recorder was found far behind (rule W4). */
	behindAtSamples?: number;
};

export const samplesOf = ({ codec, frames }: Heard): number =>
	frames.reduce((sum, bytes) => sum + samplesIn(codec, bytes.length), 0);

/** What happened on a device, for the comparison at the end. */
export type Notebook = { heard: Heard[]; faults: string[] };

type Parts = {
	lecture: LocalLecture;
	store: BlockStore;
	timers: VirtualTimers;
	newId: () => string;
	notebook: Notebook;
	/** The log on disk has grown, or may have to be read again. */
	onStored: () => void;
};

/** The recorder of a page from its worklet to the disk: takes, writers and log are the real ones, sound and speech are made up. */
export class SimRecorder {
	readonly #parts: Parts;
	readonly #log: LectureLog;
	#speech: ScriptedSpeech;
	#line: TakeLine | undefined;
	#codec: Codec = 'opus';
	/** What is missing before the next take; undefined where the lecture's log has to say it. */
	#gap: GapCause | undefined;
	#isBusy = false;
	#newest: TakeId = '';
	#batches = 0;
	#samplesGiven = 0;
	#samplesTaken = 0;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#speech = new ScriptedSpeech((marks) => this.#line?.mark(marks));
		this.#log = new LectureLog(parts.lecture, {
			store: parts.store,
			takeLock: async () => (this.#line ? undefined : () => undefined),
			nextCodec: async () => this.#codec,
			nowMs: () => parts.timers.nowMs(),
			newId: parts.newId
		});
	}

	get isRecording(): boolean {
		return this.#line !== undefined && !this.#isBusy;
	}

	/** Sound comes; where none was recorded, a take begins with it, unless the disk is full. */
	async record(batches: number, samples: number, codec: Codec): Promise<void> {
		if (this.#isBusy) return;
		if (!this.#line) await this.#begin(codec);
		for (let n = 0; n < batches && this.#line; n++) {
			this.#line.hear({ kind: 'batch', missingFrames: 0, pcm: soundAt(this.#batches++, samples) });
			this.#samplesGiven += samples;
		}
	}

	mark(cuts: boolean): void {
		if (this.#line && !this.#isBusy) this.#speech.turn(cuts);
	}

	split(): void {
		if (!this.#isBusy) this.#line?.split();
	}

	/** The machine sleeps for a while. */
	sleep(): void {
		if (!this.#isBusy) this.#line?.hear({ kind: 'gap', startedAtMs: this.#parts.timers.nowMs() });
	}

	/** The take ends; what is missing behind it has this cause. Resolves when the disk has all of it. */
	async end(gap: GapCause): Promise<void> {
		if (!this.#line || this.#isBusy) return;
		this.#isBusy = true;
		this.#line.hear({ kind: 'end' });
		await this.#line.finish();
		if (this.#samplesTaken !== this.#samplesGiven) this.#parts.notebook.faults.push('sound is in no take');
		this.#line = undefined;
		this.#gap = gap;
		this.#isBusy = false;
		this.#parts.onStored();
	}

	/** Ends the lecture. Resolves when it is noted, or the disk has refused. */
	async stop(): Promise<void> {
		if (this.#isBusy) return;
		await this.end('pause');
		this.#gap = undefined;
		await this.#log.closeTakes();
		await this.#log.finish();
		this.#parts.onStored();
	}

	/** The page has gone. */
	cutOff(): void {
		for (const heard of this.#parts.notebook.heard) if (heard.end === 'none') heard.end = 'cut-off';
	}

	async #begin(codec: Codec): Promise<void> {
		const { store, timers, newId } = this.#parts;
		this.#isBusy = true;
		this.#codec = codec;
		const problem = this.#gap ? undefined : await this.#log.open();
		const begun = problem ? { problem } : await this.#log.beginTake('', this.#gap);
		this.#isBusy = false;
		if ('problem' in begun) return void (this.#gap &&= 'storage');
		this.#newest = begun.take.takeId;
		this.#line = new TakeLine(this.#parts.lecture.lectureId, begun.take, {
			store,
			detection: this.#speech,
			openEncoder: this.#openEncoder,
			onEncoderFailed: () => undefined,
			report: (report) => this.#follow(report),
			wallMs: () => timers.nowMs(),
			wait: (ms) => new Promise((resolve) => void timers.after(ms, resolve)),
			newId: () => (this.#newest = newId())
		});
	}

	readonly #openEncoder: OpenEncoder = (codec, { onSound }) => {
		const heard: Heard = { takeId: this.#newest, codec, frames: [], end: 'none' };
		this.#parts.notebook.heard.push(heard);
		return {
			encode: (pcm) => {
				const bytes = encoded(codec, pcm);
				heard.frames.push(bytes);
				this.#samplesTaken += pcm.length;
				onSound({ pcm, bytes });
			},
			finish: async () => undefined
		};
	};

	#follow(report: WriterReport): void {
		const { notebook, onStored } = this.#parts;
		if (report.kind === 'failed') notebook.faults.push(`a take was given up: ${report.problem}`);
		if (report.kind === 'closed')
			for (const heard of notebook.heard) if (heard.takeId === report.takeId) heard.end = 'closed';
		onStored();
	}
}
