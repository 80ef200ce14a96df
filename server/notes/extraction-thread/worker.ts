import { parentPort } from 'node:worker_threads';
import type { NoteOp } from '#lib/protocol/index.ts';
import { createExtractiveEngine } from '../extractive/engine.ts';
import { emptyCopy, stepped, type LectureCopy } from './lecture-copy.ts';
import { opsInPart, type FromThread, type ToThread } from './messages.ts';

/* The thread: copies of lectures, kept up to date step by step, and the extractive engine. Whatever it throws ends it. */

const engine = createExtractiveEngine({ breathe: () => Promise.resolve() });
const copies = new Map<string, LectureCopy>();
const { signal } = new AbortController();

/** Parts of the answer that have not been asked for. */
let answer: NoteOp[] = [];

async function take(message: ToThread): Promise<void> {
	if (message.kind === 'more') return tellPart();
	const { lectureId } = message;
	const copy = copies.get(lectureId) ?? emptyCopy;
	if (message.kind === 'step') copies.set(lectureId, stepped(copy, message.step));
	else if (message.kind === 'forget') copies.delete(lectureId);
	else {
		answer = await engine.update({ ...copy, finished: message.finished }, signal);
		tellPart();
	}
}

/** Each part is asked for, so that the other side is not handed all of them in one turn. */
function tellPart(): void {
	const ops = answer.splice(0, opsInPart);
	tell({ kind: 'ops', ops, isLast: answer.length === 0 });
}

const tell = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => void take(message));
tell({ kind: 'ready' });
