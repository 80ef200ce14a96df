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

/** The window of unacknowledged sound (rule W3). */
export type Window = { bytes: number; free: number };

/** Less room than this is not worth a frame. */
const frameBytesMin = 4096;

/**
 * What to send next: takes by their numbers, each in its own order; a mark as soon as the sound before it has been
 * sent; `finish` when the server holds all of a closed take (rule L5). Undefined when there is nothing to do now.
 */
export function nextStep(copies: readonly TakeCopy[], window: Window): Step | undefined {
	for (const copy of copies) {
		const kind = copy.isStuck ? undefined : stepOf(copy, window);
		if (kind) return { kind, copy };
	}
	return undefined;
}

function stepOf(copy: TakeCopy, window: Window): Step['kind'] | undefined {
	const { take, sent } = copy;
	if (!copy.isAnnounced) return 'announce';
	if (sent.marks < take.marks && (copy.nextMarkSample ?? 0) <= sent.samples) return 'marks';
	const unsent = take.samples - sent.samples;
	if (unsent > 0)
		return window.free >= Math.min(bytesOf(take.codec, unsent), frameBytesMin, window.bytes)
			? 'audio'
			: undefined;
	return isWhole(copy) && !copy.held.finished && !copy.isFinishing ? 'finish' : undefined;
}

const isWhole = ({ take, held }: TakeCopy): boolean =>
	take.closed && held.samples >= take.samples && held.marks >= take.marks;
