import Database from 'better-sqlite3';

export type Lock = { kind: 'held'; release(): void } | { kind: 'busy' };

/**
 * Takes the lock at `path`, whose directory exists, without waiting. SQLite's file lock is the operating system's own:
 * it goes when its holder dies, so there is no stale one to judge. Throws as SQLite does when the file cannot be made.
 */
export function takeLock(path: string): Lock {
	const database = new Database(path, { timeout: 0 });
	try {
		database.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		database.close();
		if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return { kind: 'busy' };
		throw error;
	}
	return { kind: 'held', release: () => void database.close() };
}
