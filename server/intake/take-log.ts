import { bytesOf, refusalOf, samplesIn, type Codec, type Mark } from '#lib/protocol/index.ts';

export type Lengths = { samples: number; marks: number };

/**
 * What one append did. `duplicate`: all of it was there already; answered with the true end all the same, because
 * the acknowledgement may have been lost.
 */
export type AppendAnswer =
	'accepted' | 'duplicate' | 'audio-gap' | 'marks-gap' | 'marks-conflict' | 'take-finished';

const markBytes = 64;

export type Pending = { bytes: Uint8Array[]; marks: Mark[] };

/** The two logs of one take as arithmetic: what is durable, what is accepted on top, what waits to be written. */
export class TakeLog {
	readonly takeId: string;
	readonly lectureId: string;
	readonly codec: Codec;
	durable: Lengths;
	finished: boolean;
	#accepted: Lengths;
	#lastMark: Mark | undefined;
	#durableLastMark: Mark | undefined;
	#pending: Pending = { bytes: [], marks: [] };

	constructor(take: {
		takeId: string;
		lectureId: string;
		codec: Codec;
		durable: Lengths;
		finished: boolean;
		lastMark: Mark | undefined;
	}) {
		this.takeId = take.takeId;
		this.lectureId = take.lectureId;
		this.codec = take.codec;
		this.durable = take.durable;
		this.finished = take.finished;
		this.#accepted = { ...take.durable };
		this.#lastMark = this.#durableLastMark = take.lastMark;
	}

	get accepted(): Readonly<Lengths> {
		return this.#accepted;
	}

	/** Whether exactly these lengths are durable, with every mark inside the sound: what a take may be closed at (rule L5). */
	isWhole({ samples, marks }: Lengths): boolean {
		const isDurable = this.durable.samples === samples && this.durable.marks === marks;
		return isDurable && (this.#durableLastMark?.sample ?? 0) <= samples;
	}

	/** Memory that waits for the disk: sound, and marks at a rough `markBytes` each. */
	get pendingBytes(): number {
		const marks = this.#accepted.marks - this.durable.marks;
		return bytesOf(this.codec, this.#accepted.samples - this.durable.samples) + marks * markBytes;
	}

	/** Rule L3: at the end it is appended; an overlap is cut; a gap is refused and changes nothing. */
	appendAudio(firstSample: number, bytes: Uint8Array): AppendAnswer {
		const end = firstSample + samplesIn(this.codec, bytes.byteLength);
		if (firstSample > this.#accepted.samples) return 'audio-gap';
		if (end <= this.#accepted.samples) return 'duplicate';
		if (this.finished) return 'take-finished';
		this.#pending.bytes.push(bytes.subarray(bytesOf(this.codec, this.#accepted.samples - firstSample)));
		this.#accepted.samples = end;
		return 'accepted';
	}

	/** The same for marks; marks that contradict the log (order, pairing, length) are refused whole (rule L4). */
	appendMarks(from: number, items: readonly Mark[]): AppendAnswer {
		if (from > this.#accepted.marks) return 'marks-gap';
		const fresh = items.slice(this.#accepted.marks - from);
		if (fresh.length === 0) return 'duplicate';
		if (this.finished) return 'take-finished';
		let last = this.#lastMark;
		for (const mark of fresh) {
			if (refusalOf(last, mark)) return 'marks-conflict';
			last = mark;
		}
		this.#pending.marks.push(...fresh);
		this.#accepted.marks += fresh.length;
		this.#lastMark = last;
		return 'accepted';
	}

	/** Goes on at `to`, when nothing waits to be written; what lies between is a hole (rule L6). */
	appendHole(from: number, to: number): AppendAnswer {
		if (from > this.#accepted.samples) return 'audio-gap';
		if (to <= this.#accepted.samples) return 'duplicate';
		if (this.finished) return 'take-finished';
		this.#accepted.samples = to;
		this.durable = { ...this.durable, samples: to };
		return 'accepted';
	}

	/** Hands out what waits to be written; the caller answers with `committed` or `lost`. */
	takePending(): Pending {
		const pending = this.#pending;
		this.#pending = { bytes: [], marks: [] };
		return pending;
	}

	committed(pending: Pending): void {
		this.durable = {
			samples: this.durable.samples + samplesIn(this.codec, lengthOf(pending)),
			marks: this.durable.marks + pending.marks.length
		};
		this.#durableLastMark = pending.marks.at(-1) ?? this.#durableLastMark;
	}

	/** The write failed: everything that is not durable is forgotten, and the sender goes on from the true end. */
	lost(): void {
		this.#pending = { bytes: [], marks: [] };
		this.#accepted = { ...this.durable };
		this.#lastMark = this.#durableLastMark;
	}
}

export const lengthOf = (pending: Pending): number =>
	pending.bytes.reduce((sum, bytes) => sum + bytes.byteLength, 0);
