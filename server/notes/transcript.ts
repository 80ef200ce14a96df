import { samplesToMs, type Utterance } from '#lib/protocol/index.ts';
import { yieldToLoop } from '../kit/event-loop.ts';
import { idOf } from './note-lines.ts';
import type { NoteLine } from './port.ts';

type TakeLength = { readonly id: string; readonly samples: number };

/** The final lines of a lecture, kept up to date: what did not change costs next to nothing at the next look. */
export class Transcript {
	readonly #utterances = new Map<string, Utterance>();
	readonly #lines = new Map<string, NoteLine>();
	#changed = new Set<string>();
	/** Sound before each take, in samples. */
	#starts: ReadonlyMap<string, number> = new Map();

	/** A lower revision never takes the place of a higher one (rule T2). */
	put(utterance: Utterance): void {
		const id = idOf(utterance);
		if ((this.#utterances.get(id)?.revision ?? 0) > utterance.revision) return;
		this.#utterances.set(id, utterance);
		this.#changed.add(id);
	}

	/** The utterances as they are now, also when others come later. */
	utterances(): ReadonlyMap<string, Utterance> {
		return new Map(this.#utterances);
	}

	/** Lines in lecture order, with the sound of earlier takes before them. A line that did not change is the same object. */
	async lines(takes: readonly TakeLength[]): Promise<readonly NoteLine[]> {
		const starts = startsOf(takes);
		const changed = this.#isMoved(starts) ? new Set(this.#utterances.keys()) : this.#changed;
		this.#changed = new Set();
		this.#starts = starts;
		for (const id of changed) {
			this.#renew(id);
			await yieldToLoop();
		}
		return [...this.#lines.values()].sort((a, b) => a.startMs - b.startMs);
	}

	/** A take got longer whose sound lies before others: they begin later. */
	#isMoved(starts: ReadonlyMap<string, number>): boolean {
		return [...this.#starts].some(([takeId, start]) => starts.get(takeId) !== start);
	}

	#renew(id: string): void {
		const { takeId, startSample, endSample, result } = this.#utterances.get(id) as Utterance;
		if (result.kind !== 'text') return void this.#lines.delete(id);
		const before = this.#starts.get(takeId) ?? 0;
		this.#lines.set(id, {
			id,
			text: result.text,
			language: result.language,
			startMs: samplesToMs(before + startSample),
			endMs: samplesToMs(before + endSample)
		});
	}
}

function startsOf(takes: readonly TakeLength[]): Map<string, number> {
	const starts = new Map<string, number>();
	let beforeSamples = 0;
	for (const { id, samples } of takes) {
		starts.set(id, beforeSamples);
		beforeSamples += samples;
	}
	return starts;
}
