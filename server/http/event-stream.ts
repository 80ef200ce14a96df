import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Between two signs of life, while nothing happens. */
const keepAliveMs = 15_000;

/** Answers with the events that `work` tells, until it is over. Its signal is aborted when whoever asked leaves. */
export function eventStream<Event extends { type: string }>(
	c: Context,
	work: (tell: (event: Event) => void, left: AbortSignal) => Promise<void>
): Response {
	c.header('x-accel-buffering', 'no');
	return streamSSE(c, async (stream) => {
		const left = new AbortController();
		stream.onAbort(() => left.abort());
		const alive = setInterval(() => void stream.write(': keep-alive\n\n'), keepAliveMs);
		let told = Promise.resolve();
		const tell = ({ type, ...data }: Event): void => {
			told = told.then(() => stream.writeSSE({ event: type, data: JSON.stringify(data) }));
		};
		try {
			await work(tell, left.signal);
		} finally {
			clearInterval(alive);
			await told;
		}
	});
}
