import { fork, type ChildProcess } from 'node:child_process';
import { residentBytes, type MemoryOf } from './resident-memory.ts';

export type Guard = {
	/** One that takes longer is ended. */
	deadlineMs: number;
	/** One that holds more is ended: the heap of JavaScript has a limit of its own, and buffers have none. */
	memoryBytes?: number;
	memoryOf?: MemoryOf;
};

const memoryMost = 600 * 1024 * 1024;
const heapMB = 512;
const lookEveryMs = 100;

/**
 * A process for what comes from outside: it sees no settings and no keys, and is ended when it takes too long or holds too much
 * memory, also while its loop is blocked. Whoever starts it listens for `exit`.
 */
export function forkGuarded(
	entry: string | URL,
	{ deadlineMs, memoryBytes = memoryMost, memoryOf = residentBytes }: Guard
): ChildProcess {
	const child = fork(entry, [], {
		serialization: 'advanced',
		execArgv: [`--max-old-space-size=${heapMB}`],
		env: {},
		stdio: ['ignore', 'ignore', 'ignore', 'ipc']
	});
	const end = () => child.kill('SIGKILL');
	const deadline = setTimeout(end, deadlineMs);
	const stopWatching = watchMemory(child, memoryBytes, memoryOf, end);
	const rest = () => {
		clearTimeout(deadline);
		stopWatching();
	};
	child.once('exit', rest);
	child.once('error', rest);
	return child;
}

function watchMemory(
	{ pid }: ChildProcess,
	most: number,
	memoryOf: MemoryOf,
	onOver: () => void
): () => void {
	if (pid === undefined) return () => undefined;
	let isAsking = false;
	const timer = setInterval(() => {
		if (isAsking) return;
		isAsking = true;
		void memoryOf(pid).then((bytes = 0) => {
			isAsking = false;
			if (bytes > most) onOver();
		});
	}, lookEveryMs);
	return () => clearInterval(timer);
}
