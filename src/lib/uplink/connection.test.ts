import { beforeEach, describe, expect, it } from 'vitest';
import {
	closeCodes,
	pingEveryMs,
	silenceMs,
	type ClientMessage,
	type ServerMessage
} from '#lib/protocol/index.ts';
import { Connection, type Socket, type SocketEvents } from './connection.ts';
import type { LinkState } from './port.ts';
import { VirtualTimers } from '../../../tests/fakes/virtual-timers.ts';

const hello: ClientMessage = {
	type: 'hello',
	protocol: 3,
	app: 'test',
	lectureId: '01890000-0000-7000-8000-000000000001',
	role: 'viewer',
	since: 0
};
export const welcome: ServerMessage = {
	type: 'welcome',
	protocol: 3,
	lecture: { lectureId: hello.lectureId, title: '', createdAt: 0, language: 'auto', finishedAt: null },
	takes: [],
	revision: 0,
	limits: { frameBytes: 1, unackedBytes: 1 },
	engine: { recogniser: { name: '', grade: 'small', device: 'cpu', state: 'ready' }, notes: 'extractive' }
};

class ScriptedSocket implements Socket {
	readonly sent: string[] = [];
	isClosed = false;
	readonly events: SocketEvents;
	constructor(events: SocketEvents) {
		this.events = events;
	}
	send(data: string | Uint8Array) {
		this.sent.push(String(data));
	}
	close() {
		this.isClosed = true;
	}
	says(message: unknown) {
		this.events.onText(JSON.stringify(message));
	}
}

let timers: VirtualTimers;
let sockets: ScriptedSocket[];
let states: LinkState[];
let heard: ServerMessage[];
let random: number;
let connection: Connection;

beforeEach(() => {
	timers = new VirtualTimers();
	sockets = [];
	states = [];
	heard = [];
	random = 0.5;
	connection = new Connection({
		openSocket(events) {
			const socket = new ScriptedSocket(events);
			sockets.push(socket);
			return socket;
		},
		hello: () => hello,
		onMessage: (message) => heard.push(message),
		onState: (state) => states.push(state),
		timers,
		random: () => random
	});
	connection.open();
});

const last = () => sockets.at(-1) as ScriptedSocket;
const goOnline = () => {
	last().events.onOpen();
	last().says(welcome);
};

describe('Connection', () => {
	it('says hello first, and is online from welcome on', () => {
		last().events.onOpen();
		expect(last().sent).toEqual([JSON.stringify(hello)]);
		expect(connection.state.kind).toBe('connecting');
		last().says(welcome);
		expect(connection.state.kind).toBe('online');
		expect(heard).toEqual([welcome]);
	});

	it('W8: comes back after a random 0–0.5 s … 0–30 s, doubling, without a limit of attempts', () => {
		const delays: number[] = [];
		for (let attempt = 0; attempt < 12; attempt++) {
			last().events.onClose(1006);
			const state = connection.state as Extract<LinkState, { kind: 'offline' }>;
			delays.push(state.retryAt - timers.nowMs());
			timers.advance(state.retryAt - timers.nowMs());
		}
		expect(delays.slice(0, 4)).toEqual([250, 500, 1000, 2000]);
		expect(delays.slice(-3)).toEqual([15_000, 15_000, 15_000]);
		expect(sockets).toHaveLength(13);
	});

	it('W8: comes back at once when the network or the page is back', () => {
		goOnline();
		last().events.onClose(1006);
		connection.wake();
		expect(connection.state.kind).toBe('connecting');
		expect(sockets).toHaveLength(2);
		timers.advance(60_000);
		expect(sockets.length).toBeGreaterThan(2);
	});

	it('W8: pings every 15 s, and takes a silent peer for dead', () => {
		goOnline();
		timers.advance(pingEveryMs);
		expect(last().sent.at(-1)).toBe('{"type":"ping"}');
		last().says({ type: 'pong' });
		timers.advance(silenceMs - 1);
		expect(connection.state.kind).toBe('online');
		timers.advance(1);
		expect(connection.state.kind).toBe('offline');
		expect(sockets[0]?.isClosed).toBe(true);
	});

	it('does not wait for ever for a welcome', () => {
		last().events.onOpen();
		timers.advance(silenceMs);
		expect(connection.state.kind).toBe('offline');
	});

	it('doubts an online socket when the network changed, and drops it unless it answers', () => {
		goOnline();
		connection.wake();
		expect(last().sent.at(-1)).toBe('{"type":"ping"}');
		timers.advance(5000);
		expect(connection.state.kind).toBe('offline');
	});

	it('does not hear an earlier socket', () => {
		goOnline();
		const [first] = sockets;
		first?.events.onClose(1006);
		connection.wake();
		first?.says({ type: 'pong' });
		first?.events.onClose(closeCodes.superseded);
		expect(heard).toHaveLength(1);
		expect(connection.state.kind).toBe('connecting');
	});

	it('W7: ignores what it does not know', () => {
		goOnline();
		last().says({ type: 'fanfare' });
		last().says({ type: 'stored', takeId: 7 });
		last().events.onText('{');
		expect(heard).toHaveLength(1);
		expect(connection.state.kind).toBe('online');
	});

	it.each([
		[closeCodes.superseded, { kind: 'superseded' }],
		[closeCodes.notSignedIn, { kind: 'signed-out' }],
		[closeCodes.noSuchLecture, { kind: 'refused', reason: 'no-such-lecture' }],
		[closeCodes.wrongProtocol, { kind: 'refused', reason: 'wrong-protocol' }],
		[closeCodes.badMessage, { kind: 'refused', reason: 'bad-message' }],
		[closeCodes.tooLarge, { kind: 'refused', reason: 'bad-message' }]
	])('stays away after close code %i', (code, state) => {
		goOnline();
		last().events.onClose(code);
		timers.advance(120_000);
		expect(connection.state).toEqual(state);
		expect(sockets).toHaveLength(1);
	});

	it('tries again after signing in', () => {
		last().events.onClose(closeCodes.notSignedIn);
		connection.wake();
		expect(sockets).toHaveLength(2);
	});

	it('refuses a server of another protocol', () => {
		last().events.onOpen();
		last().says({ ...welcome, protocol: 1 });
		expect(connection.state).toEqual({ kind: 'refused', reason: 'wrong-protocol' });
		expect(heard).toEqual([]);
	});

	it('begins the next session soon after a long one, later after a series of short ones', () => {
		goOnline();
		timers.advance(11_000);
		last().events.onClose(1012);
		expect(connection.state).toEqual({ kind: 'offline', retryAt: timers.nowMs() + 250 });
		for (const delayMs of [500, 1000]) {
			connection.wake();
			goOnline();
			connection.restart();
			expect(connection.state).toEqual({ kind: 'offline', retryAt: timers.nowMs() + delayMs });
		}
	});

	it('is silent for good after close', () => {
		goOnline();
		connection.close();
		timers.advance(120_000);
		expect(connection.send({ type: 'ping' })).toBe(false);
		expect(connection.state.kind).toBe('closed');
		expect(sockets).toHaveLength(1);
	});
});
