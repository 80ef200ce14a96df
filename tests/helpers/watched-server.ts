import { once } from 'node:events';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../server/store/database.ts';
import { Keys } from '../../server/keys/keys.ts';
import { digesterIn } from '../../server/keys/secrets.ts';
import { keyRepository } from '../../server/store/keys.ts';
import type { LoopReport } from './loop-watch.ts';
import { startServer, type ServerProcess } from './server-process.ts';

export type WatchedServer = ServerProcess & {
	/** The longest hold of the server's event loop since the last call, as its main thread measured it. */
	longestHold: () => Promise<LoopReport>;
};

/** A real server process whose event loop is watched from within. */
export async function startWatched(dataDirectory: string): Promise<WatchedServer> {
	const server = await startServer({
		dataDirectory,
		env: { RECOGNISERS: '1' },
		preload: new URL('./loop-watch.ts', import.meta.url)
	});
	async function longestHold(): Promise<LoopReport> {
		const answer = once(server.child, 'message') as Promise<[LoopReport]>;
		server.child.send('report');
		return (await answer)[0];
	}
	// Loading its modules is not what is watched.
	await longestHold();
	return { ...server, longestHold };
}

/** Fills the database of a server that is to start later; `fill` gets the id under which its lectures are owned. */
export async function prefilled(
	dataDirectory: string,
	fill: (db: Database, owner: string) => Promise<void>
): Promise<void> {
	const db = await openDatabase(join(dataDirectory, '404notsound.db'));
	const keys = new Keys({ repository: keyRepository(db), digest: digesterIn(dataDirectory) });
	const adminKey = (await keys.ensureAdmin()) as string;
	await fill(db, adminKey.split('_')[1] as string);
	await db.destroy();
}
