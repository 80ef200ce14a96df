import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { parseReport, type ChildReport, type ChildRequest, type ChildSettings } from './child-messages.ts';

/** One running child. */
export type Child = {
	readonly pid: number | undefined;
	send(request: ChildRequest): void;
	/** Ends it at once, whatever it does; resolves when it is gone. */
	kill(): Promise<void>;
};

export type ChildEvents = {
	/** Undefined when the child said something that is no report. */
	onReport: (report: ChildReport | undefined) => void;
	/** Told once, however it ended. */
	onEnd: () => void;
};

/**
 * glibc raises its own limit for memory that goes back to the system as soon as a large block is freed, and loading a
 * model frees many: without these a child of the full model holds 720 MB instead of 490 MB. Elsewhere they mean
 * nothing.
 */
export const allocatorSettings = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '268435456' };

/** Starts `entry` as a child of this process and has it load the model. */
export function startChild(entry: string | URL, settings: ChildSettings, events: ChildEvents): Child {
	const child = fork(entry, {
		serialization: 'advanced',
		execArgv: [],
		env: { ...allocatorSettings, ...codeCache(settings), ...withoutKeys(process.env) },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	const ended = new Promise<void>((resolve) => whenEnded(child, resolve));
	void ended.then(events.onEnd);
	child.on('message', (said) => events.onReport(parseReport(said)));
	const send = (request: ChildRequest) => {
		// A channel that is closed already means an end, and that is told by itself.
		if (child.connected) child.send(request, () => undefined);
	};
	send({ kind: 'load', settings });
	return {
		pid: child.pid,
		send,
		kill: () => {
			child.kill('SIGKILL');
			return ended;
		}
	};
}

/** Code that was compiled once is read from there: no compiler is loaded, which saves a child 25 MB. */
const codeCache = ({ cacheDirectory }: ChildSettings): NodeJS.ProcessEnv =>
	cacheDirectory === undefined ? {} : { NODE_COMPILE_CACHE: join(cacheDirectory, 'code') };

/** A child needs no key of any service. */
export const withoutKeys = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
	Object.fromEntries(Object.entries(env).filter(([name]) => !name.endsWith('_KEY')));

/** A child that cannot even be started tells `error` and no `exit`. */
function whenEnded(child: ChildProcess, done: () => void): void {
	child.once('exit', done);
	child.on('error', () => {
		if (child.pid === undefined) done();
	});
}
