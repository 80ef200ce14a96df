import { bytesOf, codecForms, opusPreSkipSamples, samplesIn } from './codecs.ts';
import { sampleRate } from './limits.ts';
import { decodedPacket, type FrameDecoder } from './opus-packet.ts';

export type { FrameDecoder };

/** What an `OpusDecoder` is to be made with. */
export const opusDecoderOptions = {
	sampleRate,
	channels: 1,
	streamCount: 1,
	coupledStreamCount: 0,
	channelMappingTable: [0] as number[],
	preSkip: 0
} as const;

/** A take's packets, wherever they are kept. */
export type OpusLog = {
	/** Whole packets in the log now. */
	packets: number;
	/** The bytes of the packets `from` ≤ n < `to`, all of which are in the log. */
	read(from: number, to: number): Promise<Uint8Array>;
};

export type OpusSoundDeps = {
	/** Asked for when something is decoded that no decoder at hand goes on with; at most one for each epoch that is kept. */
	openDecoder: () => Promise<FrameDecoder>;
	/** Lets others have the thread; called after half a millisecond of work or so. */
	pause: () => Promise<unknown>;
};

const { frameSamples, frameBytes } = codecForms.opus;
/** 5.12 s. */
const epochPackets = 256;
const epochSamples = epochPackets * frameSamples;
/** After so many packets a decoder has forgotten what it did not hear. */
const primerPackets = 8;
const packetsAtOnce = 16;
/** Epochs that are remembered, 164 kB of sound each: more than the longest segment, which is heard again as it grows. */
const epochsKept = 8;

/** What was decoded of an epoch; `decoder` has heard exactly that, and goes on where the epoch does. */
type Epoch = { primerBytes: number; bytes: Uint8Array; sound: Int16Array; decoder: FrameDecoder | undefined };

/**
 * Decodes any stretch of a log of Opus packets, and gives the same samples whatever stretch is asked for: a log is
 * decoded in epochs of 256 packets that depend on nothing but their own packets and the 8 before them (rule B3).
 */
export class OpusSound {
	readonly #deps: OpusSoundDeps;
	readonly #idle: FrameDecoder[] = [];
	/** One epoch is decoded after another. */
	#turn: Promise<unknown> = Promise.resolve();
	/** The latest last. They are found by their packets, so that none can be out of date. */
	#known: Epoch[] = [];

	constructor(deps: OpusSoundDeps) {
		this.#deps = deps;
	}

	/**
	 * The samples in pieces of an epoch or less, which are not to be changed. What only the packet after the log's end
	 * would tell is silence.
	 */
	async *pieces(log: OpusLog, firstSample: number, sampleCount: number): AsyncGenerator<Int16Array> {
		const end = firstSample + opusPreSkipSamples + sampleCount;
		for (let at = firstSample + opusPreSkipSamples; at < end;) {
			const number = Math.floor(at / epochSamples);
			const start = number * epochSamples;
			const to = Math.min(end, start + epochSamples);
			const sound = await this.#epoch(log, number, Math.ceil(to / frameSamples));
			yield fitted(sound.subarray(at - start, to - start), to - at);
			at = to;
		}
	}

	/** The sound of an epoch from its first packet to at least `toPacket` of the log, or to the log's end. */
	async #epoch(log: OpusLog, number: number, toPacket: number): Promise<Int16Array> {
		const first = number * epochPackets;
		const end = Math.min(toPacket, log.packets);
		if (end <= first) return new Int16Array(0);
		const primer = Math.min(primerPackets, first);
		const bytes = await log.read(first - primer, end);
		return this.#inTurn(() => this.#decode(bytes, bytesOf('opus', primer * frameSamples)));
	}

	async #decode(bytes: Uint8Array, primerBytes: number): Promise<Int16Array> {
		const alike = this.#known.filter((each) => each.primerBytes === primerBytes);
		const known = alike.find((each) => begins(each.bytes, bytes));
		const begun = known ?? alike.find((each) => begins(bytes, each.bytes));
		this.#known = this.#known.filter((each) => each !== begun);
		const epoch = known ?? (await this.#goOn(begun, bytes, primerBytes));
		this.#keep(epoch);
		return epoch.sound.subarray(0, samplesOf(bytes.length - primerBytes));
	}

	/** What is longer takes the place of `begun`, and its decoder. */
	async #goOn(begun: Epoch | undefined, bytes: Uint8Array, primerBytes: number): Promise<Epoch> {
		const decoder = begun?.decoder ?? (await this.#freshDecoder());
		const from = begun?.decoder ? begun.bytes.length : 0;
		const sound = new Int16Array(samplesOf(bytes.length - primerBytes));
		if (begun) sound.set(begun.sound);
		let packets = 0;
		for (let at = from; at < bytes.length; at += frameBytes) {
			if (++packets % packetsAtOnce === 0) await this.#deps.pause();
			const decoded = decodedPacket(decoder, bytes.subarray(at, at + frameBytes));
			if (decoded && at >= primerBytes) setInt16(sound, samplesOf(at - primerBytes), decoded);
		}
		return { primerBytes, bytes, sound, decoder };
	}

	#keep(epoch: Epoch): void {
		const isOver = samplesOf(epoch.bytes.length - epoch.primerBytes) === epochSamples;
		this.#known.push(isOver ? { ...epoch, decoder: this.#retire(epoch) } : epoch);
		for (const left of this.#known.splice(0, this.#known.length - epochsKept)) this.#retire(left);
	}

	#retire({ decoder }: Epoch): undefined {
		if (decoder) this.#idle.push(decoder);
	}

	async #freshDecoder(): Promise<FrameDecoder> {
		const decoder = this.#idle.pop() ?? (await this.#deps.openDecoder());
		await decoder.reset();
		return decoder;
	}

	#inTurn<T>(task: () => Promise<T>): Promise<T> {
		const done = this.#turn.then(task);
		this.#turn = done.catch(() => undefined);
		return done;
	}
}

const samplesOf = (bytes: number): number => samplesIn('opus', bytes);

/** Pieces as one array of `sampleCount` samples. */
export async function joinedPieces(
	pieces: AsyncIterable<Int16Array>,
	sampleCount: number
): Promise<Int16Array<ArrayBuffer>> {
	const samples = new Int16Array(sampleCount);
	let at = 0;
	for await (const piece of pieces) {
		samples.set(piece, at);
		at += piece.length;
	}
	return samples;
}

const begins = (whole: Uint8Array, part: Uint8Array): boolean =>
	part.length <= whole.length && part.every((byte, n) => byte === whole[n]);

/** `piece`, with silence behind it where it is shorter than `length`. */
function fitted(piece: Int16Array, length: number): Int16Array {
	if (piece.length === length) return piece;
	const whole = new Int16Array(length);
	whole.set(piece);
	return whole;
}

function setInt16(target: Int16Array, from: number, sound: Float32Array): void {
	for (let n = 0; n < sound.length; n++) {
		const value = Math.round((sound[n] as number) * 0x8000);
		target[from + n] = Math.max(-0x8000, Math.min(0x7fff, value));
	}
}
