import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** The memory that a process holds, in bytes; undefined where it is gone or nobody can tell. */
export type MemoryOf = (pid: number) => Promise<number | undefined>;

/** Asks the system, not the process: one whose loop is blocked is measured all the same. */
export const residentBytes: MemoryOf =
	platform() === 'linux' ? fromProc : platform() === 'win32' ? fromTaskList : fromPs;

/** What was swapped out is still held. */
async function fromProc(pid: number): Promise<number | undefined> {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'latin1');
		const kilobytes = ['VmRSS', 'VmSwap'].map((name) =>
			Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1] ?? 0)
		);
		return kilobytes.reduce((sum, each) => sum + each, 0) * 1024;
	} catch {
		return undefined;
	}
}

async function fromPs(pid: number): Promise<number | undefined> {
	const said = await saidBy('ps', ['-o', 'rss=', '-p', String(pid)]);
	const kilobytes = Number(said.trim());
	return kilobytes > 0 ? kilobytes * 1024 : undefined;
}

/** The last column of its line, `"45,678 K"`, with the separators of the country. */
async function fromTaskList(pid: number): Promise<number | undefined> {
	const said = await saidBy('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']);
	const column = /"([^"]+)"\s*$/u.exec(said.trim())?.[1] ?? '';
	const kilobytes = Number(column.replaceAll(/\D/gu, ''));
	return kilobytes > 0 ? kilobytes * 1024 : undefined;
}

const saidBy = (command: string, args: string[]): Promise<string> =>
	new Promise((resolve) => execFile(command, args, (error, said) => resolve(error ? '' : said)));
