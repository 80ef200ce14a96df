import type { Socket as ClientSocket, SocketEvents } from '../../src/lib/uplink/connection.ts';
import type { Session } from '../../server/socket/session.ts';
import type { ServerMessage } from '#lib/protocol/index.ts';
import type { SimServer } from './sim-server.ts';
import { Window } from './window.ts';

const unexplained = 1006;

type ToServer = string | Uint8Array | 'gone';
type ToClient = { kind: 'open' } | { kind: 'text'; text: string } | { kind: 'close'; code: number };

/** One connection: frames are on their way in both directions until they are delivered, in order. */
class Line {
	readonly #events: SocketEvents;
	readonly #toServer: ToServer[] = [];
	readonly #toClient: ToClient[] = [];
	#session: Session | undefined;
	#handled: Promise<void> = Promise.resolve();
	#isClientThere = true;
	#isServerThere = false;
	readonly #window = new Window();
	readonly #onFault: (fault: string) => void;

	constructor(events: SocketEvents, server: SimServer, onFault: (fault: string) => void) {
		this.#events = events;
		this.#onFault = onFault;
		this.#session = server.session({
			send: (text) => void this.#toClient.push({ kind: 'text', text }),
			close: (code) => void this.#toClient.push({ kind: 'close', code }),
			bufferedAmount: 0
		});
		this.#isServerThere = this.#session !== undefined;
		this.#toClient.push(this.#isServerThere ? { kind: 'open' } : { kind: 'close', code: unexplained });
	}

	get isOver(): boolean {
		return !this.#isClientThere && !this.#isServerThere;
	}

	/** Nothing is on its way. */
	get isIdle(): boolean {
		return this.#toServer.length + this.#toClient.length === 0;
	}

	readonly client: ClientSocket = {
		send: (data) => {
			if (!this.#isClientThere) return;
			this.#toServer.push(data);
			const fault = this.#window.sent(data);
			if (fault) this.#onFault(fault);
		},
		close: () => {
			if (!this.#isClientThere) return;
			this.#isClientThere = false;
			this.#toServer.push('gone');
		}
	};

	/** One frame each way. */
	deliver(): void {
		const toServer = this.#toServer.shift();
		if (toServer !== undefined) this.#reachServer(toServer);
		const toClient = this.#toClient.shift();
		if (toClient && this.#isClientThere) this.#reachClient(toClient);
	}

	/** Both sides find it broken; what was on its way is lost. */
	cut(): void {
		this.#toServer.length = this.#toClient.length = 0;
		if (this.#isServerThere) this.#reachServer('gone');
		if (this.#isClientThere) this.#reachClient({ kind: 'close', code: unexplained });
	}

	/** The server's process has died. */
	serverDied(): void {
		this.#isServerThere = false;
		this.#session = undefined;
		this.#toServer.length = 0;
		this.#toClient.push({ kind: 'close', code: unexplained });
	}

	#reachServer(frame: ToServer): void {
		const session = this.#session;
		if (!session) return;
		if (frame === 'gone') {
			this.#isServerThere = false;
			this.#session = undefined;
		}
		this.#handled = this.#handled.then(() => {
			if (frame === 'gone') return session.gone();
			return typeof frame === 'string' ? session.text(frame) : session.binary(frame);
		});
	}

	#reachClient(frame: ToClient): void {
		if (frame.kind === 'open') return this.#events.onOpen();
		if (frame.kind === 'text') {
			this.#window.heard(JSON.parse(frame.text) as ServerMessage);
			return this.#events.onText(frame.text);
		}
		this.#isClientThere = false;
		this.#events.onClose(frame.code);
		if (this.#isServerThere) this.#toServer.push('gone');
	}
}

/** Connections between device and server. While it is a black hole, nothing arrives and nobody is told. */
export class Network {
	readonly #server: () => SimServer;
	#lines: Line[] = [];
	isBlackHole = false;
	/** What a device has sent against the rules, in words. */
	readonly faults: string[] = [];

	constructor(server: () => SimServer) {
		this.#server = server;
	}

	open(events: SocketEvents): ClientSocket {
		const line = new Line(events, this.#server(), (fault) => this.faults.push(fault));
		this.#lines.push(line);
		return line.client;
	}

	/** Whether nothing would arrive if something were delivered. */
	get isIdle(): boolean {
		return this.isBlackHole || this.#lines.every((line) => line.isIdle);
	}

	deliver(): void {
		if (this.isBlackHole) return;
		for (const line of this.#lines) line.deliver();
		this.#lines = this.#lines.filter((line) => !line.isOver);
	}

	cut(): void {
		for (const line of this.#lines) line.cut();
	}

	serverDied(): void {
		for (const line of this.#lines) line.serverDied();
	}
}
