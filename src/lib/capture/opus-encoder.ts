import { codecForms, msToSamples, opusPreSkipSamples } from '#lib/protocol/index.ts';
import type { EncoderEvents, SoundEncoder } from './encoder.ts';
import { joinedBytes, joinedPcm } from './pcm.ts';

/** What makes packets of sound: the browser's encoder. May throw. */
export type PacketEncoder = {
	encode(pcm: Int16Array): void;
	/** Resolves when all packets are out; one more than the sound fills may come. */
	flush(): Promise<void>;
	close(): void;
};

export type PacketEvents = { onPacket: (packet: Uint8Array) => void; onError: () => void };

export type OpusEncoderDeps = EncoderEvents & {
	openPackets: (events: PacketEvents) => PacketEncoder;
	wait: (ms: number) => Promise<void>;
};

const { frameSamples, frameBytes } = codecForms.opus;
/** Packets that are handed on together: a batch of the worklet. */
const packetsTogether = 8;
/** An encoder that is further behind, or takes longer to end, is passed over. */
const owedSamplesMax = msToSamples(10_000);
const finishPatienceMs = 10_000;

/** Opus as takes hold it (PROTOCOL.md, Block). A packet encoder that gives anything else has failed. */
export class OpusEncoder implements SoundEncoder {
	readonly #deps: OpusEncoderDeps;
	readonly #packets: PacketEncoder | undefined;
	#state: 'open' | 'ending' | 'ended' | 'failed' = 'open';
	#samples = 0;
	/** Encoded, and in no packet that was handed on. */
	#owed: Int16Array = new Int16Array(0);
	/** The last that was handed on: it cannot be heard without the packet after its own. */
	#tail: Int16Array = new Int16Array(0);
	#ready: Uint8Array[] = [];
	#packetsGot = 0;
	#packetsWanted = Infinity;
	/** Silence behind the last sample. */
	#padding = 0;

	constructor(deps: OpusEncoderDeps) {
		this.#deps = deps;
		const events = { onPacket: (packet: Uint8Array) => this.#take(packet), onError: () => this.#fail() };
		this.#packets = this.#try(() => deps.openPackets(events));
	}

	encode(pcm: Int16Array): void {
		this.#samples += pcm.length;
		this.#give(pcm);
		if (this.#owed.length > owedSamplesMax) this.#fail();
	}

	async finish(): Promise<Int16Array | undefined> {
		if (this.#state === 'open') {
			this.#state = 'ending';
			if (this.#samples > 0) await this.#flush();
			else this.#end();
			this.#fail();
		}
		if (this.#state !== 'failed') return undefined;
		const left = joinedPcm([this.#tail, this.#owed]);
		return left.subarray(0, left.length - this.#padding);
	}

	/** A decoder gives the last samples with the packet after theirs. */
	async #flush(): Promise<void> {
		this.#packetsWanted = Math.ceil((this.#samples + opusPreSkipSamples) / frameSamples);
		this.#padding = this.#packetsWanted * frameSamples - this.#samples;
		this.#give(new Int16Array(this.#padding));
		const flushed = this.#try(() => this.#packets?.flush())?.catch(() => this.#fail());
		await Promise.race([flushed, this.#deps.wait(finishPatienceMs)]);
	}

	#give(pcm: Int16Array): void {
		this.#owed = joinedPcm([this.#owed, pcm]);
		if (this.#state !== 'failed') this.#try(() => this.#packets?.encode(pcm));
	}

	#take(packet: Uint8Array): void {
		if (this.#state === 'failed' || this.#state === 'ended') return;
		const isOwed = (this.#ready.length + 1) * frameSamples <= this.#owed.length;
		if (packet.byteLength !== frameBytes || !isOwed) return this.#fail();
		this.#packetsGot++;
		if (this.#ready.push(packet) === packetsTogether) this.#handOn();
		if (this.#packetsGot === this.#packetsWanted) this.#end();
	}

	#handOn(): void {
		const packets = this.#ready.splice(0);
		if (packets.length === 0) return;
		const pcm = this.#owed.slice(0, packets.length * frameSamples);
		this.#owed = this.#owed.slice(pcm.length);
		this.#tail = pcm.slice(-opusPreSkipSamples);
		this.#deps.onSound({ pcm, bytes: joinedBytes(packets) });
	}

	#end(): void {
		this.#state = 'ended';
		this.#handOn();
		this.#close();
	}

	/** Packets that came are good; once all that are wanted came, nothing can go wrong. */
	#fail(): void {
		if (this.#state === 'failed' || this.#state === 'ended') return;
		const isTold = this.#state === 'ending';
		this.#state = 'failed';
		this.#handOn();
		this.#close();
		// Whoever makes an encoder does not have it yet when it fails at once.
		if (!isTold) queueMicrotask(() => this.#deps.onFailed());
	}

	#close(): void {
		try {
			this.#packets?.close();
		} catch {
			// It is closed.
		}
	}

	#try<T>(work: () => T): T | undefined {
		try {
			return work();
		} catch {
			this.#fail();
			return undefined;
		}
	}
}
