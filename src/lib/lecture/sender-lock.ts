import type { LectureId } from '#lib/protocol/index.ts';

/**
 * Held by the tab that copies a lecture to the server, so that two tabs do not supersede each other for ever. Resolves,
 * when no other tab holds it any more, to the way to let go of it. A page that was reloaded waits for itself this way.
 */
export function takeSenderLock(lectureId: LectureId): Promise<() => void> {
	// Without locks (a page that is not secure) no microphone records either, so there is nothing to fight over.
	if (!navigator.locks) return Promise.resolve(() => {});
	return new Promise((resolve, reject) => {
		navigator.locks
			.request(`sender ${lectureId}`, () => new Promise<void>((release) => resolve(release)))
			.catch(reject);
	});
}
