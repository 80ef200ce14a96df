import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a task takes, and the longest time for which it held up the event loop of this thread. */
export async function mainThreadDuring<T>(
	task: () => Promise<T>
): Promise<{ result: T; wallMs: number; mainMs: number }> {
	const resolutionMs = 1;
	const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
	histogram.enable();
	await new Promise((resolve) => setTimeout(resolve, 20));
	histogram.reset();
	const startedAt = performance.now();
	const result = await task();
	const wallMs = performance.now() - startedAt;
	await new Promise((resolve) => setTimeout(resolve, 20));
	histogram.disable();
	return { result, wallMs, mainMs: Math.max(0, histogram.max / 1e6 - resolutionMs) };
}
