import { sampleRate, utteranceId, type Segment } from '#lib/protocol/index.ts';
import type { TakeRow } from '../store/schema.ts';

/** What is known of one take: its segments without an utterance, oldest first; those being heard included. */
type Entry = {
	take: TakeRow;
	unheard: Segment[];
	/** No mark before this one opens a segment without an utterance. */
	cursor: number;
	/** Indices that got their utterance since; a reading of the logs may be older than that. */
	done: Set<number>;
};

export type Errand = { take: TakeRow; segment: Segment; priority: 'final' | 'backlog' };

type Place = Omit<Errand, 'priority'>;

/** Jobs of one lecture at once, for each priority; the rest stays where it is safe, in the mark log. */
const inFlightMax = 4;
/** Speech that ended longer ago than this, in recorded time, stands behind live speech. */
const liveSamples = 30 * sampleRate;

/**
 * What of one lecture is to be heard next. Live speech, the newest of the last take while it is open, goes first;
 * everything else follows in lecture order, by take and place in it, however it arrived.
 */
export class Agenda {
	readonly #entries = new Map<string, Entry>();
	readonly #inFlight: Record<Errand['priority'], Set<string>> = { final: new Set(), backlog: new Set() };
	#newestTake = 0;

	get isEmpty(): boolean {
		return this.#entries.size === 0;
	}

	get takeIds(): string[] {
		return [...this.#entries.keys()];
	}

	get backlogSamples(): number {
		return this.takeIds.reduce((sum, takeId) => sum + this.backlogSamplesOf(takeId), 0);
	}

	backlogSamplesOf(takeId: string): number {
		const unheard = this.#entries.get(takeId)?.unheard ?? [];
		return unheard.reduce((sum, { startSample, endSample }) => sum + endSample - startSample, 0);
	}

	/** The mark from which on the take's log is to be read. */
	cursor(takeId: string): number {
		return this.#entries.get(takeId)?.cursor ?? 0;
	}

	isBehind(takeId: string): boolean {
		return (this.#entries.get(takeId)?.unheard.length ?? 0) > 0;
	}

	/** A take as its logs say it is now, and the number of the lecture's last take. */
	put(take: TakeRow, unheard: readonly Segment[], newestTake: number): void {
		const { done = new Set<number>(), cursor = 0 } = this.#entries.get(take.id) ?? {};
		const left = unheard.filter(({ index }) => index >= cursor && !done.has(index));
		this.#newestTake = newestTake;
		this.#entries.set(take.id, { take, unheard: left, done, cursor: left[0]?.index ?? cursor });
		this.#tidy(take.id);
	}

	drop(takeId: string): void {
		this.#entries.delete(takeId);
	}

	/** The segment has its utterance. */
	heard(takeId: string, { index }: Segment): void {
		const entry = this.#entries.get(takeId);
		if (!entry) return;
		entry.done.add(index);
		entry.unheard = entry.unheard.filter((segment) => segment.index !== index);
		entry.cursor = entry.unheard[0]?.index ?? Math.max(entry.cursor, index);
		this.#tidy(takeId);
	}

	/** The segment is not being heard any more, whatever came of it. */
	release(takeId: string, { index }: Segment): void {
		for (const ids of Object.values(this.#inFlight)) ids.delete(utteranceId(takeId, index));
	}

	/** The errands that may begin now; they count as in flight until they are released. */
	next(): Errand[] {
		return [...this.#begin('final', this.#live()), ...this.#begin('backlog', this.#inOrder())];
	}

	#begin(priority: Errand['priority'], waiting: Iterable<Place>): Errand[] {
		const { final, backlog } = this.#inFlight;
		const errands: Errand[] = [];
		for (const { take, segment } of waiting) {
			if (this.#inFlight[priority].size >= inFlightMax) break;
			const id = utteranceId(take.id, segment.index);
			if (final.has(id) || backlog.has(id)) continue;
			this.#inFlight[priority].add(id);
			errands.push({ take, segment, priority });
		}
		return errands;
	}

	*#live(): Generator<Place> {
		for (const { take, unheard } of this.#entries.values()) {
			if (take.finished === 1 || take.number !== this.#newestTake) continue;
			for (const segment of unheard)
				if (take.samples - segment.endSample <= liveSamples) yield { take, segment };
		}
	}

	*#inOrder(): Generator<Place> {
		const entries = [...this.#entries.values()].sort((a, b) => a.take.number - b.take.number);
		for (const { take, unheard } of entries) for (const segment of unheard) yield { take, segment };
	}

	/** Forgets what can no longer be read of the logs, and a take that is closed and heard. */
	#tidy(takeId: string): void {
		const entry = this.#entries.get(takeId);
		if (!entry) return;
		const { take, unheard, cursor, done } = entry;
		if (take.finished === 1 && unheard.length === 0) return this.drop(takeId);
		for (const index of done) if (index < cursor) done.delete(index);
	}
}
