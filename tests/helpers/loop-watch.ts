import { isMainThread } from 'node:worker_threads';

/*
 * Loaded into a server process with `--import`: measures on its main thread how long the event loop is held, and tells the
 * process that started it by message. Processor time, so that what else the machine does makes no difference.
 */

/** What the longest hold took since it was asked last, in ms. */
export type LoopReport = { cpuMs: number; wallMs: number; endedAtMs: number };

const everyMs = 1;
const cpuMs = (): number => {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
};

function watch(): void {
	let [cpu, wall] = [cpuMs(), performance.now()];
	let longest: LoopReport = { cpuMs: 0, wallMs: 0, endedAtMs: 0 };
	const look = (): void => {
		const [cpuNow, wallNow] = [cpuMs(), performance.now()];
		if (cpuNow - cpu > longest.cpuMs)
			longest = { cpuMs: cpuNow - cpu, wallMs: wallNow - wall, endedAtMs: wallNow };
		[cpu, wall] = [cpuNow, wallNow];
	};
	setInterval(look, everyMs).unref();
	process.on('message', () => {
		look();
		process.send?.(longest);
		longest = { cpuMs: 0, wallMs: 0, endedAtMs: 0 };
	});
	process.channel?.unref();
}

if (isMainThread && process.argv[1]?.endsWith('server/main.ts')) watch();
