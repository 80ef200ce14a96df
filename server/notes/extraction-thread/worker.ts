import { parentPort } from 'node:worker_threads';
import { createExtractiveEngine } from '../extractive/engine.ts';
import { emptyCopy, stepped, type LectureCopy } from './lecture-copy.ts';
import type { FromThread, ToThread } from './messages.ts';

/* The thread: copies of lectures, kept up to date step by step, and the extractive engine. Whatever it throws ends it. */

const engine = createExtractiveEngine({ breathe: () => Promise.resolve() });
const copies = new Map<string, LectureCopy>();
const { signal } = new AbortController();

async function take(message: ToThread): Promise<void> {
	const { lectureId } = message;
	const copy = copies.get(lectureId) ?? emptyCopy;
	if (message.kind === 'step') copies.set(lectureId, stepped(copy, message.step));
	else if (message.kind === 'forget') copies.delete(lectureId);
	else {
		const ops = await engine.update({ ...copy, finished: message.finished }, signal);
		tell({ kind: 'ops', ops });
	}
}

const tell = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => void take(message));
tell({ kind: 'ready' });
