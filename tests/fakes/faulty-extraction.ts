import { parentPort } from 'node:worker_threads';
import { emptyCopy, stepped, type LectureCopy } from '../../server/notes/extraction-thread/lecture-copy.ts';
import type { FromThread, ToThread } from '../../server/notes/extraction-thread/messages.ts';

/** An extraction thread that fails as the last line of the lecture says; else it answers which lines it has. */
const copies = new Map<string, LectureCopy>();

const fail: Record<string, () => void> = {
	loop: () => {
		for (;;);
	},
	eat: () => {
		for (const eaten: unknown[][] = []; ;) eaten.push(new Array(10_000).fill({}));
	},
	throw: () => {
		throw new TypeError('what was said');
	},
	exit: () => process.exit(3),
	/** As on a busy machine: time goes by, and it does not get to work. */
	idle: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
};

parentPort?.on('message', (message: ToThread) => {
	if (message.kind === 'more') return;
	const { lectureId } = message;
	const copy = copies.get(lectureId) ?? emptyCopy;
	if (message.kind === 'step') copies.set(lectureId, stepped(copy, message.step));
	else if (message.kind === 'forget') copies.delete(lectureId);
	else {
		fail[copy.lines.at(-1)?.text ?? '']?.();
		const blockId = `${lectureId}: ${copy.lines.map(({ text }) => text).join(' ')}`;
		tell({ kind: 'ops', ops: [{ op: 'remove-block', blockId, by: 'engine' }], isLast: true });
	}
});

const tell = (message: FromThread): void => parentPort?.postMessage(message);
tell({ kind: 'ready' });
