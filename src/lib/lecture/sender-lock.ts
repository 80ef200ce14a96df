import type { LectureId } from '#lib/protocol/index.ts';

/**
 * Taken by the tab that copies a lecture to the server, so that two tabs do not supersede each other for ever. Gives the
 * way to let go of it; undefined when another tab holds it.
 */
export function takeSenderLock(lectureId: LectureId): Promise<(() => void) | undefined> {
	// Without locks (a page that is not secure) no microphone records either, so there is nothing to fight over.
	if (!navigator.locks) return Promise.resolve(() => {});
	return new Promise((resolve, reject) => {
		navigator.locks
			.request(`sender ${lectureId}`, { ifAvailable: true }, (lock) => {
				if (!lock) return resolve(undefined);
				return new Promise<void>((release) => resolve(release));
			})
			.catch(reject);
	});
}
