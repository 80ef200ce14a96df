import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { frameBytesMax, pingEveryMs } from '#lib/protocol/index.ts';
import type { IntakeEvent } from '../intake/intake.ts';
import { yieldToLoop } from '../kit/event-loop.ts';
import type { Principal } from '../keys/keys.ts';
import { Session, type SessionDeps } from './session.ts';

/** Messages read and not yet handled; beyond it the socket is not read. */
const queuedMax = 64;
const helloWithinMs = 10_000;

type Deps = SessionDeps & {
	/** Whether this page may open a socket here. */
	isAllowedOrigin: (request: IncomingMessage) => boolean;
	whoIs: (request: IncomingMessage) => Promise<Principal | undefined>;
	onFault: (error: Error) => void;
};

/** Upgrades requests to sessions and keeps them alive. Origin first, then sign-in: nothing is upgraded before both. */
export class Gateway {
	readonly #deps: Deps;
	readonly #server = new WebSocketServer({
		noServer: true,
		maxPayload: frameBytesMax,
		perMessageDeflate: false,
		handleProtocols: (offered) => [...offered].find((name) => name.startsWith('404notsound')) ?? false
	});
	readonly #sessions = new Map<WebSocket, Session>();
	readonly #heartbeat: NodeJS.Timeout;

	constructor(deps: Deps) {
		this.#deps = deps;
		this.#heartbeat = setInterval(() => this.#ping(), pingEveryMs);
		this.#heartbeat.unref();
	}

	async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		socket.on('error', () => socket.destroy());
		if (!this.#deps.isAllowedOrigin(request)) return refuse(socket, '403 Forbidden');
		const principal = await this.#deps.whoIs(request).catch(() => undefined);
		if (!principal) return refuse(socket, '401 Unauthorized');
		this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, principal));
	}

	intakeEvent(event: IntakeEvent): void {
		for (const session of this.#sessions.values()) session.intakeEvent(event);
	}

	/** Sends away everybody who records or watches a lecture that is no more. */
	lectureRemoved(lectureId: string): void {
		for (const session of this.#sessions.values())
			if (session.follows(lectureId)) session.end('no-such-lecture');
	}

	close(): void {
		clearInterval(this.#heartbeat);
		for (const session of this.#sessions.values()) session.end('server-stopping');
		setTimeout(() => [...this.#sessions.keys()].forEach((ws) => ws.terminate()), 1_000).unref();
	}

	#accept(ws: WebSocket, principal: Principal): void {
		const session = new Session(ws, principal, this.#deps);
		this.#sessions.set(ws, session);
		unanswered.set(ws, 0);
		let queued = 0;
		let tail = Promise.resolve();
		ws.on('message', (data, isBinary) => {
			unanswered.set(ws, 0);
			if (++queued > queuedMax) ws.pause();
			tail = tail
				.then(() => (isBinary ? session.binary(bytesOf(data)) : session.text(bytesOf(data).toString())))
				.catch((error: Error) => this.#fault(session, error))
				.then(yieldToLoop)
				.then(() => void (--queued <= queuedMax && ws.isPaused && ws.resume()));
		});
		ws.on('pong', () => unanswered.set(ws, 0));
		ws.on('error', () => undefined);
		ws.on('close', () => {
			this.#sessions.delete(ws);
			tail = tail.then(() => session.gone()).catch((error: Error) => this.#deps.onFault(error));
		});
		setTimeout(() => session.isSettled || ws.terminate(), helloWithinMs).unref();
	}

	#fault(session: Session, error: Error): void {
		this.#deps.onFault(error);
		session.end('storage-failed');
	}

	#ping(): void {
		for (const ws of this.#sessions.keys()) {
			const pings = unanswered.get(ws) ?? 0;
			if (pings >= unansweredMax) ws.terminate();
			else ws.ping();
			unanswered.set(ws, pings + 1);
		}
	}
}

/** Pings since a socket was heard of (rule W8). */
const unanswered = new WeakMap<WebSocket, number>();
const unansweredMax = 2;

function refuse(socket: Duplex, status: string): void {
	socket.once('finish', () => socket.destroy());
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function bytesOf(data: RawData): Buffer {
	if (Buffer.isBuffer(data)) return data;
	return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
