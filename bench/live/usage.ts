import { readFileSync, readdirSync } from 'node:fs';

/** What a process and its children hold and have worked; Linux only. */
export type Usage = { serverRssMB: number; childrenRssMB: number; cpuMs: number };

const tickMs = 10;
const pageBytes = 4096;

export function usageOf(pid: number): Usage {
	const server = readProcess(pid);
	const children = childrenOf(pid).map(readProcess);
	const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
	return {
		serverRssMB: server.rssMB,
		childrenRssMB: sum(children.map(({ rssMB }) => rssMB)),
		cpuMs: server.cpuMs + sum(children.map(({ cpuMs }) => cpuMs))
	};
}

function childrenOf(pid: number): number[] {
	const tasks = readdirSync(`/proc/${pid}/task`);
	const lists = tasks.map((task) => readOr(`/proc/${pid}/task/${task}/children`, ''));
	return lists.flatMap((list) => list.trim().split(' ').filter(Boolean).map(Number));
}

/** Fields by `man proc_pid_stat`: 14 utime, 15 stime, 24 rss. */
function readProcess(pid: number): { rssMB: number; cpuMs: number } {
	const stat = readOr(`/proc/${pid}/stat`, '');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const field = (number: number) => Number(fields[number - 3] ?? 0);
	return { rssMB: (field(24) * pageBytes) / 1e6, cpuMs: (field(14) + field(15)) * tickMs };
}

function readOr(path: string, otherwise: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return otherwise;
	}
}
