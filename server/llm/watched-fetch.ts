import { ReadableStream as NodeStream } from 'node:stream/web';
import type { Clock } from './clock.ts';

export type Fetch = typeof globalThis.fetch;

export class SilentServer extends Error {}
export class TooMuch extends Error {}

type Options = {
	/** Bytes of any kind count as life, keep-alive comments too, which the SDK does not show. */
	silentMs: number;
	/** Where an endless answer is cut off. */
	bytesMost: number;
	clock: Clock;
};

/**
 * A fetch that gives up a server which falls silent, before its headers or after, or which floods. Redirects are
 * answered as they are: they could lead the key and the words to another machine.
 */
export function watchedFetch(fetch: Fetch, { silentMs, bytesMost, clock }: Options): Fetch {
	return async (input, init) => {
		const silence = new AbortController();
		let rest = () => {};
		const heard = () => {
			rest();
			rest = clock.after(silentMs, () => silence.abort(new SilentServer(`silent for ${silentMs} ms`)));
		};
		const signal = init?.signal ? AbortSignal.any([init.signal, silence.signal]) : silence.signal;
		heard();
		const response = await fetch(input, { ...init, signal, redirect: 'manual' }).catch((error: unknown) => {
			rest();
			throw error;
		});
		if (!response.body) {
			rest();
			return response;
		}
		const chunks = watched(response.body, { heard, rest: () => rest(), bytesMost });
		const body = NodeStream.from(chunks) as ReadableStream<Uint8Array<ArrayBuffer>>;
		const { status, statusText, headers } = response;
		return new Response(body, { status, statusText, headers });
	};
}

type Watch = { heard: () => void; rest: () => void; bytesMost: number };

async function* watched(body: ReadableStream<Uint8Array>, { heard, rest, bytesMost }: Watch) {
	let bytes = 0;
	heard();
	try {
		for await (const chunk of body) {
			heard();
			bytes += chunk.byteLength;
			if (bytes > bytesMost) throw new TooMuch(`more than ${bytesMost} bytes`);
			yield chunk;
		}
	} finally {
		rest();
	}
}
