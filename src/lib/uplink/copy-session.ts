import {
	blockHeaderBytes,
	bytesOf,
	codecForms,
	sampleRate,
	samplesIn,
	wholeFrames,
	type Codec,
	type ServerMessage,
	type TakeId
} from '#lib/protocol/index.ts';
import type { BacklogPace } from './backlog-pace.ts';
import { isLive, type TakeCopy, type Windows } from './next-step.ts';
import type { NumberedTake } from './take-numbers.ts';
import type { LocalTake, StoredBlock } from './port.ts';

/** What one session has agreed on; gone with its socket. */
export type Session = {
	limits: Extract<ServerMessage, { type: 'welcome' }>['limits'];
	copies: Map<TakeId, TakeCopy>;
	held: Map<TakeId, TakeCopy['held']>;
	/** The takes that the server knows by now, of this device and of others. */
	there: NumberedTake[];
	pace: BacklogPace;
	isLectureFinished: boolean;
	isFinishingLecture: boolean;
};

/** One frame holds at most this much sound, so that marks and other takes need not wait for long. */
const frameSamplesMax = sampleRate / 2;

/** Where the copying of a take stands in this session; begun from what the server holds. */
export function copyOf(session: Session, take: LocalTake): TakeCopy {
	const known = session.copies.get(take.takeId);
	if (known) return Object.assign(known, { take });
	const held = session.held.get(take.takeId);
	const copy: TakeCopy = {
		take,
		isAnnounced: held !== undefined,
		held: held ?? { samples: 0, marks: 0, finished: false },
		sent: { samples: held?.samples ?? 0, marks: held?.marks ?? 0 },
		nextMarkSample: undefined,
		isFinishing: false,
		isStuck: false
	};
	session.copies.set(take.takeId, copy);
	return copy;
}

/** Takes the server's word; where it holds less than it did, or more than was sent, we go on from there (rule W1). */
export function settle({ pace }: Session, copy: TakeCopy, held: TakeCopy['held']): void {
	const isLess = held.samples < copy.held.samples || held.marks < copy.held.marks;
	copy.held = held;
	if (!isLess && held.samples <= copy.sent.samples && held.marks <= copy.sent.marks) return;
	pace.forget(copy.take.takeId);
	const { samples, marks } = held;
	copy.sent = isLess
		? { samples, marks }
		: { samples: Math.max(samples, copy.sent.samples), marks: Math.max(marks, copy.sent.marks) };
	copy.nextMarkSample = undefined;
	copy.isFinishing = false;
}

/** What may still be sent of all sound and of backlog (rules W3, W4). */
export function windowsOf({ limits, copies, pace }: Session): Windows {
	let unacked = 0;
	let unackedBacklog = 0;
	for (const copy of copies.values()) {
		const bytes = Math.max(0, bytesOf(copy.take.codec, copy.sent.samples - copy.held.samples));
		unacked += bytes;
		if (!isLive(copy)) unackedBacklog += bytes;
	}
	return {
		all: { bytes: limits.unackedBytes, free: limits.unackedBytes - unacked },
		backlog: { bytes: pace.windowBytes, free: pace.windowBytes - unackedBacklog }
	};
}

/** How much sound of a take the next frame may hold, in whole frames of its codec; at least one of them. */
export function nextFrameSamples(session: Session, copy: TakeCopy): number {
	const { codec } = copy.take;
	const { all, backlog } = windowsOf(session);
	const free = isLive(copy) ? all.free : Math.min(all.free, backlog.free);
	const bytes = Math.min(session.limits.frameBytes - blockHeaderBytes, free);
	return Math.max(
		codecForms[codec].frameSamples,
		Math.min(wholeFrames(codec, frameSamplesMax), samplesIn(codec, bytes))
	);
}

/** The bytes of consecutive blocks from `firstSample` on, at most `samplesMax` samples of them. */
export function soundFrom(
	blocks: readonly StoredBlock[],
	codec: Codec,
	firstSample: number,
	samplesMax: number
): Uint8Array {
	const start = blocks[0]?.firstSample ?? firstSample;
	const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.bytes.byteLength, 0));
	for (const block of blocks) bytes.set(block.bytes, bytesOf(codec, block.firstSample - start));
	const skipped = bytesOf(codec, firstSample - start);
	return bytes.subarray(skipped, skipped + bytesOf(codec, samplesMax));
}
