import type { PacketEncoder, PacketEvents } from '../../src/lib/capture/opus-encoder.ts';

/** How an encoder of a browser goes wrong, with its packet number `at` or, for `flush`, at its end. */
export type Fault =
	{ kind: 'error' | 'throw' | 'hang' | 'size'; at: number } | { kind: 'flush' | 'absent' | 'endless-flush' };

const packetSamples = 320;
const known: Int16Array[] = [];

/** The sound of a packet that a FakePackets made. */
export const soundOfPacket = (packet: Uint8Array): Int16Array =>
	known[new DataView(packet.buffer, packet.byteOffset).getUint32(0)] as Int16Array;

/** Stands in for the browser's encoder: packets of the right size come a moment later; one more than is filled at a flush. */
export class FakePackets implements PacketEncoder {
	readonly #events: PacketEvents;
	readonly #fault: Fault | undefined;
	#sound: number[] = [];
	#packets = 0;
	#isBroken = false;

	constructor(events: PacketEvents, fault?: Fault) {
		if (fault?.kind === 'absent') throw new ReferenceError('AudioEncoder is not defined');
		this.#events = events;
		this.#fault = fault;
	}

	encode(pcm: Int16Array): void {
		if (this.#fault?.kind === 'throw' && this.#packets >= this.#fault.at) throw new Error('closed');
		this.#sound.push(...pcm);
		while (this.#sound.length >= packetSamples) this.#packet(this.#sound.splice(0, packetSamples));
	}

	async flush(): Promise<void> {
		if (this.#fault?.kind === 'endless-flush') return new Promise(() => {});
		if (this.#fault?.kind === 'flush') throw new Error('closed');
		this.#packet([...this.#sound, ...Array<number>(packetSamples - this.#sound.length).fill(0)]);
		await new Promise((resolve) => setImmediate(resolve));
	}

	close(): void {
		this.#isBroken = true;
	}

	#packet(sound: number[]): void {
		const number = this.#packets++;
		const id = known.push(Int16Array.from(sound)) - 1;
		setImmediate(() => this.#give(number, id));
	}

	#give(number: number, id: number): void {
		const fault =
			this.#fault && 'at' in this.#fault && this.#fault.at <= number ? this.#fault.kind : undefined;
		if (this.#isBroken || fault === 'hang') return;
		if (fault === 'error') {
			this.#isBroken = true;
			return this.#events.onError();
		}
		const packet = new Uint8Array(fault === 'size' ? 61 : 60);
		new DataView(packet.buffer).setUint32(0, id);
		this.#events.onPacket(packet);
	}
}
