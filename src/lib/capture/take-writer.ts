import { msToSamples, type Mark, type TakeId } from '#lib/protocol/index.ts';
import type { AppendRefusal, BlockStore } from '../uplink/port.ts';
import type { EncodedSound } from './encoder.ts';
import type { WriteProblem } from './messages.ts';
import { joinedBytes, joinedPcm } from './pcm.ts';

/** Sound that waits is written together, up to this much in one block. */
const blockSamplesMax = 16_000;
/** So many bytes are kept as one block once they are on disk: small blocks take up to twice the room of their bytes. */
const packedBytes = 16_384;
/** How soon a refused write is tried again, and for how long. */
const retryAfterMs = 1000;
const patienceMs = 10 * 60_000;
/** What is kept in memory at most while the disk refuses it: 19 MB of samples. */
export const unsavedSamplesMax = msToSamples(patienceMs);

export type TakeWriterDeps = {
	store: Pick<BlockStore, 'appendBlock' | 'packBlocks' | 'appendMarks' | 'closeTake'>;
	takeId: TakeId;
	/** Brings the take's row to the store, ahead of everything else, where it is not there yet. */
	begin?: () => Promise<void>;
	/** A block is on disk, made of this sound. */
	onStored: (pcm: Int16Array) => void;
	/** Marks are on disk. */
	onMarked?: () => void;
	/** The take was given up. */
	onProblem?: (problem: WriteProblem) => void;
	wait: (ms: number) => Promise<void>;
};

/**
 * The only way of one take's sound and marks to the disk, one write after another. What a disk refuses is kept and
 * tried again until there is room; after ten minutes the take is given up with its reason. Nothing is left out in between.
 */
export class TakeWriter {
	readonly #deps: TakeWriterDeps;
	#waiting: EncodedSound[] = [];
	#marks: Mark[] = [];
	#packedSamples = 0;
	#unpackedBytes = 0;
	#hasBegun: boolean;
	#writing: Promise<void> | undefined;
	#problem: WriteProblem | undefined;
	/** What the disk said last, while it refuses. */
	refusal: AppendRefusal | undefined;
	/** On disk. */
	samples = 0;
	marks = 0;

	constructor(deps: TakeWriterDeps) {
		this.#deps = deps;
		this.#hasBegun = !deps.begin;
		this.#write();
	}

	get unsavedSamples(): number {
		return this.#waiting.reduce((sum, { pcm }) => sum + pcm.length, 0);
	}

	get problem(): WriteProblem | undefined {
		return this.#problem;
	}

	take(sound: EncodedSound): void {
		this.#waiting.push(sound);
		this.#write();
	}

	mark(marks: readonly Mark[]): void {
		this.#marks.push(...marks);
		this.#write();
	}

	/** Resolves when everything taken so far is on disk, or when the take was given up. */
	async settled(): Promise<void> {
		while (this.#writing) await this.#writing;
	}

	/** Closes the take behind everything taken so far. */
	async close(): Promise<void> {
		await this.settled();
		await this.#deps.store.closeTake(this.#deps.takeId).catch(() => undefined);
	}

	#write(): void {
		if (this.#problem) return;
		this.#writing ??= this.#writeAll().finally(() => {
			this.#writing = undefined;
			if (this.#hasMore) this.#write();
		});
	}

	get #hasMore(): boolean {
		return this.#waiting.length > 0 || this.#marks.length > 0;
	}

	async #writeAll(): Promise<void> {
		if (!this.#hasBegun) await this.#insist(() => this.#begin());
		while (!this.#problem && this.#hasMore) {
			await (this.#waiting.length > 0 ? this.#writeBlock() : this.#writeMarks());
		}
	}

	async #begin(): Promise<AppendRefusal | undefined> {
		try {
			await this.#deps.begin?.();
			this.#hasBegun = true;
			return undefined;
		} catch (error) {
			return (error as Error).name === 'QuotaExceededError' ? 'storage-full' : 'storage-failed';
		}
	}

	async #writeBlock(): Promise<void> {
		const count = this.#nextBatches();
		const next = this.#waiting.slice(0, count);
		const pcm = joinedPcm(next.map((sound) => sound.pcm));
		const bytes = joinedBytes(next.map((sound) => sound.bytes));
		const block = { firstSample: this.samples, sampleCount: pcm.length, bytes };
		await this.#insist(() => this.#deps.store.appendBlock(this.#deps.takeId, block));
		if (this.#problem) return;
		this.#waiting.splice(0, count);
		this.samples += pcm.length;
		this.#deps.onStored(pcm);
		this.#unpackedBytes += bytes.byteLength;
		if (this.#unpackedBytes >= packedBytes) await this.#pack();
	}

	/** Blocks that are not packed are as good, only larger. */
	async #pack(): Promise<void> {
		const { store, takeId } = this.#deps;
		await store.packBlocks(takeId, this.#packedSamples, this.samples).catch(() => undefined);
		this.#packedSamples = this.samples;
		this.#unpackedBytes = 0;
	}

	async #writeMarks(): Promise<void> {
		const marks = this.#marks.splice(0);
		await this.#insist(() => this.#deps.store.appendMarks(this.#deps.takeId, this.marks, marks));
		if (this.#problem) return;
		this.marks += marks.length;
		this.#deps.onMarked?.();
	}

	async #insist(append: () => Promise<AppendRefusal | undefined>): Promise<void> {
		for (let waitedMs = 0; ; waitedMs += retryAfterMs) {
			this.refusal = await append();
			if (!this.refusal) return;
			const isFinal = this.refusal !== 'storage-full' && this.refusal !== 'storage-failed';
			const isTooMuch = waitedMs >= patienceMs || this.unsavedSamples > unsavedSamplesMax;
			if (isFinal || isTooMuch) return this.#giveUp(this.refusal);
			await this.#deps.wait(retryAfterMs);
		}
	}

	#giveUp(refusal: AppendRefusal): void {
		this.#problem = refusal === 'storage-full' ? 'storage-full' : 'storage-unavailable';
		this.#deps.onProblem?.(this.#problem);
	}

	#nextBatches(): number {
		let samples = 0;
		let count = 0;
		for (const { pcm } of this.#waiting) {
			samples += pcm.length;
			if (count > 0 && samples > blockSamplesMax) break;
			count++;
		}
		return count;
	}
}
