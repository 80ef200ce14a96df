/** A stall of the audio thread that is shorter is a glitch; the sound of its queues may bridge it. */
const sleepMs = 2000;

/**
 * Notices that the machine slept: the wall clock went on while the audio graph stood still. Only the clock of the thread that
 * hears the sound is looked at, so that a writer or a page that is late never counts.
 */
export class ClockWatch {
	readonly #framesPerMs: number;
	#last: { frame: number; ms: number } | undefined;

	constructor(contextRate: number) {
		this.#framesPerMs = contextRate / 1000;
	}

	/** `frame` is the graph's number of the quantum that is heard at `nowMs`, wall clock. True when time was slept away before it. */
	hasSlept(frame: number, nowMs: number): boolean {
		const last = this.#last ?? { frame, ms: nowMs };
		this.#last = { frame, ms: nowMs };
		const heardMs = (frame - last.frame) / this.#framesPerMs;
		return nowMs - last.ms - heardMs > sleepMs;
	}
}
