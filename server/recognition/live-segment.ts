import { segmentSamplesMax, type Segment } from '#lib/protocol/index.ts';
import { agree, nothingAgreed, shownOf } from './agreement.ts';
import { laterBegin, windowSamplesMax } from './live-window.ts';
import type { Recognition } from './port.ts';

/** Where a segment begins, and the index of the mark that opens it. */
export type Opening = { index: number; startSample: number };

export type Shown = { text: string; committed: number };

/** A segment that is still spoken, heard again and again: what is heard of it next, and what is shown of it. */
export class LiveSegment {
	readonly takeId: string;
	readonly index: number;
	readonly startSample: number;
	/** How many guesses were asked for. */
	guesses = 0;
	#agreement = nothingAgreed;
	#shown: Shown = { text: '', committed: 0 };
	/** Where the next guess begins; the first `#unheard` committed units lie before it. */
	#fromSample: number;
	#unheard = 0;

	constructor(takeId: string, { index, startSample }: Opening) {
		this.takeId = takeId;
		this.index = index;
		this.startSample = this.#fromSample = startSample;
	}

	get hasWords(): boolean {
		return this.#shown.text !== '';
	}

	/** The sound of the next guess, while `samples` of the take are there. */
	next(samples: number): Segment {
		const startSample = this.#fromSample;
		return {
			index: this.index,
			startSample,
			endSample: Math.min(samples, startSample + segmentSamplesMax)
		};
	}

	/** Takes what was heard in `sound`; answers with what is to be shown, where that is not what was shown last. */
	hear({ startSample, endSample }: Segment, recognition: Recognition): Shown | undefined {
		const { text } = recognition;
		const isWindow = startSample === this.#fromSample;
		// An answer that was late: guesses begin elsewhere by now.
		const isOutdated = !isWindow && startSample !== this.startSample;
		if (text === '' || isOutdated) return undefined;
		this.#agreement = agree(this.#agreement, text, isWindow ? this.#unheard : 0);
		if (isWindow && endSample - startSample > windowSamplesMax) this.#beginLater(recognition);
		const before = this.#shown;
		this.#shown = shownOf(this.#agreement);
		const { text: now, committed } = this.#shown;
		return now === before.text && committed === before.committed ? undefined : this.#shown;
	}

	#beginLater(recognition: Recognition): void {
		const later = laterBegin(this.#agreement.committed.slice(this.#unheard), recognition);
		if (!later) return;
		this.#unheard += later.units;
		this.#fromSample += later.samples;
	}
}
