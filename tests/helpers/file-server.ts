import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one request for a file is answered. `ranges` false: a Range header is ignored, as some hosts do. */
export type Behaviour =
	| { kind: 'serve'; body: Buffer; ranges?: boolean; announceLength?: boolean }
	/** The connection breaks after so many bytes of this answer. */
	| { kind: 'cut'; body: Buffer; afterBytes: number; ranges?: boolean }
	/** The connection stays open and nothing more comes after so many bytes of this answer. */
	| { kind: 'stall'; body: Buffer; afterBytes: number }
	/** A 206 that begins elsewhere than was asked. */
	| { kind: 'wrong-range'; body: Buffer }
	/** Takes the request and never answers. */
	| { kind: 'silent' }
	| { kind: 'status'; status: number }
	/** What a network with a sign-in page answers to everything. */
	| { kind: 'portal' }
	| { kind: 'redirect'; to: string };

export type SeenRequest = { path: string; range: string | null };

export type FileServer = {
	/** Address of the server, without a path. */
	readonly origin: string;
	/** Every request in order of arrival. */
	readonly requests: SeenRequest[];
	/** Answers requests for `path` with these, one after another; the last one again and again. Others get 404. */
	script(path: string, ...behaviours: [Behaviour, ...Behaviour[]]): string;
	/** Resolves when `path` has been asked for so many times. */
	asked(path: string, times: number): Promise<void>;
	close(): Promise<void>;
};

export async function startFileServer(): Promise<FileServer> {
	const scripts = new Map<string, Behaviour[]>();
	const requests: SeenRequest[] = [];
	const waiting = new Set<() => void>();
	const server = createServer((request, response) => {
		const path = request.url ?? '';
		requests.push({ path, range: request.headers.range ?? null });
		for (const check of waiting) check();
		const script = scripts.get(path) ?? [{ kind: 'status', status: 404 }];
		answer(request, response, (script.length > 1 ? script.shift() : script[0])!);
	});
	const origin = await listen(server);
	return {
		origin,
		requests,
		script(path, ...behaviours) {
			scripts.set(path, [...behaviours]);
			return origin + path;
		},
		asked(path, times) {
			const { promise, resolve } = Promise.withResolvers<void>();
			const check = () => {
				if (requests.filter((request) => request.path === path).length < times) return;
				waiting.delete(check);
				resolve();
			};
			waiting.add(check);
			check();
			return promise;
		},
		close: () => shut(server)
	};
}

/** Listens on a free port of this machine and gives its address. */
export async function listen(server: Server): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function shut(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeAllConnections();
	await closed;
}

function answer(request: IncomingMessage, response: ServerResponse, behaviour: Behaviour): void {
	switch (behaviour.kind) {
		case 'silent':
			return;
		case 'status':
			response.writeHead(behaviour.status).end();
			return;
		case 'portal':
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Please sign in</h1>');
			return;
		case 'redirect':
			response.writeHead(302, { location: behaviour.to }).end();
			return;
		case 'wrong-range':
			sendPart(response, behaviour.body, 0).end(behaviour.body);
			return;
		case 'serve':
			serve(request, response, behaviour);
			return;
		case 'cut':
			sendSome(request, response, behaviour, () => response.destroy());
			return;
		case 'stall':
			sendSome(request, response, behaviour, () => {});
	}
}

const firstByte = (request: IncomingMessage) =>
	Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);

function sendPart(response: ServerResponse, body: Buffer, first: number): ServerResponse {
	return response.writeHead(206, {
		'content-range': `bytes ${first}-${body.length - 1}/${body.length}`,
		'content-length': body.length - first
	});
}

function serve(
	request: IncomingMessage,
	response: ServerResponse,
	behaviour: Behaviour & { kind: 'serve' }
): void {
	const { body, ranges = true, announceLength = true } = behaviour;
	const first = firstByte(request);
	if (!ranges || request.headers.range === undefined) {
		response.writeHead(200, announceLength ? { 'content-length': body.length } : {}).end(body);
	} else if (first >= body.length) {
		response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
	} else {
		sendPart(response, body, first).end(body.subarray(first));
	}
}

function sendSome(
	request: IncomingMessage,
	response: ServerResponse,
	{ body, afterBytes, ranges = true }: { body: Buffer; afterBytes: number; ranges?: boolean },
	then: () => void
): void {
	const first = ranges ? firstByte(request) : 0;
	if (first > 0) sendPart(response, body, first);
	else response.writeHead(200, { 'content-length': body.length });
	response.write(body.subarray(first, first + afterBytes), then);
}
