/** The last stretch of a stream of samples, addressed by their place in the whole. */
export class SampleWindow {
	#held = new Int16Array(0);
	#from = 0;

	/** The first that is held. */
	get firstSample(): number {
		return this.#from;
	}

	get endSample(): number {
		return this.#from + this.#held.length;
	}

	append(samples: Int16Array): void {
		const grown = new Int16Array(this.#held.length + samples.length);
		grown.set(this.#held);
		grown.set(samples, this.#held.length);
		this.#held = grown;
	}

	/** A copy of the samples from `start` to `end`, as far as they are held. */
	slice(start: number, end: number): Int16Array {
		return this.#held.slice(Math.max(0, start - this.#from), Math.max(0, end - this.#from));
	}

	dropBefore(sample: number): void {
		if (sample <= this.#from) return;
		this.#held = this.#held.slice(sample - this.#from);
		this.#from = Math.min(sample, this.endSample + sample - this.#from);
	}
}
