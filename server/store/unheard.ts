import { segmentsOf, type Mark, type Segment } from '#lib/protocol/index.ts';
import type { Database } from './database.ts';
import type { TakeRow } from './schema.ts';
import { settledSamplesOf } from './takes.ts';

/** What the logs hold that is still to be heard: there is no table of jobs. */
export function unheardRepository(db: Database) {
	return {
		/** Closed segments within the durable audio, as far as it is settled, that have no utterance yet, from mark `from` on, oldest first. */
		async unheard(takeId: string, from = 0): Promise<Segment[]> {
			const take = await db.selectFrom('takes').selectAll().where('id', '=', takeId).executeTakeFirst();
			if (!take) return [];
			const rows = await db
				.selectFrom('marks')
				.select(['idx', 'kind', 'sample'])
				.where('take_id', '=', takeId)
				.where('idx', '>=', from)
				.orderBy('idx')
				.execute();
			const heard = await db
				.selectFrom('utterances')
				.select('segment')
				.where('take_id', '=', takeId)
				.where('segment', '>=', from)
				.execute();
			const done = new Set(heard.map((row) => row.segment));
			const settled = settledSamplesOf(take);
			return segmentsOf(rows as Mark[])
				.map((segment) => ({ ...segment, index: segment.index + from }))
				.filter((segment) => segment.endSample <= settled && !done.has(segment.index));
		},

		/** Every take of every lecture: older lectures first, each in lecture order. */
		everyTake: (): Promise<TakeRow[]> =>
			db
				.selectFrom('takes')
				.innerJoin('lectures', 'lectures.id', 'takes.lecture_id')
				.selectAll('takes')
				.orderBy('lectures.created_at')
				.orderBy('takes.lecture_id')
				.orderBy('takes.number')
				.execute(),

		/** Number of the lecture's last take. */
		async newestTake(lectureId: string): Promise<number> {
			const row = await db
				.selectFrom('takes')
				.select((of) => of.fn.max('number').as('number'))
				.where('lecture_id', '=', lectureId)
				.executeTakeFirst();
			return Number(row?.number ?? 0);
		}
	};
}
