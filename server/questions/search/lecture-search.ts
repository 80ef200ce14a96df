import { yieldToLoop } from '../../kit/event-loop.ts';
import type { NoteLine } from '../../notes/port.ts';
import { loadCommonness } from '../../text/commonness.ts';
import { loadReadText } from '../../text/search-text.ts';
import { LectureIndex } from './lecture-index.ts';
import { nearestPlaces, passagePlaces } from './passages.ts';
import { understood } from './question.ts';

const lecturesMost = 8;
const nearestMost = 12;

/**
 * Searches lectures for what answers a question. The index of a lecture is made at its first question, in slices, and
 * brought up to date at later ones.
 */
export class LectureSearch {
	readonly #indexes = new Map<string, Promise<LectureIndex>>();

	/** The lines that answer a question, the best first; every task for a question about the tasks. Empty: nothing found. */
	async passages(lectureId: string, lines: readonly NoteLine[], question: string): Promise<NoteLine[]> {
		const { readings, index } = await this.#readyFor(lectureId, lines, question);
		return passagePlaces(readings, index).flatMap((place) => index.lines[place] ?? []);
	}

	/** Places of lines that have to do with a question, whether or not they answer it. */
	async nearest(lectureId: string, lines: readonly NoteLine[], question: string): Promise<number[]> {
		const { readings, index } = await this.#readyFor(lectureId, lines, question);
		return nearestPlaces(readings, index).slice(0, nearestMost);
	}

	forget(lectureId: string): void {
		this.#indexes.delete(lectureId);
	}

	async #readyFor(lectureId: string, lines: readonly NoteLine[], question: string) {
		const [readText, commonness] = [await loadReadText(), await loadCommonness()];
		const before = this.#indexes.get(lectureId) ?? Promise.resolve(new LectureIndex(readText));
		const updated = before.then((index) => updatedInSlices(index, lines));
		this.#keep(lectureId, updated);
		return { index: await updated, readings: understood(readText(question), commonness) };
	}

	#keep(lectureId: string, index: Promise<LectureIndex>): void {
		this.#indexes.delete(lectureId);
		this.#indexes.set(lectureId, index);
		const oldest = this.#indexes.keys().next().value;
		if (this.#indexes.size > lecturesMost && oldest !== undefined) this.#indexes.delete(oldest);
	}
}

async function updatedInSlices(index: LectureIndex, lines: readonly NoteLine[]): Promise<LectureIndex> {
	for (const _ of index.update(lines)) await yieldToLoop();
	return index;
}
