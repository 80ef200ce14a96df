import type { Codec, Mark, TakeId } from '#lib/protocol/index.ts';
import type { BlockStore } from '../uplink/port.ts';
import type { Detection, Seam } from './detection.ts';
import type { OpenEncoder, SoundEncoder } from './encoder.ts';
import type { Signal, WorkletMessage, WriteProblem, WriterReport } from './messages.ts';
import { meterOf, powerDb } from './pcm.ts';
import type { CaptureWarning } from './port.ts';
import { SignalWatch } from './signal-watch.ts';
import { TakeWriter } from './take-writer.ts';

/** How long the last batch of a take is waited for; an audio graph that is suspended may never send it. */
const endPatienceMs = 1000;

export type TakeSessionDeps = {
	takeId: TakeId;
	codec: Codec;
	openEncoder: OpenEncoder;
	store: Pick<BlockStore, 'beginTake' | 'appendBlock' | 'packBlocks' | 'appendMarks' | 'closeTake'>;
	detection: Pick<Detection, 'begin' | 'push' | 'finish' | 'speaking' | 'detector'>;
	report: (report: WriterReport) => void;
	wallMs: () => number;
	wait: (ms: number) => Promise<void>;
	/** Brings the take's row to the store where it is not there yet. */
	begin?: () => Promise<void>;
	/** The detector is busy with the take before until then; the sound of this one waits for it. */
	before?: Promise<Seam | undefined>;
	/** The detector hears this take from now on. */
	onHeard?: () => void;
	/** No more sound can be encoded; `endSound` gives what is left of it. */
	onEncoderFailed: () => void;
};

/** One take in the writer's hands: batch → encoder → disk → detector → marks → disk, and what the page is told of it. */
export class TakeSession {
	readonly #deps: TakeSessionDeps;
	readonly #writer: TakeWriter;
	readonly #encoder: SoundEncoder;
	readonly #watch: SignalWatch;
	#level = 0;
	#missingFrames = 0;
	#end!: () => void;
	readonly #ended = new Promise<void>((resolve) => (this.#end = resolve));
	#encoded: Promise<Int16Array | undefined> | undefined;
	readonly #before: Promise<void> | undefined;
	/** On disk, and not yet with the detector. */
	#unheard: Int16Array[] | undefined;

	constructor(deps: TakeSessionDeps) {
		this.#deps = deps;
		this.#watch = new SignalWatch(deps.wallMs());
		this.#writer = new TakeWriter({
			store: deps.store,
			takeId: deps.takeId,
			wait: deps.wait,
			...(deps.begin && { begin: deps.begin }),
			onStored: (pcm) => this.#stored(pcm),
			onMarked: () => this.report(),
			onProblem: (problem) => this.#failed(problem)
		});
		this.#encoder = deps.openEncoder(deps.codec, {
			onSound: (sound) => this.#writer.take(sound),
			onFailed: deps.onEncoderFailed
		});
		if (deps.before) this.#unheard = [];
		else deps.detection.begin();
		this.#before = deps.before?.then((seam) => this.#takeOver(seam));
	}

	hear(message: WorkletMessage): void {
		if (message.kind === 'end') return this.#end();
		if (message.kind === 'gap') return;
		this.#watch.heard(message.pcm);
		this.#level = meterOf(powerDb(message.pcm));
		this.#missingFrames = message.missingFrames;
		this.encode(message.pcm);
	}

	/** Takes sound that has been heard already. */
	encode(pcm: Int16Array): void {
		this.#encoder.encode(pcm);
	}

	mark(marks: Mark[]): void {
		this.#writer.mark(marks);
	}

	pause(endSample: number): void {
		this.#deps.report({ kind: 'quiet', takeId: this.#deps.takeId, endSample });
	}

	/** Tells the page where the take stands. */
	report(): void {
		const { takeId, detection, wallMs } = this.#deps;
		const { samples, marks, unsavedSamples } = this.#writer;
		const signal = this.#watch.look(wallMs());
		const warnings: CaptureWarning[] = warningsOf(signal);
		if (this.#writer.refusal) warnings.unshift('not-stored');
		if (detection.detector === 'energy') warnings.push('detector-fell-back');
		this.#deps.report({
			kind: 'progress',
			takeId,
			progress: {
				samples,
				marks,
				unsavedSamples,
				missingFrames: this.#missingFrames,
				level: this.#level,
				speaking: detection.speaking,
				signal,
				detector: detection.detector,
				warnings
			}
		});
	}

	/** Resolves when the last sample is encoded; with the sound that is not, where the encoder failed. */
	endSound(): Promise<Int16Array | undefined> {
		const ended = Promise.race([this.#ended, this.#deps.wait(endPatienceMs)]);
		return (this.#encoded ??= ended.then(() => this.#encoder.finish()));
	}

	/** Closes the take when the last batch and the last mark are on disk. */
	async finish(): Promise<Seam> {
		const { takeId, detection } = this.#deps;
		await this.endSound();
		await this.#writer.settled();
		await this.#before;
		const seam = await detection.finish(this.#writer.samples);
		await this.#writer.close();
		if (this.#writer.problem) return seam;
		this.report();
		this.#deps.report({ kind: 'closed', takeId, samples: this.#writer.samples });
		return seam;
	}

	#takeOver(seam: Seam | undefined): void {
		const unheard = this.#unheard ?? [];
		this.#unheard = undefined;
		this.#deps.onHeard?.();
		this.#deps.detection.begin(seam);
		for (const pcm of unheard) this.#deps.detection.push(pcm);
	}

	#failed(problem: WriteProblem): void {
		const { unsavedSamples } = this.#writer;
		this.#deps.report({ kind: 'failed', takeId: this.#deps.takeId, problem, unsavedSamples });
	}

	#stored(pcm: Int16Array): void {
		if (this.#unheard) this.#unheard.push(pcm);
		else this.#deps.detection.push(pcm);
		this.report();
	}
}

function warningsOf(signal: Signal): CaptureWarning[] {
	if (signal === 'none' || signal === 'not-woken') return ['no-frames'];
	return signal === 'silence' || signal === 'zeros' ? ['silence'] : [];
}
