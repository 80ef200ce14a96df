import {
	bytesOf,
	decodeBlock,
	type ClientMessage,
	type Codec,
	type ServerMessage,
	type TakeId
} from '#lib/protocol/index.ts';

type Sent = { takeId: TakeId | undefined; codec: Codec; from: number; to: number };

/** Sound on its way in one session, as the wire shows it: sent, and not yet said to be stored (rule W3). */
export class Window {
	#limitBytes = 0;
	#inFlight: Sent[] = [];
	readonly #takes = new Map<number, TakeId>();
	readonly #stored = new Map<TakeId, number>();

	/** The recorder hands a frame to its socket; says what is wrong with that. */
	sent(frame: string | Uint8Array): string | undefined {
		if (typeof frame === 'string') return this.#announced(JSON.parse(frame) as ClientMessage);
		const block = decodeBlock(frame);
		if (typeof block === 'string') return `a block is wrong: ${block}`;
		const { takeNumber, codec, firstSample: from, sampleCount } = block;
		this.#inFlight.push({ takeId: this.#takes.get(takeNumber), codec, from, to: from + sampleCount });
		const bytes = this.#inFlight.reduce((sum, each) => sum + bytesOf(each.codec, each.to - each.from), 0);
		return bytes > this.#limitBytes ? `[W3] ${bytes} of ${this.#limitBytes} bytes in flight` : undefined;
	}

	/** The recorder hears the server. */
	heard(message: ServerMessage): void {
		if (message.type === 'welcome') this.#limitBytes = message.limits.unackedBytes;
		if (message.type === 'welcome')
			for (const take of message.takes) {
				this.#takes.set(take.number, take.takeId);
				this.#stored.set(take.takeId, take.samples);
			}
		if (message.type === 'stored') this.#settle(message.takeId, message.samples);
		if (message.type === 'error' && message.code === 'take-number-taken') this.#drop(message.takeId);
	}

	#announced(message: ClientMessage): undefined {
		if (message.type === 'take') this.#takes.set(message.take.number, message.take.takeId);
	}

	/** Where the server holds less than it did, what was on its way has been for nothing. */
	#settle(takeId: TakeId, samples: number): void {
		if (samples < (this.#stored.get(takeId) ?? 0)) this.#drop(takeId);
		this.#stored.set(takeId, samples);
		for (const sent of this.#inFlight)
			if (sent.takeId === takeId) sent.from = Math.min(sent.to, Math.max(sent.from, samples));
		this.#inFlight = this.#inFlight.filter(({ from, to }) => from < to);
	}

	/** Also what goes under a number that is another take's has its answer. */
	#drop(takeId: TakeId | undefined): void {
		this.#inFlight = this.#inFlight.filter((sent) => sent.takeId !== takeId);
	}
}
