import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** How the line behaves, for connections that are open and for new ones. `fineWeather` is a line without faults. */
export type Weather = {
	/** Each way, for each connection. */
	bytesPerS: number;
	/** Each way; with a random part of up to `jitterMs` on top. Bytes never overtake each other. */
	latencyMs: number;
	jitterMs: number;
	/** The largest piece that is handed on at once. */
	sliceBytes: number;
	/** A connection dies after so many bytes from its client, in the middle of whatever that is. */
	cutAfterBytes: number;
	/** What arrives is swallowed, both ways, ends included; nobody is told. A connection that lost bytes stays deaf. */
	isBlackHole: boolean;
};

export const fineWeather: Weather = {
	bytesPerS: Infinity,
	latencyMs: 0,
	jitterMs: 0,
	sliceBytes: Infinity,
	cutAfterBytes: Infinity,
	isBlackHole: false
};

type Options = { targetPort: number; random?: () => number };
type Piece = { bytes: Buffer; dueAt: number };

/** Bytes that may wait on the way before their sender is read no further. */
const waitingBytesMax = 256 * 1024;

/** A bad network between a browser and a server: TCP handed on, with faults that can be changed at any time. */
export class FaultProxy {
	weather: Weather = fineWeather;
	/** Bytes handed on so far, all connections together. */
	toServerBytes = 0;
	toClientBytes = 0;
	connections = 0;
	readonly port: number;
	readonly #options: Required<Options>;
	readonly #listener: Server;
	readonly #lines = new Set<Line>();

	private constructor(listener: Server, options: Required<Options>) {
		this.#listener = listener;
		this.#options = options;
		this.port = (listener.address() as AddressInfo).port;
	}

	static async start({ targetPort, random = Math.random }: Options): Promise<FaultProxy> {
		const listener = createServer({ allowHalfOpen: true });
		const proxy = new FaultProxy(await listening(listener, 0), { targetPort, random });
		listener.on('connection', (client) => proxy.#accept(client));
		return proxy;
	}

	get url(): string {
		return `http://localhost:${this.port}`;
	}

	/** Ends every connection on both sides. */
	cut(): void {
		for (const line of this.#lines) line.end((socket) => socket.destroy());
	}

	/** The same, with a reset. */
	reset(): void {
		for (const line of this.#lines) line.end((socket) => socket.resetAndDestroy());
	}

	/** Cuts, and refuses whoever comes from now on. */
	async refuse(): Promise<void> {
		if (!this.#listener.listening) return;
		const closed = new Promise((resolve) => this.#listener.close(resolve));
		this.cut();
		await closed;
	}

	/** Takes connections again after `refuse`. */
	async allow(): Promise<void> {
		if (!this.#listener.listening) await listening(this.#listener, this.port);
	}

	close(): Promise<void> {
		return this.refuse();
	}

	#accept(client: Socket): void {
		const server = connect({ port: this.#options.targetPort, host: 'localhost', allowHalfOpen: true });
		const line = new Line(client, server, { ...this.#options, weather: () => this.weather });
		line.onForwarded = (way, bytes) => (this[way === 'up' ? 'toServerBytes' : 'toClientBytes'] += bytes);
		line.onGone = () => this.#lines.delete(line);
		this.#lines.add(line);
		this.connections++;
	}
}

type Way = 'up' | 'down';

/** One connection: two sockets, and what is under way between them. */
class Line {
	onForwarded: (way: Way, bytes: number) => void = () => {};
	onGone: () => void = () => {};
	readonly #sockets: readonly [Socket, Socket];
	readonly #deps: { weather: () => Weather; random: () => number };
	#isDeaf = false;
	#isOver = false;
	#upBytes = 0;

	constructor(client: Socket, server: Socket, deps: { weather: () => Weather; random: () => number }) {
		this.#sockets = [client, server];
		this.#deps = deps;
		this.#carry(client, server, 'up');
		this.#carry(server, client, 'down');
	}

	end(how: (socket: Socket) => void): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#sockets.forEach(how);
		this.onGone();
	}

	#carry(from: Socket, to: Socket, way: Way): void {
		const waiting: Piece[] = [];
		let waitingBytes = 0;
		let lastDueAt = 0;
		let carrying: Promise<void> | undefined;
		const { random, weather } = this.#deps;
		const carryAll = async () => {
			for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
				await this.#handOn(piece, to, way);
				waitingBytes -= piece.bytes.byteLength;
				if (waitingBytes < waitingBytesMax) from.resume();
			}
		};
		from.on('data', (bytes) => {
			if (this.#loses()) return;
			const { latencyMs, jitterMs } = weather();
			lastDueAt = Math.max(lastDueAt, performance.now() + latencyMs + random() * jitterMs);
			waiting.push({ bytes, dueAt: lastDueAt });
			waitingBytes += bytes.byteLength;
			if (waitingBytes >= waitingBytesMax) from.pause();
			carrying ??= carryAll().finally(() => (carrying = undefined));
		});
		from.on('end', async () => {
			await carrying;
			if (!this.#loses()) to.end();
		});
		from.on('error', () => undefined);
		from.on('close', async (hadError) => {
			if (!hadError) await carrying;
			if (!this.#loses()) this.end((socket) => (hadError ? socket.resetAndDestroy() : socket.destroy()));
		});
	}

	async #handOn({ bytes, dueAt }: Piece, to: Socket, way: Way): Promise<void> {
		await delay(Math.max(0, dueAt - performance.now()));
		for (let at = 0; at < bytes.byteLength && !this.#loses() && !this.#isOver;) {
			const { bytesPerS, sliceBytes, cutAfterBytes } = this.#deps.weather();
			const left = way === 'up' ? Math.max(0, cutAfterBytes - this.#upBytes) : Infinity;
			const size = Math.min(bytes.byteLength - at, sliceBytes, Math.max(1, bytesPerS / 20), left);
			const piece = bytes.subarray(at, (at += Math.floor(size)));
			if (bytesPerS < Infinity) await delay((piece.byteLength / bytesPerS) * 1000);
			if (!to.write(piece)) await Promise.race([drained(to), closed(to)]);
			if (way === 'up') this.#upBytes += piece.byteLength;
			this.onForwarded(way, piece.byteLength);
			if (this.#upBytes >= cutAfterBytes) this.end((socket) => socket.destroySoon());
		}
	}

	/** Whether what arrives now goes nowhere. */
	#loses(): boolean {
		this.#isDeaf ||= this.#deps.weather().isBlackHole;
		return this.#isDeaf;
	}
}

const drained = (socket: Socket) => new Promise<void>((resolve) => socket.once('drain', resolve));
const closed = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', resolve));

const listening = (server: Server, port: number): Promise<Server> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, 'localhost', () => {
			server.off('error', reject);
			resolve(server);
		});
	});
