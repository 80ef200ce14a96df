import { expect, it } from 'vitest';
import { VirtualTimers } from '../../tests/fakes/virtual-timers.ts';
import { SilentServer, TooMuch, watchedFetch } from './watched-fetch.ts';

const utf8 = new TextEncoder();

/** A server whose bytes come when the test says so. */
function begin(bytesMost = 1000) {
	const timers = new VirtualTimers();
	const clock = {
		nowMs: () => timers.nowMs(),
		after: (ms: number, act: () => void) => timers.after(ms, act)
	};
	let say: (text: string) => void = () => {};
	const server: typeof fetch = (_, init) => {
		const body = new ReadableStream({
			start(controller) {
				say = (text) => controller.enqueue(utf8.encode(text));
				init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
			}
		});
		return Promise.resolve(new Response(body));
	};
	return {
		timers,
		fetch: watchedFetch(server, { silentMs: 1000, bytesMost, clock }),
		say: (text: string) => say(text)
	};
}

it('keep-alives keep a call alive for as long as they come; then it is given up', async () => {
	const { timers, fetch, say } = begin();
	const reader = (await fetch('http://model.example')).body!.getReader();
	for (let beat = 0; beat < 5; beat++) {
		timers.advance(900);
		say(': keep-alive\n\n');
		expect((await reader.read()).done).toBe(false);
	}
	const next = expect(reader.read()).rejects.toBeInstanceOf(SilentServer);
	timers.advance(1000);
	await next;
});

it('gives up a server that never sends its headers', async () => {
	const timers = new VirtualTimers();
	const clock = {
		nowMs: () => timers.nowMs(),
		after: (ms: number, act: () => void) => timers.after(ms, act)
	};
	const mute: typeof fetch = (_, init) =>
		new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
	const asked = watchedFetch(mute, { silentMs: 1000, bytesMost: 10, clock })('http://model.example');
	const refused = expect(asked).rejects.toBeInstanceOf(SilentServer);
	timers.advance(1000);
	await refused;
});

it('leaves a flood', async () => {
	const { fetch, say } = begin(20);
	const reader = (await fetch('http://model.example')).body!.getReader();
	say('x'.repeat(15));
	expect((await reader.read()).value).toHaveLength(15);
	say('x'.repeat(15));
	await expect(reader.read()).rejects.toBeInstanceOf(TooMuch);
});
