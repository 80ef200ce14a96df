import { yieldToLoop } from '../kit/event-loop.ts';

/** Text of a list in JSON, item by item, each already in JSON. */
export function* jsonList(items: Iterable<string>): Generator<string> {
	yield '[';
	let isFirst = true;
	for (const item of items) {
		yield isFirst ? item : `,${item}`;
		isFirst = false;
	}
	yield ']';
}

const charactersAtOnce = 64 * 1024;

/** Pieces of a text as they are sent, yielding to the event loop in between: what is large does not hold up the event loop. */
export function textStream(pieces: Iterable<string> | AsyncIterable<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	const parts = gathered(pieces);
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await parts.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		cancel: () => void parts.return(undefined)
	});
}

async function* gathered(
	pieces: Iterable<string> | AsyncIterable<string>
): AsyncGenerator<string, undefined> {
	let held = '';
	for await (const piece of pieces) {
		held += piece;
		await yieldToLoop();
		if (held.length < charactersAtOnce) continue;
		yield held;
		held = '';
	}
	if (held !== '') yield held;
}
