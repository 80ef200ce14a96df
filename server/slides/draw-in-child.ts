import { fork } from 'node:child_process';
import * as v from 'valibot';
import type { Draw } from './pictures.ts';

const DrawnSchema = v.object({ page: v.number(), png: v.instance(Uint8Array) });
const deadlineMs = 30_000;

/** In a process of its own: one that hangs, grows or dies is ended, and what it has drawn so far is kept. */
export const drawInChild: Draw = (path, from, to) =>
	new Promise((resolve) => {
		const drawn = new Map<number, Uint8Array>();
		const child = fork(new URL('./draw-child.ts', import.meta.url), [], {
			serialization: 'advanced',
			execArgv: ['--max-old-space-size=512'],
			env: {},
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
		child.on('message', (message) => {
			const parsed = v.safeParse(DrawnSchema, message);
			if (parsed.success) drawn.set(parsed.output.page, parsed.output.png);
			else child.kill('SIGKILL');
		});
		const end = () => {
			clearTimeout(timer);
			resolve(drawn);
		};
		child.once('exit', end);
		child.once('error', end);
		child.send({ path, from, to }, () => undefined);
	});
