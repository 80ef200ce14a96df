/** Held by the tab that records; no other tab of this browser may, nor may it tidy up behind a live recording. */
export const recorderLockName = 'recorder';

/** Tidying up holds it for a moment; a recording does for longer. */
const patienceMs = 1000;

/** Takes the lock, to record, and gives the way to let go of it; undefined when another tab records. */
export const takeRecorderLock = (): Promise<(() => void) | undefined> =>
	request({ signal: AbortSignal.timeout(patienceMs) }).catch((error: unknown) => {
		if ((error as Error).name === 'TimeoutError') return undefined;
		throw error;
	});

/** Takes the lock, to tidy up, if nobody holds it now. */
export const tryRecorderLock = (): Promise<(() => void) | undefined> => request({ ifAvailable: true });

/** Takes the lock, to tidy up, when nobody holds it any more. */
export const awaitRecorderLock = (): Promise<(() => void) | undefined> => request({});

function request(options: LockOptions): Promise<(() => void) | undefined> {
	return new Promise((resolve, reject) => {
		navigator.locks
			.request(recorderLockName, options, (lock) => {
				if (!lock) return resolve(undefined);
				return new Promise<void>((release) => resolve(release));
			})
			.catch(reject);
	});
}

/** Whether a tab of this browser holds the lock. */
export async function isRecorderLocked(): Promise<boolean> {
	const locks = navigator.locks as LockManager | undefined;
	const { held = [] } = (await locks?.query()) ?? {};
	return held.some(({ name }) => name === recorderLockName);
}
