import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FaultProxy, fineWeather } from '../helpers/fault-proxy.ts';
import { until } from '../helpers/until.ts';

type End = 'end' | 'close' | 'reset';

/** A socket with everything that it heard. */
function watch(socket: Socket) {
	const ends: End[] = [];
	let heard = Buffer.alloc(0);
	socket.on('data', (bytes) => (heard = Buffer.concat([heard, bytes])));
	socket.on('end', () => ends.push('end'));
	socket.on('error', (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' && ends.push('reset'));
	socket.on('close', () => ends.push('close'));
	onTestFinished(() => void socket.destroy());
	return { socket, ends, heard: () => heard.toString('latin1') };
}

async function scene() {
	const accepted: ReturnType<typeof watch>[] = [];
	const server = createServer({ allowHalfOpen: true }, (socket) => accepted.push(watch(socket)));
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	onTestFinished(() => void server.close());
	const proxy = await FaultProxy.start({ targetPort: (server.address() as AddressInfo).port });
	onTestFinished(() => proxy.close());
	const open = async () => {
		const before = accepted.length;
		const client = watch(connect({ port: proxy.port, host: 'localhost', allowHalfOpen: true }));
		await until('the connection to get through', () => accepted.length > before);
		return { client, server: accepted[before]! };
	};
	return { proxy, open };
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz'.repeat(10_000);

describe('the fault proxy', () => {
	it('hands on both ways, byte for byte, and ends with the end of either side', async () => {
		const { proxy, open } = await scene();
		const { client, server } = await open();
		client.socket.write(alphabet);
		await until('it all', () => server.heard() === alphabet);
		server.socket.end(alphabet);
		await until('it all, back', () => client.heard() === alphabet && client.ends.includes('end'));
		expect(server.ends).toEqual([]);
		client.socket.end();
		await until('the end', () => server.ends.includes('end'));
		expect([proxy.toServerBytes, proxy.toClientBytes]).toEqual([alphabet.length, alphabet.length]);
	});

	it.each(['cut', 'reset'] as const)('%s ends both sides at once', async (how) => {
		const { proxy, open } = await scene();
		const { client, server } = await open();
		proxy[how]();
		await until('both to know', () => [client, server].every(({ ends }) => ends.length > 0));
		expect(client.ends.includes('reset')).toBe(how === 'reset');
	});

	it('refuses new connections until they are allowed again, on the same port', async () => {
		const { proxy, open } = await scene();
		const { client } = await open();
		await proxy.refuse();
		await until('the old one to end', () => client.ends.length > 0);
		const refused = new Promise<string>((resolve) =>
			connect({ port: proxy.port, host: 'localhost' }).once('error', (error: NodeJS.ErrnoException) =>
				resolve(error.code ?? '')
			)
		);
		expect(await refused).toBe('ECONNREFUSED');
		await proxy.allow();
		await open();
	});

	it('in a black hole swallows everything, ends too, and a connection that lost bytes stays deaf', async () => {
		const { proxy, open } = await scene();
		const old = await open();
		proxy.weather = { ...fineWeather, isBlackHole: true };
		old.client.socket.write('lost');
		await until('the loss', () => old.client.socket.bytesWritten === 4);
		const during = await open();
		during.client.socket.end('lost');
		await until('the end to be taken', () => during.client.socket.writableFinished);
		proxy.weather = fineWeather;
		const next = await open();
		next.client.socket.write('x');
		await until('a new connection to work', () => next.server.heard() === 'x');
		old.client.socket.write('y');
		next.client.socket.write('z');
		await until('what was written after it', () => next.server.heard() === 'xz');
		expect([old, during].map(({ server }) => [server.heard(), server.ends])).toEqual([
			['', []],
			['', []]
		]);
	});

	it('cuts a connection after exactly so many bytes', async () => {
		const { proxy, open } = await scene();
		proxy.weather = { ...fineWeather, cutAfterBytes: 1001 };
		const { client, server } = await open();
		client.socket.write(alphabet);
		await until('the cut', () => server.ends.length > 0 && client.ends.length > 0);
		expect(server.heard()).toBe(alphabet.slice(0, 1001));
	});

	it('throttles, delays and slices without changing a byte', async () => {
		const { proxy, open } = await scene();
		proxy.weather = { ...fineWeather, bytesPerS: 200_000, latencyMs: 30, jitterMs: 20, sliceBytes: 97 };
		const { client, server } = await open();
		const text = alphabet.slice(0, 40_000);
		const startedAt = performance.now();
		client.socket.write(text);
		await until('it all', () => server.heard() === text);
		expect(performance.now() - startedAt, 'no faster than the line').toBeGreaterThan(200);
		proxy.weather = fineWeather;
		server.socket.write(alphabet);
		await until('the rest, in fine weather', () => client.heard() === alphabet);
	});
});
