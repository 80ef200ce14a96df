import * as v from 'valibot';
import { forkGuarded } from '../kit/guarded-child.ts';
import type { Draw } from './pictures.ts';

const DrawnSchema = v.object({ page: v.number(), png: v.instance(Uint8Array) });
const deadlineMs = 30_000;

/** In a process of its own: one that hangs, grows or dies is ended, and what it has drawn so far is kept. */
export const drawInChild: Draw = (path, from, to) =>
	new Promise((resolve) => {
		const drawn = new Map<number, Uint8Array>();
		const child = forkGuarded(new URL('./draw-child.ts', import.meta.url), { deadlineMs });
		child.on('message', (message) => {
			const parsed = v.safeParse(DrawnSchema, message);
			if (parsed.success) drawn.set(parsed.output.page, parsed.output.png);
			else child.kill('SIGKILL');
		});
		child.once('exit', () => resolve(drawn));
		child.once('error', () => resolve(drawn));
		child.send({ path, from, to }, () => undefined);
	});
