import type { SpokenTo } from '#lib/protocol/index.ts';
import { yieldToLoop } from '../kit/event-loop.ts';
import type { Database } from './database.ts';
import type { DeckRow, LectureRow } from './schema.ts';

export type NewDeck = Omit<DeckRow, 'position'>;

/** What was read of the decks of a lecture. */
const deckReads = (db: Database) => ({
	/** In their order; read one by one yielding to the event loop in between, for each may have megabytes. */
	async decks(lectureId: string): Promise<DeckRow[]> {
		const ids = await db
			.selectFrom('decks')
			.select('id')
			.where('lecture_id', '=', lectureId)
			.orderBy('position')
			.execute();
		const decks: DeckRow[] = [];
		for (const { id } of ids) {
			const row = await db.selectFrom('decks').selectAll().where('id', '=', id).executeTakeFirst();
			if (row) decks.push(row);
			await yieldToLoop();
		}
		return decks;
	},

	deck: (lectureId: string, deckId: string): Promise<DeckRow | undefined> =>
		db
			.selectFrom('decks')
			.selectAll()
			.where('lecture_id', '=', lectureId)
			.where('id', '=', deckId)
			.executeTakeFirst(),

	/** Without what stands on its slides, which may be megabytes. */
	deckHead: (
		lectureId: string,
		deckId: string
	): Promise<Pick<DeckRow, 'id' | 'lecture_id' | 'format'> | undefined> =>
		db
			.selectFrom('decks')
			.select(['id', 'lecture_id', 'format'])
			.where('lecture_id', '=', lectureId)
			.where('id', '=', deckId)
			.executeTakeFirst(),

	deckCount: async (lectureId: string): Promise<number> => {
		const { decks } = await db
			.selectFrom('decks')
			.select(({ fn }) => fn.countAll<number>().as('decks'))
			.where('lecture_id', '=', lectureId)
			.executeTakeFirstOrThrow();
		return Number(decks);
	},

	everyDeck: (): Promise<Pick<DeckRow, 'id' | 'lecture_id' | 'format'>[]> =>
		db.selectFrom('decks').select(['id', 'lecture_id', 'format']).execute()
});

/** Decks of slides and anchors. Every change counts the lecture's revision and the version of its slides up. */
export function slidesRepository(db: Database) {
	return {
		...deckReads(db),

		/** Puts a deck behind the others, unless there are `most` already. Undefined when the lecture is gone. */
		addDeck: (deck: NewDeck, most: number): Promise<LectureRow | 'too-many-decks' | undefined> =>
			db.transaction().execute(async (tx) => {
				const row = await nextVersion(tx, deck.lecture_id);
				if (!row) return undefined;
				const { decks, last } = await tx
					.selectFrom('decks')
					.select(({ fn }) => [fn.countAll<number>().as('decks'), fn.max('position').as('last')])
					.where('lecture_id', '=', deck.lecture_id)
					.executeTakeFirstOrThrow();
				if (Number(decks) >= most) return 'too-many-decks';
				await tx
					.insertInto('decks')
					.values({ ...deck, position: Number(last ?? -1) + 1 })
					.execute();
				return row;
			}),

		/** Undefined when there is no such deck. */
		removeDeck: (lectureId: string, deckId: string): Promise<LectureRow | undefined> =>
			db.transaction().execute(async (tx) => {
				const { numDeletedRows } = await tx
					.deleteFrom('decks')
					.where('lecture_id', '=', lectureId)
					.where('id', '=', deckId)
					.executeTakeFirstOrThrow();
				return numDeletedRows > 0n ? nextVersion(tx, lectureId) : undefined;
			}),

		anchors: async (lectureId: string): Promise<SpokenTo[]> => {
			const rows = await db
				.selectFrom('slide_anchors')
				.selectAll()
				.where('lecture_id', '=', lectureId)
				.execute();
			return rows.map(({ utterance_id: utteranceId, deck_id: deckId, slide }) => ({
				utteranceId,
				deckId,
				slide
			}));
		},

		/** A line has one anchor; a later one takes its place. */
		putAnchor: (
			lectureId: string,
			{ utteranceId, deckId, slide }: SpokenTo
		): Promise<LectureRow | undefined> =>
			db.transaction().execute(async (tx) => {
				await tx
					.insertInto('slide_anchors')
					.values({ lecture_id: lectureId, utterance_id: utteranceId, deck_id: deckId, slide })
					.onConflict((conflict) =>
						conflict.columns(['lecture_id', 'utterance_id']).doUpdateSet({ deck_id: deckId, slide })
					)
					.execute();
				return nextVersion(tx, lectureId);
			}),

		/** Undefined when the line has none. */
		removeAnchor: (lectureId: string, utteranceId: string): Promise<LectureRow | undefined> =>
			db.transaction().execute(async (tx) => {
				const { numDeletedRows } = await tx
					.deleteFrom('slide_anchors')
					.where('lecture_id', '=', lectureId)
					.where('utterance_id', '=', utteranceId)
					.executeTakeFirstOrThrow();
				return numDeletedRows > 0n ? nextVersion(tx, lectureId) : undefined;
			}),

		/** JSON of the glossary of each deck. */
		glossaries: async (lectureId: string): Promise<string[]> => {
			const rows = await db
				.selectFrom('decks')
				.select('glossary')
				.where('lecture_id', '=', lectureId)
				.orderBy('position')
				.execute();
			return rows.map(({ glossary }) => glossary);
		}
	};
}

const nextVersion = (tx: Database, lectureId: string): Promise<LectureRow | undefined> =>
	tx
		.updateTable('lectures')
		.set((of) => ({ revision: of('revision', '+', 1), slides_version: of('slides_version', '+', 1) }))
		.where('id', '=', lectureId)
		.returningAll()
		.executeTakeFirst();
