import { randomUUID } from 'node:crypto';
import type { SlidesProblem } from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import { mappedInTurns } from '../kit/event-loop.ts';
import { Serial } from '../lectures/serial.ts';
import type { DeckFile, DeckFiles } from '../store/deck-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import { isStorageFull } from '../store/storage-full.ts';
import { slidesLimits, type DeckRead } from './port.ts';
import { deckJson } from './rows.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'addDeck' | 'removeDeck' | 'deckCount' | 'everyDeck'>;
	journal: Pick<Journal, 'changeBy'>;
	files: DeckFiles;
	/** Reads a file where it can do no harm. Never rejects. */
	read: (path: string) => Promise<DeckRead>;
};

/** Uploads that are received or wait to be read; more are sent away. */
const inHandMax = 8;

export type AddOutcome =
	/** `DeckInfo` as JSON, piece by piece. */
	| { kind: 'added'; deck: Iterable<string> }
	| {
			kind: 'refused';
			problem: SlidesProblem | 'too-many-decks' | 'busy' | 'storage-full' | 'no-such-lecture';
	  };

const refused = (problem: Extract<AddOutcome, { kind: 'refused' }>['problem']): AddOutcome => ({
	kind: 'refused',
	problem
});

/** Decks of lectures: their files and what was read of them. Files are read one at a time. */
export class Decks {
	readonly #deps: Deps;
	readonly #reading = new Serial();
	#inHand = 0;

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** Receives a file, reads it and puts it behind the lecture's decks. One that is refused leaves nothing. */
	async add(lectureId: string, name: string, body: AsyncIterable<Uint8Array>): Promise<AddOutcome> {
		if (this.#inHand >= inHandMax) return refused('busy');
		const decks = await this.#deps.lectures.deckCount(lectureId);
		if (decks >= slidesLimits.decks) return refused('too-many-decks');
		this.#inHand++;
		const file = { lectureId, deckId: randomUUID() };
		let outcome: AddOutcome | undefined;
		try {
			outcome = await this.#take(file, name, body);
			return outcome;
		} catch (error) {
			if (isStorageFull(error)) return refused('storage-full');
			throw error;
		} finally {
			this.#inHand--;
			if (outcome?.kind !== 'added') await this.#deps.files.remove(file);
		}
	}

	/** False when there is no such deck. */
	async remove(lectureId: string, deckId: string): Promise<boolean> {
		const { lectures, journal, files } = this.#deps;
		const removed = await journal.changeBy(lectureId, () => lectures.removeDeck(lectureId, deckId));
		if (removed) await files.remove({ lectureId, deckId });
		return removed !== undefined;
	}

	/** Clears away what a process left that was ended in the middle of an upload. */
	async resume(): Promise<void> {
		const decks = await this.#deps.lectures.everyDeck();
		await this.#deps.files.keepOnly(
			decks.map(({ id, lecture_id, format }) => ({ deckId: id, lectureId: lecture_id, format }))
		);
	}

	async #take(file: DeckFile, name: string, body: AsyncIterable<Uint8Array>): Promise<AddOutcome> {
		const { files, read } = this.#deps;
		const bytes = await files.receive(file, body, slidesLimits.fileBytes);
		if (bytes === 'too-large') return refused('too-large');
		const outcome = await this.#reading.run('', () => read(files.receivedPath(file)));
		if (outcome.kind === 'refused') return outcome;
		await files.keep(file, outcome.deck.format);
		return this.#store(file, name, bytes, outcome);
	}

	async #store(
		{ lectureId, deckId }: DeckFile,
		name: string,
		bytes: number,
		{ deck: { format, slides }, glossary }: Extract<DeckRead, { kind: 'read' }>
	): Promise<AddOutcome> {
		const { lectures, journal } = this.#deps;
		const json = await mappedInTurns(slides, (slide) => JSON.stringify(slide));
		const deck = {
			id: deckId,
			lecture_id: lectureId,
			name,
			format,
			bytes,
			added_at: Date.now(),
			slides: `[${json.join(',')}]`,
			glossary: JSON.stringify(glossary)
		};
		let isTooMany = false;
		const added = await journal.changeBy(lectureId, async () => {
			const row = await lectures.addDeck(deck, slidesLimits.decks);
			isTooMany = row === 'too-many-decks';
			return row === 'too-many-decks' ? undefined : row;
		});
		if (added) return { kind: 'added', deck: deckJson({ ...deck, position: 0 }, slides) };
		return refused(isTooMany ? 'too-many-decks' : 'no-such-lecture');
	}
}
