import { segmentSamplesMax, tailOf, type LectureId, type Mark } from '#lib/protocol/index.ts';
import type { BlockStore, LocalTake } from './port.ts';

/**
 * Closes what a page that died left open, so that it can be finished on the server. `takeLock` gives the recorder's
 * lock; while another tab holds it, nothing is touched, and never the lectures `inUse`, which a page writes without that
 * lock. Resolves to the number of takes that were closed.
 */
export async function closeAbandonedTakes(
	store: BlockStore,
	takeLock: () => Promise<(() => void) | undefined>,
	inUse: () => Promise<ReadonlySet<LectureId>> = async () => new Set()
): Promise<number> {
	const release = await takeLock();
	if (!release) return 0;
	try {
		const lectures = await store.lectures();
		const takes = (await Promise.all(lectures.map(({ lectureId }) => store.takesOf(lectureId)))).flat();
		// Asked after the takes were read: whoever writes one has said so before it began.
		const written = await inUse();
		const open = takes.filter(({ closed, lectureId }) => !closed && !written.has(lectureId));
		for (const take of open) await closeTake(store, take);
		return open.length;
	} finally {
		release();
	}
}

/** Closes a take at its last sample; speech that goes on ends there. */
export async function closeTake(store: BlockStore, { takeId, samples, marks }: LocalTake): Promise<void> {
	const last = marks > 0 ? (await store.marksFrom(takeId, marks - 1, 1))[0] : undefined;
	const closing = closingMarks(last, samples);
	if (closing.length > 0) await store.appendMarks(takeId, marks, closing);
	await store.closeTake(takeId);
}

/** Ends speech that goes on at the end of a take of `samples` samples, in segments that are not too long (rule L4). */
export function closingMarks(last: Mark | undefined, samples: number): Mark[] {
	const { speaking, sample } = tailOf(last);
	if (!speaking) return [];
	const end = Math.max(sample, samples);
	const marks: Mark[] = [];
	for (let at = sample + segmentSamplesMax; at < end; at += segmentSamplesMax)
		marks.push({ kind: 'cut', sample: at });
	return [...marks, { kind: 'speech-end', sample: end }];
}
