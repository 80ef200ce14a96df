/** Held by the tab that records; no other tab of this browser may, nor may it tidy up behind a live recording. */
export const recorderLockName = 'recorder';

/** Takes the lock and gives the way to let go of it; undefined when another tab holds it. */
export function takeRecorderLock(locks: LockManager = navigator.locks): Promise<(() => void) | undefined> {
	return new Promise((resolve, reject) => {
		locks
			.request(recorderLockName, { ifAvailable: true }, (lock) => {
				if (!lock) return resolve(undefined);
				return new Promise<void>((release) => resolve(release));
			})
			.catch(reject);
	});
}

/** Whether a tab of this browser holds the lock. */
export async function isRecorderLocked(locks: LockManager | undefined = navigator.locks): Promise<boolean> {
	const { held = [] } = (await locks?.query()) ?? {};
	return held.some(({ name }) => name === recorderLockName);
}
