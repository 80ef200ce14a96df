import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { allocatorSettings, withoutKeys } from '../recognition/child-process.ts';
import type { Device } from '../recognition/device.ts';
import type { Candidate, ProbeOutcome } from './verdict.ts';

export type ProbeSettings = { device: Device; modelPath: string; cacheDirectory: string };

export type ProbeReport = Extract<ProbeOutcome, { kind: 'measured' | 'refused' }>;

/** Lets a candidate recognise the golden sound. Rejects with the signal's reason only. */
export type Probe = (candidate: Candidate) => Promise<ProbeOutcome>;

export type ProbeOptions = {
	/** Where a large model's extended copy goes when its own folder is read-only. */
	cacheDirectory: string;
	/** The file that a child runs. */
	childEntry?: string | URL;
	/** Loading a large model and tuning its first runs takes long on some devices. */
	deadlineMs?: number;
	/** Ends the child at once. */
	signal?: AbortSignal;
};

const complaintBytesMax = 16 * 1024;

/**
 * Probes in a child of its own, because a provider may throw, abort or hang. The child yields to everything else on
 * the machine and is gone when the outcome is told.
 */
export function createProbe(options: ProbeOptions): Probe {
	const { childEntry = new URL('./probe-child.ts', import.meta.url), deadlineMs = 180_000, signal } = options;
	return ({ device, file }) =>
		new Promise((resolve, reject) => {
			const child = fork(childEntry, {
				serialization: 'advanced',
				execArgv: [],
				env: { ...allocatorSettings, ...withoutKeys(process.env) },
				stdio: ['ignore', 'ignore', 'pipe', 'ipc']
			});
			let outcome: ProbeOutcome | undefined;
			let written = '';
			const conclude = (found: ProbeOutcome) => {
				outcome ??= found;
				child.kill('SIGKILL');
			};
			const stop = () => child.kill('SIGKILL');
			const timer = setTimeout(() => conclude({ kind: 'hung', afterMs: deadlineMs }), deadlineMs);
			signal?.addEventListener('abort', stop);
			if (signal?.aborted) stop();
			child.stderr?.on(
				'data',
				(text: Buffer) => (written = (written + String(text)).slice(-complaintBytesMax))
			);
			child.on('message', (report: ProbeReport) => conclude(report));
			child.on('error', (error) => conclude({ kind: 'died', how: error.message, written: '' }));
			child.on('close', (code, killedBy) => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', stop);
				if (signal?.aborted) return reject(signal.reason as Error);
				const found = outcome ?? { kind: 'died', how: `with ${killedBy ?? `code ${code}`}`, written };
				resolve(found.kind === 'refused' ? { ...found, written } : found);
			});
			if (child.pid === undefined) return;
			setPriority(child.pid, 10);
			child.send({
				device,
				modelPath: file.path,
				cacheDirectory: options.cacheDirectory
			} satisfies ProbeSettings);
		});
}
