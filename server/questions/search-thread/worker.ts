import { parentPort } from 'node:worker_threads';
import { emptyCopy, stepped } from '../../notes/extraction-thread/lecture-copy.ts';
import type { NoteLine } from '../../notes/port.ts';
import { LectureSearch } from '../search/lecture-search.ts';
import type { FromThread, ToThread } from './messages.ts';

/* The thread: copies of lectures, kept up to date step by step, and their indexes. Whatever it throws ends it. */

const search = new LectureSearch();
const copies = new Map<string, readonly NoteLine[]>();

async function take(message: ToThread): Promise<void> {
	const { lectureId } = message;
	const lines = copies.get(lectureId) ?? [];
	if (message.kind === 'step') copies.set(lectureId, stepped({ ...emptyCopy, lines }, message.step).lines);
	else if (message.kind === 'forget') {
		copies.delete(lectureId);
		search.forget(lectureId);
	} else tell({ places: await placesOf(message, lines) });
}

async function placesOf(
	message: Extract<ToThread, { kind: 'search' }>,
	lines: readonly NoteLine[]
): Promise<number[]> {
	const { lectureId, question } = message;
	if (message.for === 'nearest') return search.nearest(lectureId, lines, question);
	const places = new Map(lines.map((line, place) => [line, place]));
	const found = await search.passages(lectureId, lines, question);
	return found.flatMap((line) => places.get(line) ?? []);
}

const tell = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => void take(message));
