import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const loopbacks = ['127.0.0.1', '::1'] as const;
/** The system has no such address: it speaks the other family alone. */
const absent = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT', 'EINVAL']);
/** Tries to find a port that is free on both, where any will do. */
const triesMax = 10;

/**
 * Listens on `host`. `localhost` means both loopback addresses, with the same port: browsers and proxies choose one of them as they
 * like. Resolves to the first server that listens; rejects with the error of the socket, e.g. EADDRINUSE.
 */
export async function listenOn(create: () => Server, port: number, host: string): Promise<Server> {
	if (host !== 'localhost') return listening(create(), port, host);
	for (let tries = 1; ; tries++) {
		const servers: Server[] = [];
		try {
			for (const address of loopbacks) {
				const server = await unlessAbsent(listening(create(), portOf(servers[0]) ?? port, address));
				if (server) servers.push(server);
			}
			if (servers[0]) return servers[0];
			return await listening(create(), port, host);
		} catch (error) {
			for (const server of servers) server.close();
			if (port !== 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries >= triesMax)
				throw error;
		}
	}
}

const listening = (server: Server, port: number, host: string): Promise<Server> =>
	new Promise((resolve, reject) => {
		server.on('error', reject);
		server.listen(port, host, () => resolve(server));
	});

const unlessAbsent = (server: Promise<Server>): Promise<Server | undefined> =>
	server.catch((error: NodeJS.ErrnoException) => {
		if (absent.has(error.code ?? '')) return undefined;
		throw error;
	});

const portOf = (server: Server | undefined): number | undefined =>
	server && (server.address() as AddressInfo).port;
