import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrationProvider } from './migrations.ts';
import type { Tables } from './schema.ts';

export type Database = Kysely<Tables>;

export type DatabaseProblem =
	| { kind: 'newer-schema' }
	| { kind: 'in-use' }
	| { kind: 'disk-full' }
	| { kind: 'unreadable'; detail: string };

/**
 * Opens the database for this process alone, sets it to survive power loss (WAL, synchronous=FULL) and brings its schema up to date.
 * Throws an error whose `cause` is a DatabaseProblem when the file is not ours to open.
 */
export async function openDatabase(path: string): Promise<Database> {
	const sqlite = openSqlite(path);
	const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
	const { error } = await new Migrator({
		db,
		provider: migrationProvider,
		/* Slices that do not touch each other may have come in another order. */
		allowUnorderedMigrations: true
	}).migrateToLatest();
	if (error) {
		await db.destroy();
		throw String(error).includes('is missing') ? problem({ kind: 'newer-schema' }) : problemOf(error);
	}
	return db;
}

function openSqlite(path: string): Sqlite.Database {
	try {
		const sqlite = new Sqlite(path);
		sqlite.pragma('locking_mode = EXCLUSIVE');
		sqlite.pragma('busy_timeout = 2000');
		sqlite.pragma('journal_mode = WAL');
		sqlite.pragma('synchronous = FULL');
		sqlite.pragma('fullfsync = ON');
		sqlite.pragma('foreign_keys = ON');
		sqlite.pragma('trusted_schema = OFF');
		sqlite.pragma('journal_size_limit = 67108864');
		if (sqlite.pragma('synchronous', { simple: true }) !== 2)
			throw new Error('synchronous=FULL was not taken');
		return sqlite;
	} catch (error) {
		throw problemOf(error);
	}
}

function problemOf(error: unknown): Error {
	const { code, message } = error as { code?: string; message: string };
	if (code === 'SQLITE_BUSY') return problem({ kind: 'in-use' });
	if (code === 'SQLITE_FULL') return problem({ kind: 'disk-full' });
	return problem({ kind: 'unreadable', detail: message });
}

const problem = (cause: DatabaseProblem): Error => new Error(`database: ${cause.kind}`, { cause });
