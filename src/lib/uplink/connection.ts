import * as v from 'valibot';
import {
	afterClose,
	closeCodes,
	pingEveryMs,
	protocolVersion,
	ServerMessageSchema,
	silenceMs,
	type ClientMessage,
	type ServerMessage
} from '#lib/protocol/index.ts';
import type { LinkState } from './port.ts';
import type { Timers } from './timers.ts';

/** The least that a connection needs of a WebSocket. */
export type Socket = {
	send(data: string | Uint8Array<ArrayBuffer>): void;
	close(): void;
};
export type SocketEvents = {
	onOpen(): void;
	onText(text: string): void;
	onClose(code: number): void;
};

export type ConnectionDeps = {
	openSocket: (events: SocketEvents) => Socket;
	/** Said first on every new socket. */
	hello: () => ClientMessage;
	onMessage: (message: ServerMessage) => void;
	onState: (state: LinkState) => void;
	timers: Timers;
	/** 0 ≤ x < 1. */
	random: () => number;
};

const backoffFirstMs = 500;
const backoffMaxMs = 30_000;
/** A session that lasted for this long was a good one: the next attempt comes soon again. */
const steadyMs = 10_000;
/** How soon a socket has to answer when there is reason to doubt it. */
const probeMs = 5000;

/**
 * One lasting connection over sockets that come and go (rule W8). It is online from `welcome` on. What an earlier
 * socket still says is not heard.
 */
export class Connection {
	readonly #deps: ConnectionDeps;
	#state: LinkState = { kind: 'closed' };
	#socket: Socket | undefined;
	#attempt = 0;
	#onlineSinceMs = 0;
	#cancelRetry: () => void = () => {};
	#cancelPing: () => void = () => {};
	#cancelSilence: () => void = () => {};

	constructor(deps: ConnectionDeps) {
		this.#deps = deps;
	}

	get state(): LinkState {
		return this.#state;
	}

	/** Connects, now; also out of `signed-out`, `superseded` and `refused`. */
	open(): void {
		this.#drop();
		this.#become({ kind: 'connecting' });
		const events = (act: SocketEvents): SocketEvents => ({
			onOpen: () => this.#socket === socket && act.onOpen(),
			onText: (text) => this.#socket === socket && act.onText(text),
			onClose: (code) => this.#socket === socket && act.onClose(code)
		});
		const socket: Socket = this.#deps.openSocket(
			events({
				onOpen: () => this.send(this.#deps.hello()),
				onText: (text) => this.#hear(text),
				onClose: (code) => this.#closed(code)
			})
		);
		this.#socket = socket;
		this.#expectSoundWithin(silenceMs);
		this.#pingLater();
	}

	close(): void {
		this.#drop();
		this.#become({ kind: 'closed' });
	}

	/** The network or the person is back: no more waiting, and no trust in a socket that may have died unseen. */
	wake(): void {
		if (this.#state.kind === 'offline' || this.#state.kind === 'signed-out') return this.open();
		if (this.#state.kind !== 'online') return;
		this.send({ type: 'ping' });
		this.#expectSoundWithin(probeMs);
	}

	/** Ends this session and begins another after a while: the two sides disagree, and `welcome` settles it. */
	restart(): void {
		if (this.#state.kind === 'online' || this.#state.kind === 'connecting') this.#retry();
	}

	/** False when there is no socket to send on. */
	send(message: ClientMessage): boolean {
		return this.#put(JSON.stringify(message));
	}

	sendBytes(bytes: Uint8Array<ArrayBuffer>): boolean {
		return this.#put(bytes);
	}

	#put(data: string | Uint8Array<ArrayBuffer>): boolean {
		if (!this.#socket) return false;
		this.#socket.send(data);
		return true;
	}

	#hear(text: string): void {
		this.#expectSoundWithin(silenceMs);
		const message = parse(text);
		if (!message) return;
		if (message.type === 'welcome') {
			if (message.protocol !== protocolVersion) return this.#refuse('wrong-protocol');
			this.#onlineSinceMs = this.#deps.timers.nowMs();
			this.#become({ kind: 'online' });
		}
		this.#deps.onMessage(message);
	}

	#closed(code: number): void {
		const answer = afterClose(code);
		if (answer === 'reconnect') return this.#retry();
		this.#drop();
		if (answer === 'sign-in') return this.#become({ kind: 'signed-out' });
		if (code === closeCodes.superseded) return this.#become({ kind: 'superseded' });
		if (code === closeCodes.wrongProtocol) return this.#refuse('wrong-protocol');
		this.#refuse(code === closeCodes.noSuchLecture ? 'no-such-lecture' : 'bad-message');
	}

	#refuse(reason: Extract<LinkState, { kind: 'refused' }>['reason']): void {
		this.#drop();
		this.#become({ kind: 'refused', reason });
	}

	#retry(): void {
		const { timers, random } = this.#deps;
		if (this.#state.kind === 'online' && timers.nowMs() - this.#onlineSinceMs >= steadyMs) this.#attempt = 0;
		this.#drop();
		const delayMs = random() * Math.min(backoffMaxMs, backoffFirstMs * 2 ** this.#attempt++);
		this.#cancelRetry = timers.after(delayMs, () => this.open());
		this.#become({ kind: 'offline', retryAt: timers.nowMs() + delayMs });
	}

	#drop(): void {
		this.#cancelRetry();
		this.#cancelPing();
		this.#cancelSilence();
		const socket = this.#socket;
		this.#socket = undefined;
		socket?.close();
	}

	#pingLater(): void {
		this.#cancelPing = this.#deps.timers.after(pingEveryMs, () => {
			if (this.#state.kind === 'online') this.send({ type: 'ping' });
			this.#pingLater();
		});
	}

	#expectSoundWithin(ms: number): void {
		this.#cancelSilence();
		this.#cancelSilence = this.#deps.timers.after(ms, () => this.#retry());
	}

	#become(state: LinkState): void {
		this.#state = state;
		this.#deps.onState(state);
	}
}

/** Undefined for what is no message that we know (rule W7). */
function parse(text: string): ServerMessage | undefined {
	try {
		const parsed = v.safeParse(ServerMessageSchema, JSON.parse(text));
		return parsed.success ? parsed.output : undefined;
	} catch {
		return undefined;
	}
}
