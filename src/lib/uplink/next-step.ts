import { bytesOf } from '#lib/protocol/index.ts';
import type { LocalTake } from './port.ts';

export type Lengths = { samples: number; marks: number };

/** How far one take has been copied in this session. */
export type TakeCopy = {
	take: LocalTake;
	/** The server knows the take, or has been told of it. */
	isAnnounced: boolean;
	/** Durable on the server. */
	held: Lengths & { finished: boolean };
	/** Handed to the socket. */
	sent: Lengths;
	/** Where the next unsent mark lies; undefined while nobody has looked. */
	nextMarkSample: number | undefined;
	isFinishing: boolean;
	/** Nothing more of it can be sent in this session. */
	isStuck: boolean;
};

export type Step = { kind: 'announce' | 'marks' | 'finish' | 'audio'; copy: TakeCopy };

/** A window of unacknowledged sound. */
export type Window = { bytes: number; free: number };
/** What may be in flight of all sound (rule W3), and within it of takes that are not being recorded (rule W4). */
export type Windows = { all: Window; backlog: Window };

/** Less room than this is not worth a frame. */
const frameBytesMin = 4096;

/**
 * What to send next: which takes there are, in the order of their numbers, so that the server never knows one and not those
 * before it; then the take that is being recorded before all others, those by their numbers, each in its own order; a mark as soon as the sound before it has been sent; `finish` when the server holds all of a closed take (rules W4, L5).
 * Undefined when there is nothing to do now.
 */
export function nextStep(copies: readonly TakeCopy[], windows: Windows): Step | undefined {
	const unknown = copies.find((copy) => !copy.isAnnounced);
	if (unknown) return { kind: 'announce', copy: unknown };
	for (const copy of liveFirst(copies)) {
		const kind = copy.isStuck ? undefined : stepOf(copy, windows);
		if (kind) return { kind, copy };
	}
	return undefined;
}

/** Where a person goes on recording there is one open take, and it is the last. */
function liveFirst(copies: readonly TakeCopy[]): TakeCopy[] {
	const live = copies.filter(isLive).toReversed();
	return [...live, ...copies.filter((copy) => !isLive(copy))];
}

/** Still being recorded, as far as this device knows. */
export const isLive = ({ take }: TakeCopy): boolean => !take.closed;

function stepOf(copy: TakeCopy, windows: Windows): Step['kind'] | undefined {
	const { take, sent } = copy;
	if (sent.marks < take.marks && (copy.nextMarkSample ?? 0) <= sent.samples) return 'marks';
	const unsent = bytesOf(take.codec, take.samples - sent.samples);
	if (unsent > 0) return hasRoom(copy, unsent, windows) ? 'audio' : undefined;
	return isWhole(copy) && !copy.held.finished && !copy.isFinishing ? 'finish' : undefined;
}

function hasRoom(copy: TakeCopy, unsentBytes: number, { all, backlog }: Windows): boolean {
	const fits = ({ bytes, free }: Window) => free >= Math.min(unsentBytes, frameBytesMin, bytes);
	return fits(all) && (isLive(copy) || fits(backlog));
}

const isWhole = ({ take, held }: TakeCopy): boolean =>
	take.closed && held.samples >= take.samples && held.marks >= take.marks;
