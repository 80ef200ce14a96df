import { readFileSync, readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What a run took, in MB: the median of each of its quarters, and the most. */
export type Memory = { quartersMB: number[]; maxMB: number };

/** Reads memory from time to time until it is stopped. */
export class MemoryWatch {
	readonly #samples = new Map<string, number[]>();
	#stop: () => void = () => {};

	/** `read` gives bytes by a name. */
	constructor(read: () => Promise<Record<string, number>>, everyMs = 1000) {
		let isOver = false;
		let wake = () => {};
		this.#stop = () => ((isOver = true), wake());
		void (async () => {
			while (!isOver) {
				for (const [name, bytes] of Object.entries(await read().catch(() => ({}))))
					this.#samples.set(name, [...(this.#samples.get(name) ?? []), bytes]);
				await new Promise<void>((resolve) => ((wake = resolve), setTimeout(resolve, everyMs)));
			}
		})();
	}

	stop(): Record<string, Memory> {
		this.#stop();
		return Object.fromEntries([...this.#samples].map(([name, bytes]) => [name, memoryOf(bytes)]));
	}
}

function memoryOf(bytes: readonly number[]): Memory {
	const inMB = (value: number | undefined) => Math.round((value ?? 0) / 1e5) / 10;
	const quarter = (n: number) => bytes.slice((n * bytes.length) / 4, ((n + 1) * bytes.length) / 4);
	return {
		quartersMB: [0, 1, 2, 3].map((n) => inMB(medianOf(quarter(n)))),
		maxMB: inMB(Math.max(...bytes))
	};
}

const medianOf = (values: readonly number[]): number | undefined =>
	values.toSorted((a, b) => a - b)[values.length >> 1];

/** Reads the JavaScript heap of a page's own thread, with the garbage that waits for its collection. */
export async function heapMeterOf(page: Page): Promise<() => Promise<number>> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Performance.enable');
	return async () => {
		const { metrics } = await devtools.send('Performance.getMetrics');
		return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
	};
}

export async function collectGarbage(page: Page): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('HeapProfiler.collectGarbage');
	await devtools.detach();
}

/** Resident memory of a process. */
export function residentBytes(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** Resident memory of the largest page process below a browser: page, workers and audio graph together. */
export function rendererBytes(browserPid: number): number {
	const renderers = descendantsOf(browserPid).filter((pid) => commandOf(pid).includes('--type=renderer'));
	return Math.max(0, ...renderers.map(residentBytes));
}

function descendantsOf(pid: number): number[] {
	const parents = new Map<number, number[]>();
	for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
		const parent = parentOf(Number(name));
		if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
	}
	const below = (each: number): number[] =>
		(parents.get(each) ?? []).flatMap((child) => [child, ...below(child)]);
	return below(pid);
}

function parentOf(pid: number): number | undefined {
	try {
		return Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
	} catch {
		return undefined;
	}
}

function commandOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		return '';
	}
}
