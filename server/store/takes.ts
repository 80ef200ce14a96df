import { settledSamples, type Codec, type Hole, type Mark, type Take } from '#lib/protocol/index.ts';
import { holesBefore, withHole } from './holes.ts';
import type { Database } from './database.ts';
import type { TakeRow } from './schema.ts';

/** Lengths of one take's logs that become durable together. */
export type LogGrowth = {
	takeId: string;
	samples: number;
	newMarks: { from: number; items: readonly Mark[] } | null;
};

/** The samples of a take that sound as they will for good (rule B3). */
export const settledSamplesOf = ({
	codec,
	samples,
	finished
}: Pick<TakeRow, 'codec' | 'samples' | 'finished'>): number =>
	settledSamples(codec as Codec, samples, finished === 1);

/** Takes and their mark logs; the sound itself is in files. */
export function takeRepository(db: Database) {
	const take = (takeId: string): Promise<TakeRow | undefined> =>
		db.selectFrom('takes').selectAll().where('id', '=', takeId).executeTakeFirst();

	return {
		take,

		takes: (lectureId: string): Promise<TakeRow[]> =>
			db.selectFrom('takes').selectAll().where('lecture_id', '=', lectureId).orderBy('number').execute(),

		async addTake(lectureId: string, added: Take): Promise<void> {
			await db
				.insertInto('takes')
				.values({
					id: added.takeId,
					lecture_id: lectureId,
					number: added.number,
					started_at: added.startedAt,
					codec: added.codec,
					device: added.device ?? null,
					continues: added.continues ?? null,
					gap: added.gap ?? null,
					samples: 0,
					marks: 0,
					finished: 0
				})
				.execute();
		},

		/** One transaction for everything that one fsync made durable. A take that was deleted meanwhile is left out. */
		async growLogs(growths: readonly LogGrowth[]): Promise<void> {
			await db.transaction().execute(async (tx) => {
				for (const { takeId, samples, newMarks } of growths) {
					const marks = newMarks ? { marks: newMarks.from + newMarks.items.length } : {};
					const { numUpdatedRows } = await tx
						.updateTable('takes')
						.set({ samples, ...marks })
						.where('id', '=', takeId)
						.executeTakeFirstOrThrow();
					if (newMarks && numUpdatedRows > 0n) await addMarks(tx, takeId, newMarks);
				}
			});
		},

		/** Lists a hole (rule L6). It may lie behind the end of the log, which goes on over it then. */
		noteHole: (takeId: string, hole: Hole): Promise<void> =>
			db.transaction().execute(async (tx) => {
				await changeHoles(tx, takeId, (holes) => withHole(holes, hole));
			}),

		/** The file holds less than the log: it ends there now, and is open again. */
		shortenLog: (takeId: string, samples: number): Promise<void> =>
			db.transaction().execute(async (tx) => {
				await tx.updateTable('takes').set({ samples, finished: 0 }).where('id', '=', takeId).execute();
				await changeHoles(tx, takeId, (holes) => holesBefore(holes, samples));
			}),

		async finishTake(takeId: string): Promise<void> {
			await db.updateTable('takes').set({ finished: 1 }).where('id', '=', takeId).execute();
		},

		async marks(takeId: string): Promise<Mark[]> {
			const rows = await db
				.selectFrom('marks')
				.select(['kind', 'sample'])
				.where('take_id', '=', takeId)
				.orderBy('idx')
				.execute();
			return rows as Mark[];
		},

		/** The mark that opens a segment, and the one that closes it if there is one yet. */
		async marksOf(takeId: string, segment: number): Promise<Mark[]> {
			const rows = await db
				.selectFrom('marks')
				.select(['kind', 'sample'])
				.where('take_id', '=', takeId)
				.where('idx', 'in', [segment, segment + 1])
				.orderBy('idx')
				.execute();
			return rows as Mark[];
		},

		async lastMark(takeId: string): Promise<{ index: number; mark: Mark } | undefined> {
			const row = await db
				.selectFrom('marks')
				.select(['idx', 'kind', 'sample'])
				.where('take_id', '=', takeId)
				.orderBy('idx', 'desc')
				.limit(1)
				.executeTakeFirst();
			return row && { index: row.idx, mark: { kind: row.kind, sample: row.sample } as Mark };
		}
	};
}

async function changeHoles(
	tx: Database,
	takeId: string,
	change: (holes: readonly Hole[]) => Hole[]
): Promise<void> {
	const row = await tx.selectFrom('takes').select('holes').where('id', '=', takeId).executeTakeFirst();
	if (!row) return;
	const holes = JSON.stringify(change(JSON.parse(row.holes) as Hole[]));
	await tx.updateTable('takes').set({ holes }).where('id', '=', takeId).execute();
}

/** A statement holds a limited number of values, so many marks take more than one. */
const marksPerStatement = 1000;

async function addMarks(
	tx: Database,
	takeId: string,
	{ from, items }: NonNullable<LogGrowth['newMarks']>
): Promise<void> {
	const rows = items.map((mark, i) => ({ take_id: takeId, idx: from + i, ...mark }));
	for (let at = 0; at < rows.length; at += marksPerStatement) {
		await tx
			.insertInto('marks')
			.values(rows.slice(at, at + marksPerStatement))
			.execute();
	}
}
