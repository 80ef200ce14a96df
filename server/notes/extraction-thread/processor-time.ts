import type { Worker } from 'node:worker_threads';

/** A thread that does not even say what it used is given up after so many times its limit. */
const wallTimesMax = 20;

/**
 * Calls `onSpent` once the thread has used `limitMs` of processor time from now on. The function that comes back ends the
 * watch.
 */
export function watchProcessorTime(worker: Worker, limitMs: number, onSpent: () => void): () => void {
	const begunAtMs = performance.now();
	const before = usedMs(worker);
	let timer = setTimeout(() => void look(), limitMs);
	let isOver = false;
	async function look(): Promise<void> {
		const answer = Promise.all([before, usedMs(worker)]);
		const used = await Promise.race([answer, within(limitMs)]);
		if (isOver) return;
		const [first, last] = used ?? [];
		const leftMs = first === undefined || last === undefined ? limitMs : limitMs - (last - first);
		if (leftMs <= 0 || performance.now() - begunAtMs > limitMs * wallTimesMax) return onSpent();
		timer = setTimeout(() => void look(), Math.max(leftMs, leastMs));
	}
	return () => {
		isOver = true;
		clearTimeout(timer);
	};
}

/** Between two looks. */
const leastMs = 5;

/** Undefined, or never answered, for a thread that has ended. */
const usedMs = (worker: Worker): Promise<number | undefined> =>
	worker.cpuUsage().then(
		({ user, system }) => (user + system) / 1000,
		() => undefined
	);

const within = (ms: number): Promise<undefined> =>
	new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
