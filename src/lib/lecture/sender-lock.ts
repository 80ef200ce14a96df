import type { LectureId } from '#lib/protocol/index.ts';

/** Held by whoever copies a lecture to the server, so that two tabs do not supersede each other for ever. */
const lockName = (lectureId: LectureId): string => `sender ${lectureId}`;

/**
 * Resolves, when no other tab copies this lecture any more, to the way to let go of it again. A page that was reloaded
 * waits for itself this way.
 */
export function takeSenderLock(lectureId: LectureId): Promise<() => void> {
	// Without locks (a page that is not secure) no microphone records either, so there is nothing to fight over.
	if (!navigator.locks) return Promise.resolve(() => {});
	return new Promise((resolve, reject) => {
		navigator.locks
			.request(lockName(lectureId), () => new Promise<void>((release) => resolve(release)))
			.catch(reject);
	});
}

/** Runs `work` under the lock; not at all when it is not free within `patienceMs`. */
export function withSenderLock(
	lectureId: LectureId,
	work: () => Promise<void>,
	patienceMs: number
): Promise<void> {
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), patienceMs);
	return navigator.locks
		.request(lockName(lectureId), { signal: patience.signal }, () => {
			clearTimeout(timer);
			return work();
		})
		.catch((error: unknown) => {
			if (!patience.signal.aborted) throw error;
		});
}
