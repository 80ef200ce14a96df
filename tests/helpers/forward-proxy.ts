import { createServer, request as httpRequest } from 'node:http';
import { listen, shut } from './file-server.ts';

export type ForwardProxy = {
	readonly origin: string;
	/** `GET http://…` or `CONNECT host:port`, in order of arrival. */
	readonly seen: string[];
	close(): Promise<void>;
};

/** A plain HTTP proxy. It passes plain requests on and refuses tunnels. */
export async function startForwardProxy(): Promise<ForwardProxy> {
	const seen: string[] = [];
	const server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		const onward = httpRequest(request.url ?? '', { headers: request.headers }, (reply) => {
			response.writeHead(reply.statusCode ?? 502, reply.headers);
			reply.pipe(response);
		});
		onward.on('error', () => response.writeHead(502).end());
		onward.end();
	});
	server.on('connect', (request, socket) => {
		seen.push(`CONNECT ${request.url}`);
		socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
	});
	return { origin: await listen(server), seen, close: () => shut(server) };
}
