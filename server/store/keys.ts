import type { Database } from './database.ts';

/** Keys and the sessions that were opened with them; only digests are stored. */
export function keyRepository(db: Database) {
	return {
		count: async (): Promise<number> =>
			(
				await db
					.selectFrom('keys')
					.select((of) => of.fn.countAll<number>().as('n'))
					.executeTakeFirstOrThrow()
			).n,

		async add(key: {
			id: string;
			name: string;
			digest: string;
			admin: boolean;
			createdAt: number;
		}): Promise<void> {
			await db
				.insertInto('keys')
				.values({
					id: key.id,
					name: key.name,
					digest: key.digest,
					admin: key.admin ? 1 : 0,
					created_at: key.createdAt,
					disabled_at: null
				})
				.execute();
		},

		enabled: (id: string) =>
			db
				.selectFrom('keys')
				.selectAll()
				.where('id', '=', id)
				.where('disabled_at', 'is', null)
				.executeTakeFirst(),

		firstAdmin: () =>
			db
				.selectFrom('keys')
				.selectAll()
				.where('admin', '=', 1)
				.where('disabled_at', 'is', null)
				.orderBy('created_at')
				.executeTakeFirst(),

		async addSession(session: {
			digest: string;
			keyId: string;
			createdAt: number;
			expiresAt: number;
		}): Promise<void> {
			await db.deleteFrom('sessions').where('expires_at', '<', session.createdAt).execute();
			await db
				.insertInto('sessions')
				.values({
					digest: session.digest,
					key_id: session.keyId,
					created_at: session.createdAt,
					expires_at: session.expiresAt
				})
				.execute();
		},

		/** The key behind a live session of an enabled key. */
		bySession: (digest: string, now: number) =>
			db
				.selectFrom('sessions')
				.innerJoin('keys', 'keys.id', 'sessions.key_id')
				.select(['keys.id', 'keys.name', 'keys.admin'])
				.where('sessions.digest', '=', digest)
				.where('expires_at', '>', now)
				.where('disabled_at', 'is', null)
				.executeTakeFirst(),

		async removeSession(digest: string): Promise<void> {
			await db.deleteFrom('sessions').where('digest', '=', digest).execute();
		}
	};
}

export type KeyRepository = ReturnType<typeof keyRepository>;
