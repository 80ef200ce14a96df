import {
	blockHeaderBytes,
	bytesPerSample,
	sampleRate,
	type ServerMessage,
	type TakeId
} from '#lib/protocol/index.ts';
import type { TakeCopy, Window } from './next-step.ts';
import type { LocalTake, StoredBlock } from './port.ts';

/** What one session has agreed on; gone with its socket. */
export type Session = {
	limits: Extract<ServerMessage, { type: 'welcome' }>['limits'];
	copies: Map<TakeId, TakeCopy>;
	held: Map<TakeId, TakeCopy['held']>;
	isLectureFinished: boolean;
	isFinishingLecture: boolean;
};

/** One frame holds at most this much sound, so that marks and other takes need not wait for long. */
const frameSamplesMax = sampleRate;

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
export function settle(copy: TakeCopy, held: TakeCopy['held']): void {
	const isLess = held.samples < copy.held.samples || held.marks < copy.held.marks;
	copy.held = held;
	if (!isLess && held.samples <= copy.sent.samples && held.marks <= copy.sent.marks) return;
	const { samples, marks } = held;
	copy.sent = isLess
		? { samples, marks }
		: { samples: Math.max(samples, copy.sent.samples), marks: Math.max(marks, copy.sent.marks) };
	copy.nextMarkSample = undefined;
	copy.isFinishing = false;
}

/** The window of unacknowledged sound (rule W3). */
export function windowOf(session: Session): Window {
	const samples = Math.floor(session.limits.unackedBytes / bytesPerSample);
	let unacked = 0;
	for (const { sent, held } of session.copies.values()) unacked += Math.max(0, sent.samples - held.samples);
	return { samples, free: samples - unacked };
}

/** How much sound the next frame may hold. */
export function nextFrameSamples(session: Session): number {
	const ofFrame = Math.floor((session.limits.frameBytes - blockHeaderBytes) / bytesPerSample);
	return Math.min(frameSamplesMax, windowOf(session).free, Math.max(1, ofFrame));
}

/** The bytes of consecutive blocks from `firstSample` on, at most `samplesMax` samples of them. */
export function soundFrom(
	blocks: readonly StoredBlock[],
	firstSample: number,
	samplesMax: number
): Uint8Array {
	const start = blocks[0]?.firstSample ?? firstSample;
	const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.pcm.byteLength, 0));
	for (const block of blocks) bytes.set(block.pcm, (block.firstSample - start) * bytesPerSample);
	const skipped = (firstSample - start) * bytesPerSample;
	return bytes.subarray(skipped, skipped + samplesMax * bytesPerSample);
}
