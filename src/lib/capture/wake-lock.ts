/**
 * Keeps the screen on until `release`. Browsers take the lock back, always when the page hides; it is asked for again at once,
 * and when the page shows.
 */
export class WakeLock {
	#sentinel: WakeLockSentinel | undefined;
	#isWanted = false;
	readonly #onVisible = () => void this.#request();

	hold(): void {
		if (this.#isWanted) return;
		this.#isWanted = true;
		document.addEventListener('visibilitychange', this.#onVisible);
		void this.#request();
	}

	release(): void {
		this.#isWanted = false;
		document.removeEventListener('visibilitychange', this.#onVisible);
		this.#sentinel?.release().catch(() => undefined);
		this.#sentinel = undefined;
	}

	/** Refused in battery saver and unknown to some browsers; recording goes on without it. */
	async #request(): Promise<void> {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			const sentinel = await navigator.wakeLock.request('screen');
			if (!this.#isWanted) return await sentinel.release();
			this.#sentinel = sentinel;
			sentinel.addEventListener('release', () => this.#isWanted && void this.#request(), { once: true });
		} catch {
			this.#sentinel = undefined;
		}
	}
}
