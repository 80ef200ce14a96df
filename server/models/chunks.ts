import type { Readable } from 'node:stream';

/**
 * The chunks of a stream, then its error if it has one. Unlike iterating over the stream itself, what arrived before
 * the error is handed over first. Listens from the moment of the call, so that nothing is missed while the caller is
 * busy; the stream is paused while more than `mostBytes` wait. Leaving the iteration destroys the stream.
 */
export function chunksOf(body: Readable, mostBytes = 1 << 20): AsyncGenerator<Buffer> {
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
	body.on('error', end);
	body.once('close', () => end(new Error('closed early')));
	if (body.destroyed) end(body.errored ?? new Error('closed early'));

	async function* hand(): AsyncGenerator<Buffer> {
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
		if (ended.error) throw ended.error;
	}
	return hand();
}
