import { msToSamples } from '#lib/protocol/index.ts';
import type { Signal } from './messages.ts';
import { peakOf } from './pcm.ts';

const noFramesAfterMs = 2000;
/** A thread that looks more rarely was blocked or asleep itself; that says nothing about the source. */
const lookEveryMsMax = 1000;
const sleepMs = 2000;
const silenceAfterSamples = msToSamples(15_000);
const zerosAfterSamples = msToSamples(30_000);
/** -66 dB: below the noise of any open microphone. */
const silentPeak = 0.0005;

/** Notices that a source has died while it still claims to be alive. To be looked at twice a second; times are wall-clock ms. */
export class SignalWatch {
	#lookedAtMs: number;
	/** Since the last batch, as far as we were awake to see it. */
	#waitedMs = 0;
	#hasSlept = false;
	#hasHeard = false;
	#silentSamples = 0;
	#zeroSamples = 0;

	constructor(nowMs: number) {
		this.#lookedAtMs = nowMs;
	}

	heard(pcm: Int16Array): void {
		this.#waitedMs = 0;
		this.#hasSlept = false;
		const peak = peakOf(pcm);
		this.#zeroSamples = peak === 0 ? this.#zeroSamples + pcm.length : 0;
		this.#silentSamples = peak < silentPeak ? this.#silentSamples + pcm.length : 0;
		this.#hasHeard ||= peak >= silentPeak;
	}

	look(nowMs: number): Signal {
		const passedMs = nowMs - this.#lookedAtMs;
		this.#lookedAtMs = nowMs;
		if (passedMs > sleepMs) this.#hasSlept = true;
		this.#waitedMs += Math.max(0, Math.min(lookEveryMsMax, passedMs));
		if (this.#waitedMs >= noFramesAfterMs) return this.#hasSlept ? 'not-woken' : 'none';
		if (this.#zeroSamples >= zerosAfterSamples) return 'zeros';
		if (this.#silentSamples >= silenceAfterSamples) return 'silence';
		return this.#hasHeard ? 'sound' : 'unknown';
	}
}
