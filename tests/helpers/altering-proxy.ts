import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Passes requests on to a server, and what `alter` makes of an answer's text back; null leaves it as it is. */
export async function alteringProxy(
	target: { port: number },
	alter: (path: string) => ((text: string) => string) | null
): Promise<{ url: string }> {
	const proxy: Server = createServer((incoming, outgoing) => {
		const change = alter(incoming.url ?? '');
		const headers = { ...incoming.headers, ...(change && { 'accept-encoding': 'identity' }) };
		const passed = request(
			{ host: 'localhost', port: target.port, path: incoming.url, method: incoming.method, headers },
			async (answer) => {
				if (!change) {
					outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
					return answer.pipe(outgoing);
				}
				const text = Buffer.concat(await answer.toArray()).toString();
				const { 'content-length': _length, etag: _etag, ...others } = answer.headers;
				outgoing.writeHead(answer.statusCode ?? 502, others).end(change(text));
			}
		);
		passed.on('error', () => outgoing.destroy());
		incoming.pipe(passed);
	});
	await new Promise<void>((done) => proxy.listen(0, 'localhost', done));
	onTestFinished(() => {
		proxy.closeAllConnections();
		proxy.close();
	});
	return { url: `http://localhost:${(proxy.address() as AddressInfo).port}` };
}
