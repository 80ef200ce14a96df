import { describe, expect, it } from 'vitest';
import {
	behindSamplesMax,
	bytesOf,
	decodeBlock,
	sampleRate,
	type ClientMessage,
	type Codec,
	type ServerMessage,
	type Take,
	type TakeId
} from '#lib/protocol/index.ts';
import { VirtualTimers } from '../../../tests/fakes/virtual-timers.ts';
import type { SocketEvents } from './connection.ts';
import { MemoryStore } from './memory-store.ts';
import { Uplink } from './uplink.svelte.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeIdOf = (number: number): TakeId => `01890000-0000-7000-8000-00000000000${number}`;
const unackedBytes = 1024 * 1024;
const commitMs = 40;
const stepMs = 20;

type Given = { bytesPerSecond: number; delayMs?: number };

/** A recorder, a server that says `stored` every 40 ms, and a line between them of so many bytes in a second. */
class World {
	readonly timers = new VirtualTimers();
	readonly store = new MemoryStore();
	readonly took: number[] = [];
	readonly arrived = new Map<TakeId, number>();
	behind = 0;
	mostInFlight = 0;
	readonly #takes = new Map<number, Take>();
	readonly #capturedAt = new Map<number, number>();
	readonly #bytesPerMs: number;
	readonly #delayMs: number;
	#lineFreeAtMs = 0;
	#isCommitting = false;
	#inFlight = 0;
	#live = -1;
	#captured = 0;
	#events: SocketEvents | undefined;
	readonly #uplink = new Uplink(
		{
			store: this.store,
			app: 'test',
			timers: this.timers,
			random: () => 0.5,
			newId: () => takeIdOf(9),
			onWake: () => () => {},
			openSocket: (events) => {
				this.#events = events;
				return { send: (data) => this.#carry(data), close: () => {} };
			}
		},
		{ lectureId, role: 'recorder', since: () => 0, onMessage: () => {}, onBehind: () => this.behind++ }
	);

	constructor({ bytesPerSecond, delayMs = 40 }: Given) {
		this.#bytesPerMs = bytesPerSecond / 1000;
		this.#delayMs = delayMs;
	}

