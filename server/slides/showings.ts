import { Worker } from 'node:worker_threads';
import { utteranceId, type SpokenTo } from '#lib/protocol/index.ts';
import { utteranceOf } from '../lectures/rows.ts';
import { yieldToLoop, mappedInTurns, slicesOf } from '../kit/event-loop.ts';
import { Serial } from '../lectures/serial.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow } from '../store/schema.ts';
import type { StoredDeck, ToShowings } from './showings-worker.ts';
import type { SpokenLine } from './align.ts';

type Deps = { lectures: Pick<LectureRepository, 'decks' | 'anchors' | 'utterances'> };

/** Lectures whose showings are held, so that those who ask at the same revision do not reckon them again. */
const heldMax = 32;

/** The showings of lectures: derived from decks, lines and anchors, and stored nowhere. */
export class Showings {
	readonly #lectures: Deps['lectures'];
	readonly #work = new Serial();
	readonly #held = new Map<string, { revision: number; showings: Promise<SpokenTo[]> }>();

	constructor({ lectures }: Deps) {
		this.#lectures = lectures;
	}

	of({ id, revision }: Pick<LectureRow, 'id' | 'revision'>): Promise<SpokenTo[]> {
		const held = this.#held.get(id);
		if (held?.revision === revision) return held.showings;
		const showings = this.#reckon(id);
		this.#held.delete(id);
		this.#held.set(id, { revision, showings });
		showings.catch(() => this.#held.delete(id));
		const oldest = this.#held.keys().next().value;
		if (this.#held.size > heldMax && oldest !== undefined) this.#held.delete(oldest);
		return showings;
	}

	async #reckon(lectureId: string): Promise<SpokenTo[]> {
		const decks = await this.#lectures.decks(lectureId);
		if (decks.length === 0) return [];
		const utterances = await mappedInTurns(await this.#lectures.utterances(lectureId), utteranceOf);
		const lines = utterances.flatMap(({ takeId, segment, result }) =>
			result.kind === 'text' ? [{ id: utteranceId(takeId, segment), text: result.text }] : []
		);
		const anchors = await this.#lectures.anchors(lectureId);
		return this.#work.run('', () =>
			reckoned({ decks: decks.map(({ id: deckId, slides }) => ({ deckId, slides })), lines, anchors })
		);
	}
}

type Order = {
	decks: readonly StoredDeck[];
	lines: readonly SpokenLine[];
	anchors: readonly SpokenTo[];
};

const linesAtOnce = 500;

/** On a thread of its own: a long lecture on many slides takes a second. */
async function reckoned({ decks, lines, anchors }: Order): Promise<SpokenTo[]> {
	const worker = new Worker(new URL('./showings-worker.ts', import.meta.url));
	const answer = new Promise<SpokenTo[]>((resolve, reject) => {
		worker.once('message', resolve);
		worker.once('error', reject);
		worker.once('exit', () => reject(new Error('slides were not aligned')));
	});
	// It may fail while it is still being sent to.
	answer.catch(() => undefined);
	const send = async (message: ToShowings): Promise<void> => {
		worker.postMessage(message);
		await yieldToLoop();
	};
	for (const deck of decks) await send({ kind: 'deck', deck });
	for (const part of slicesOf(lines, linesAtOnce)) await send({ kind: 'lines', lines: part });
	await send({ kind: 'align', anchors });
	return answer;
}
