import { ConfigProblem } from './config.ts';
import type { DatabaseProblem } from './store/database.ts';

type Where = { port: number; host: string; dataDirectory: string };

/** The one place where a failed start becomes words: what is wrong, and what to do about it. */
export function startupWords(error: unknown, where?: Where): string {
	if (error instanceof ConfigProblem)
		return `These settings cannot be used:\n  ${error.complaints.join('\n  ')}`;
	const code = (error as NodeJS.ErrnoException).code ?? '';
	const data = where?.dataDirectory ?? 'the data directory';
	switch (code) {
		case 'EADDRINUSE':
			return `Port ${where?.port} is taken, perhaps by another 404NotSound. Stop that one, or choose another port: PORT=${(where?.port ?? 14612) + 1} npm start`;
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return `This machine has no address ${where?.host}. Set HOST to one that it has, e.g. HOST=localhost.`;
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
			return isListening(error)
				? `Port ${where?.port} needs more rights than this process has. Choose one above 1023, e.g. PORT=14612.`
				: `${data} cannot be written to. Give this user the right to write there, or choose another place: DATA_DIR=/path npm start`;
		case 'ENOTDIR':
		case 'EEXIST':
			return `${data} is a file, not a directory. Move it away, or set DATA_DIR to a directory.`;
		case 'ENOSPC':
		case 'EDQUOT':
			return diskFull(data);
	}
	const cause = (error as Error).cause as DatabaseProblem | undefined;
	if (cause?.kind === 'newer-schema')
		return `${data} was written by a newer version of 404NotSound. Update this one; it changed nothing.`;
	if (cause?.kind === 'disk-full') return diskFull(data);
	if (cause?.kind === 'in-use')
		return `Another 404NotSound uses ${data} already. Stop it, or give this one its own DATA_DIR.`;
	if (cause?.kind === 'unreadable')
		return `The database in ${data} cannot be read (${cause.detail}). Restore a backup, or set DATA_DIR to an empty directory; it was not changed.`;
	return `404NotSound could not start: ${(error as Error).message}`;
}

const diskFull = (data: string): string =>
	`The disk that holds ${data} is full. Free some space, then start again; nothing that was stored is lost.`;

const isListening = (error: unknown): boolean => (error as NodeJS.ErrnoException).syscall === 'listen';
