import type { CaptureWarning } from './port.ts';

const noFramesAfterMs = 2000;
const silenceAfterMs = 15_000;
/** -66 dB: below the noise of any open microphone. */
const silentPeak = 0.0005;

/** Notices that a source has died while it still claims to be alive. Times are ms of any steady clock. */
export class SignalWatch {
	#lastBatchMs: number;
	#lastSoundMs: number;

	constructor(nowMs: number) {
		this.#lastBatchMs = nowMs;
		this.#lastSoundMs = nowMs;
	}

	heard(nowMs: number, peak: number): void {
		this.#lastBatchMs = nowMs;
		if (peak >= silentPeak) this.#lastSoundMs = nowMs;
	}

	warnings(nowMs: number): CaptureWarning[] {
		if (nowMs - this.#lastBatchMs >= noFramesAfterMs) return ['no-frames'];
		return nowMs - this.#lastSoundMs >= silenceAfterMs ? ['silence'] : [];
	}
}
