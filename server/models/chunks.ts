import type { Readable } from 'node:stream';

/**
 * The chunks of a stream, then its error if it has one. Unlike iterating over the stream itself, what arrived before
 * the error is handed over first. The stream is paused while more than `mostBytes` wait.
 */
export async function* chunksOf(body: Readable, mostBytes = 1 << 20): AsyncGenerator<Buffer> {
	const waiting: Buffer[] = [];
	let waitingBytes = 0;
	let ended: { error: Error | null } | null = null;
	let wake = () => {};
	const end = (error: Error | null) => {
		ended ??= { error };
		wake();
	};
	body.on('data', (chunk: Buffer) => {
		waiting.push(chunk);
		waitingBytes += chunk.length;
		if (waitingBytes > mostBytes) body.pause();
		wake();
	});
	body.once('end', () => end(null));
	body.once('error', end);
	body.once('close', () => end(new Error('closed early')));
	try {
		for (;;) {
			const chunk = waiting.shift();
			if (chunk) {
				waitingBytes -= chunk.length;
				yield chunk;
			} else if (ended) break;
			else {
				body.resume();
				await new Promise<void>((resolve) => (wake = resolve));
			}
		}
	} finally {
		body.destroy();
	}
	const { error } = ended as { error: Error | null };
	if (error) throw error;
}
