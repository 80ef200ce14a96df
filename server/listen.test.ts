import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listenOn } from './listen.ts';

function servers() {
	const all: Server[] = [];
	onTestFinished(() => all.forEach((server) => server.close()));
	return () => {
		const server = createServer((_, response) => response.end('here'));
		all.push(server);
		return server;
	};
}
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const answers = (address: string, port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = connect(port, address, () => resolve(true));
		socket.on('error', () => resolve(false));
		socket.on('connect', () => socket.end());
	});

test('localhost is served on both loopback addresses, with one port', async () => {
	const port = portOf(await listenOn(servers(), 0, 'localhost'));
	expect(await answers('127.0.0.1', port)).toBe(true);
	expect(await answers('::1', port)).toBe(true);
});

test('localhost is served where the system has one family alone', async () => {
	const create = servers();
	const port = portOf(
		await listenOn(
			() => {
				const server = create();
				const listen = server.listen.bind(server) as (...args: unknown[]) => Server;
				server.listen = ((at: number, host: string, act: () => void) =>
					host === '::1'
						? (process.nextTick(() =>
								server.emit('error', Object.assign(new Error(), { code: 'EAFNOSUPPORT' }))
							),
							server)
						: listen(at, host, act)) as Server['listen'];
				return server;
			},
			0,
			'localhost'
		)
	);
	expect(await answers('127.0.0.1', port)).toBe(true);
});

test.each(['127.0.0.1', '::1'])(
	'a port that somebody else has on %s is taken, and nothing is left listening',
	async (address) => {
		const create = servers();
		const port = portOf(await listenOn(create, 0, address));
		await expect(listenOn(create, port, 'localhost')).rejects.toMatchObject({ code: 'EADDRINUSE' });
		expect(await answers(address === '::1' ? '127.0.0.1' : '::1', port)).toBe(false);
	}
);

test('another address is served alone', async () => {
	const port = portOf(await listenOn(servers(), 0, '127.0.0.1'));
	expect(await answers('::1', port)).toBe(false);
});