	async take(number: number, codec: Codec, seconds = 0): Promise<void> {
		if (this.#live >= 0) await this.store.closeTake(takeIdOf(this.#live));
		this.#live = number;
		this.#captured = seconds * sampleRate;
		await this.store.beginTake(lectureId, { takeId: takeIdOf(number), number, startedAt: 1, codec });
		for (let at = 0; at < seconds; at += 10) await this.#append(at * sampleRate, 10 * sampleRate, codec);
	}

	async connect(): Promise<void> {
		await this.store.putLecture({ lectureId, title: '', createdAt: 1, language: 'auto', finishedAt: null });
		await this.#uplink.start();
		this.#events?.onOpen();
		await this.#uplink.settled();
	}

	/** Records for so long, in blocks of 240 ms; the line does its work meanwhile. */
	async record(seconds: number, codec: Codec): Promise<void> {
		const blockSamples = 0.24 * sampleRate;
		for (let samples = 0; samples < seconds * sampleRate; samples += blockSamples) {
			await this.#append(this.#captured, blockSamples, codec);
			this.#captured += blockSamples;
			this.#capturedAt.set(this.#captured, this.timers.nowMs());
			this.#uplink.nudge();
			await this.pass(240);
		}
	}

	async pass(ms: number): Promise<void> {
		for (let gone = 0; gone < ms; gone += stepMs) {
			this.timers.advance(stepMs);
			await this.#uplink.settled();
		}
	}

	arrivedSeconds(number: number): number {
		return (this.arrived.get(takeIdOf(number)) ?? 0) / sampleRate;
	}

	async #append(firstSample: number, sampleCount: number, codec: Codec): Promise<void> {
		const bytes = new Uint8Array(bytesOf(codec, sampleCount));
		await this.store.appendBlock(takeIdOf(this.#live), { firstSample, sampleCount, bytes });
	}

	#carry(data: string | Uint8Array): void {
		const now = this.timers.nowMs();
		this.#inFlight += data.length;
		this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
		this.#lineFreeAtMs = Math.max(now, this.#lineFreeAtMs) + data.length / this.#bytesPerMs;
		this.timers.after(this.#lineFreeAtMs + this.#delayMs - now, () => this.#receive(data));
	}

	#receive(data: string | Uint8Array): void {
		this.#inFlight -= data.length;
		if (typeof data === 'string') return this.#hear(JSON.parse(data) as ClientMessage);
		const block = decodeBlock(data);
		if (typeof block === 'string') throw new Error(block);
		const takeId = takeIdOf(block.takeNumber);
		const before = this.arrived.get(takeId) ?? 0;
		expect(block.firstSample).toBe(before);
		const end = before + block.sampleCount;
		this.arrived.set(takeId, end);
		if (block.takeNumber === this.#live)
			for (const [captured, atMs] of this.#capturedAt)
				if (captured > before && captured <= end) this.took.push(this.timers.nowMs() - atMs);
		if (this.#isCommitting) return;
		this.#isCommitting = true;
		this.timers.after(commitMs, () => {
			this.#isCommitting = false;
			for (const { takeId: id } of this.#takes.values()) this.#sayStored(id);
		});
	}

	#hear(message: ClientMessage): void {
		if (message.type === 'hello') this.#say(welcome);
		if (message.type === 'ping') this.#say({ type: 'pong' });
		if (message.type !== 'take') return;
		this.#takes.set(message.take.number, message.take);
		this.#sayStored(message.take.takeId);
	}

	#sayStored(takeId: TakeId): void {
		const samples = this.arrived.get(takeId) ?? 0;
		this.#say({ type: 'stored', takeId, samples, marks: 0, finished: false });
	}

	#say(message: ServerMessage): void {
		this.timers.after(this.#delayMs, () => this.#events?.onText(JSON.stringify(message)));
	}
}

const welcome: ServerMessage = {
	type: 'welcome',
	protocol: 3,
	lecture: { lectureId, title: '', createdAt: 0, language: 'auto', finishedAt: null },
	takes: [],
	revision: 0,
	limits: { frameBytes: 512 * 1024, unackedBytes },
	engine: { recogniser: { name: '', grade: 'small', device: '', state: 'ready' }, notes: 'extractive' }
};

const twoHours = 7200;

describe('a slow line and a long backlog', () => {
	it.each([
		{ line: '256 kbit/s', bytesPerSecond: 32_000, live: 'opus' as const, seconds: 120 },
		{ line: '128 kbit/s', bytesPerSecond: 16_000, live: 'opus' as const, seconds: 120 },
		{ line: '1 Mbit/s', bytesPerSecond: 125_000, live: 'pcm_s16le' as const, seconds: 120 },
		{
			line: '128 kbit/s, far away',
			bytesPerSecond: 16_000,
			delayMs: 300,
			live: 'opus' as const,
			seconds: 120
		}
	])(
		'[W4, W3] live speech waits little behind two hours of backlog, which uses the rest of the line ($line, $live)',
		async ({ bytesPerSecond, live, seconds, delayMs = 40 }) => {
			const world = new World({ bytesPerSecond, delayMs });
			await world.take(0, 'opus', twoHours);
			await world.take(1, live);
			await world.connect();
			await world.record(seconds, live);
			expect(world.took.length).toBeGreaterThan((seconds - 2) / 0.24);
			expect(Math.max(...world.took)).toBeLessThan(delayMs + 500 + 300);
			const restBytes = (bytesPerSecond - bytesOf(live, sampleRate)) * seconds;
			expect(bytesOf('opus', world.arrivedSeconds(0) * sampleRate)).toBeGreaterThan(0.8 * restBytes);
			expect(world.mostInFlight).toBeLessThan(unackedBytes);
		}
	);

	it('[W4] the whole of two hours follows, and live speech has kept its place all the time', async () => {
		const world = new World({ bytesPerSecond: 64_000 });
		await world.take(0, 'opus', twoHours);
		await world.take(1, 'opus');
		await world.connect();
		await world.record(400, 'opus');
		expect(world.arrivedSeconds(0)).toBe(twoHours);
		expect(Math.max(...world.took)).toBeLessThan(840);
	});

	it('[W4] asks once to go on in a new take, when the open one is more than 10 s behind at welcome', async () => {
		const world = new World({ bytesPerSecond: 64_000 });
		await world.take(0, 'opus', behindSamplesMax / sampleRate + 10);
		await world.connect();
		await world.pass(200);
		expect(world.behind).toBe(1);
		await world.pass(2000);
		expect(world.behind).toBe(1);
		await world.take(1, 'opus');
		await world.record(20, 'opus');
		expect(world.behind).toBe(1);
	});

	it('[W4] asks also when the line is up and carries less than is recorded, once for each take', async () => {
		const world = new World({ bytesPerSecond: 1500 });
		await world.take(0, 'opus');
		await world.connect();
		await world.record(15, 'opus');
		expect(world.behind).toBe(0);
		await world.record(20, 'opus');
		expect(world.behind).toBe(1);
	});
});
