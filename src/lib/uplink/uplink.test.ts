import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocolVersion, type Mark, type ServerMessage, type TakeId } from '#lib/protocol/index.ts';
import { ModelServer } from '../../../tests/fakes/model-server.ts';
import { VirtualTimers } from '../../../tests/fakes/virtual-timers.ts';
import type { Socket, SocketEvents } from './connection.ts';
import { MemoryStore } from './memory-store.ts';
import { Uplink } from './uplink.svelte.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeIdOf = (number: number): TakeId => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const limits = { frameBytes: 20 + 600, unackedBytes: 1000 };

/** A line in both directions, which delivers what and when the test says, and may be cut at any moment. */
class Line implements Socket {
	up: (string | Uint8Array)[] = [];
	down: ServerMessage[] = [];
	isOpen = true;
	readonly events: SocketEvents;
	constructor(events: SocketEvents) {
		this.events = events;
	}
	send(data: string | Uint8Array) {
		if (this.isOpen) this.up.push(data);
	}
	close() {
		this.isOpen = false;
	}
}

/** A store that keeps whoever reads sound from it waiting, while it is shut. */
class SlowStore extends MemoryStore {
	#gate: Promise<void> = Promise.resolve();
	shut(): () => void {
		let open = () => {};
		this.#gate = new Promise((resolve) => (open = resolve));
		return open;
	}
	override async blocksFrom(...asked: Parameters<MemoryStore['blocksFrom']>) {
		const blocks = await super.blocksFrom(...asked);
		await this.#gate;
		return blocks;
	}
}

/** A recorder with its store, an uplink, a server, and what lies between them. */
class World {
	readonly store = new SlowStore();
	readonly server = new ModelServer(limits);
	readonly timers = new VirtualTimers();
	readonly captured = new Map<TakeId, { pcm: number[]; marks: Mark[] }>();
	readonly heard: ServerMessage[] = [];
	line: Line | undefined;
	connections = 0;
	#take = -1;
	#edits = 0;
	readonly uplink = new Uplink(
		{
			store: this.store,
			app: 'test',
			timers: this.timers,
			random: () => 0.5,
			newId: () => takeIdOf(900 + this.#edits++),
			onWake: () => () => {},
			openSocket: (events) => {
				this.connections++;
				this.line = new Line(events);
				return this.line;
			}
		},
		{ lectureId, role: 'recorder', since: () => 0, onMessage: (message) => this.heard.push(message) }
	);

	async begin(): Promise<this> {
		await this.store.putLecture({ lectureId, title: '', createdAt: 1, language: 'auto', finishedAt: null });
		await this.uplink.start();
		return this;
	}

	connect(): Promise<void> {
		this.line?.events.onOpen();
		return this.uplink.settled();
	}

	async newTake(): Promise<void> {
		await this.closeTake();
		const takeId = takeIdOf(++this.#take);
		this.captured.set(takeId, { pcm: [], marks: [] });
		await this.store.beginTake(lectureId, { takeId, number: this.#take, startedAt: 1, codec: 'pcm_s16le' });
		await this.#nudge();
	}

	async record(samples: number): Promise<void> {
		if (this.#take < 0) await this.newTake();
		const takeId = takeIdOf(this.#take);
		const log = this.captured.get(takeId);
		if (!log) return;
		const pcm = Int16Array.from({ length: samples }, (_, n) => (log.pcm.length + n) * 7 + this.#take);
		const firstSample = log.pcm.length;
		const marks: Mark[] = [
			{ kind: log.marks.length % 2 ? 'speech-end' : 'speech-start', sample: firstSample + samples }
		];
		await this.store.appendBlock(takeId, {
			firstSample,
			sampleCount: samples,
			bytes: new Uint8Array(pcm.buffer)
		});
		await this.store.appendMarks(takeId, log.marks.length, marks);
		log.pcm.push(...pcm);
		log.marks.push(...marks);
		await this.#nudge();
	}

	async closeTake(): Promise<void> {
		if (this.#take >= 0) await this.store.closeTake(takeIdOf(this.#take));
		await this.#nudge();
	}

	async finish(): Promise<void> {
		await this.closeTake();
		await this.store.putLecture({ lectureId, title: '', createdAt: 1, language: 'auto', finishedAt: 5 });
		await this.#nudge();
	}

	/** Carries up to `count` messages to the server; its answers are on their way then. */
	async up(count: number): Promise<void> {
		const { line } = this;
		for (const data of line?.up.splice(0, count) ?? []) line?.down.push(...this.server.receive(data));
	}

	async down(count: number): Promise<void> {
		const { line } = this;
		for (const message of line?.down.splice(0, count) ?? []) line?.events.onText(JSON.stringify(message));
		await this.uplink.settled();
	}

	commit(): void {
		if (this.line?.isOpen) this.line.down.push(...this.server.commit());
		else this.server.commit();
	}

	/** The line breaks with whatever was on it; after the delay there is another. */
	async cut(): Promise<void> {
		this.server.crash();
		this.line?.events.onClose(1006);
		this.timers.advance(31_000);
		await this.connect();
	}

	async restore(part: number): Promise<void> {
		this.server.crash();
		this.server.restore(part);
		await this.cut();
	}

	/** Lets everything through until nothing moves any more. */
	async calm(): Promise<void> {
		for (let round = 0; round < 500; round++) {
			await this.up(Infinity);
			this.commit();
			await this.down(Infinity);
			if (this.line?.up.length === 0 && this.uplink.isCaughtUp) return;
		}
	}

	async #nudge(): Promise<void> {
		this.uplink.nudge();
		await this.uplink.settled();
	}
}

type Act = { name: string; run: (world: World) => Promise<void> | void };
const act = (name: string, run: Act['run']): Act => ({ name, run });
const numbered = (name: string, max: number, run: (world: World, n: number) => Promise<void> | void) =>
	fc.integer({ min: 1, max }).map((n) => act(`${name} ${n}`, (world) => run(world, n)));

const everyday = [
	numbered('record', 400, (world, n) => world.record(n)),
	numbered('up', 6, (world, n) => world.up(n)),
	numbered('down', 6, (world, n) => world.down(n)),
	fc.constant(act('commit', (world) => world.commit())),
	fc.constant(act('cut', (world) => world.cut())),
	fc.constant(act('new take', (world) => world.newTake()))
];
const schedule = (...acts: fc.Arbitrary<Act>[]) =>
	fc
		.array(fc.oneof(...acts), { maxLength: 80, size: 'max' })
		.map((list) => Object.assign(list, { toString: () => list.map((a) => a.name).join(', ') }));

async function play(acts: Act[]): Promise<World> {
	const world = await new World().begin();
	await world.connect();
	for (const each of acts) {
		await each.run(world);
		await expectNothingDropped(world);
	}
	await world.record(50);
	await world.finish();
	await world.calm();
	return world;
}

/** L1: whatever the server has not said to be durable is still here. */
async function expectNothingDropped(world: World): Promise<void> {
	for (const [takeId, { pcm }] of world.captured) {
		const blocks = await world.store.blocksFrom(takeId, 0, Infinity);
		const first = blocks[0]?.firstSample ?? pcm.length;
		if (first > (world.server.promised.get(takeId) ?? 0)) throw new Error('dropped before it was stored');
	}
}

const countsOf = ({ uplink }: World) => ({
	captured: uplink.capturedSamples,
	stored: uplink.storedSamples,
	pending: uplink.pendingSamples,
	isCaughtUp: uplink.isCaughtUp,
	lost: uplink.lostRanges
});

const welcomeOf = (hearsQuiet?: boolean): ServerMessage => ({
	type: 'welcome',
	protocol: protocolVersion,
	lecture: { lectureId, title: '', createdAt: 1, language: 'auto', finishedAt: null },
	takes: [],
	revision: 0,
	limits,
	engine: { recogniser: { name: 'x', grade: 'small', device: 'cpu', state: 'ready' }, notes: 'extractive' },
	...(hearsQuiet !== undefined && { hearsQuiet })
});

describe('Uplink', () => {
	it('L1, W1, W3: under any loss and any reconnect the server ends with what was captured, and nothing is dropped before', async () => {
		await fc.assert(
			fc.asyncProperty(schedule(...everyday), async (acts) => {
				const world = await play(acts);
				expect(world.server.complaints).toEqual([]);
				for (const [takeId, { pcm, marks }] of world.captured) {
					const log = world.server.logs.get(takeId);
					expect(log?.pcm).toEqual(pcm.map((sample) => (sample << 16) >> 16));
					expect(log?.marks).toEqual(marks);
					expect(log?.finished).toBe(true);
				}
				expect(world.server.finishedAt).toBe(1);
				expect(countsOf(world)).toMatchObject({ pending: 0, isCaughtUp: true, lost: [] });
			}),
			{ numRuns: 200 }
		);
	});

	it('W1: after a restored server it sends again what it holds, and reports the rest as lost, never as something else', async () => {
		const restore = numbered('restore', 9, (world, n) => world.restore(n / 10));
		await fc.assert(
			fc.asyncProperty(schedule(...everyday, restore), async (acts) => {
				const world = await play(acts);
				expect(world.server.complaints).toEqual([]);
				for (const [takeId, { pcm }] of world.captured) {
					const holes = world.server.lost.filter((range) => range.takeId === takeId);
					const isLost = (at: number) => holes.some(({ from, to }) => at >= from && at < to);
					const log = world.server.logs.get(takeId);
					expect(log?.pcm).toHaveLength(pcm.length);
					pcm.forEach((sample, at) => {
						const there = log?.pcm[at];
						if (there !== (sample << 16) >> 16) expect([there, isLost(at)]).toEqual([0, true]);
					});
					expect(log?.finished).toBe(true);
				}
			}),
			{ numRuns: 200 }
		);
	});

	it('W10: takes whose numbers are another’s are put behind all that are known, in their order, and nothing goes under the old numbers', async () => {
		const world = await new World().begin();
		const other = { takeId: takeIdOf(500), number: 0, startedAt: 1, codec: 'pcm_s16le' } as const;
		world.server.receive(JSON.stringify({ type: 'take', take: other }));
		await world.connect();
		await world.record(300);
		await world.newTake();
		await world.record(200);
		await world.closeTake();
		await world.calm();
		await world.cut();
		await world.calm();
		expect(world.server.complaints).toEqual([]);
		expect(world.server.logs.get(other.takeId)?.pcm).toEqual([]);
		const numbers = [...world.server.logs.values()].map(({ take, pcm }) => [take.number, pcm.length]);
		expect(numbers).toEqual([
			[0, 0],
			[1, 300],
			[2, 200]
		]);
		const here = await world.store.takesOf(lectureId);
		expect(here.map(({ number, samples }) => [number, samples])).toEqual([
			[1, 300],
			[2, 200]
		]);
		expect(countsOf(world)).toMatchObject({ pending: 0 });
	});

	it('W10: so is a take whose number was taken after the session began', async () => {
		const world = await new World().begin();
		await world.connect();
		await world.calm();
		const other = { takeId: takeIdOf(500), number: 0, startedAt: 1, codec: 'pcm_s16le' } as const;
		world.server.receive(JSON.stringify({ type: 'take', take: other }));
		await world.record(300);
		await world.closeTake();
		await world.calm();
		await world.cut();
		await world.calm();
		expect(world.server.complaints).toEqual([]);
		expect(world.server.logs.get(other.takeId)?.pcm).toEqual([]);
		expect([...world.server.logs.values()].map(({ take, pcm }) => [take.number, pcm.length])).toEqual([
			[0, 0],
			[1, 300]
		]);
	});

	it('W10: a take that begins in a session is never announced with a number that the server has', async () => {
		const world = await new World().begin();
		const other = { takeId: takeIdOf(500), number: 1, startedAt: 1, codec: 'pcm_s16le' } as const;
		world.server.receive(JSON.stringify({ type: 'take', take: other }));
		await world.connect();
		await world.record(300);
		await world.calm();
		await world.newTake();
		await world.newTake();
		await world.calm();
		expect(world.server.complaints).toEqual([]);
		const mine = (await world.store.takesOf(lectureId)).map(({ takeId, number }) => [takeId, number]);
		expect(mine).toEqual([
			[takeIdOf(0), 0],
			[takeIdOf(1), 2],
			[takeIdOf(2), 3]
		]);
	});

	it('W10: takes over the number that the server has for a take', async () => {
		const world = await new World().begin();
		const take = { takeId: takeIdOf(0), number: 4, startedAt: 1, codec: 'pcm_s16le' } as const;
		world.server.receive(JSON.stringify({ type: 'take', take }));
		await world.record(300);
		await world.connect();
		await world.calm();
		expect(world.server.complaints).toEqual([]);
		expect(world.server.logs.get(take.takeId)?.pcm).toHaveLength(300);
		expect((await world.store.takesOf(lectureId))[0]?.number).toBe(4);
	});

	it('sends nothing that was read for an earlier session', async () => {
		const world = await new World().begin();
		await world.connect();
		await world.up(1);
		await world.down(1);
		const open = world.store.shut();
		const recorded = world.record(300);
		await new Promise((resolve) => setTimeout(resolve, 0));
		world.line?.events.onClose(1006);
		world.timers.advance(31_000);
		world.line?.events.onOpen();
		open();
		await recorded;
		expect(world.line?.up.map((data) => JSON.parse(String(data)).type)).toEqual(['hello']);
	});

	it('counts what was captured, what is stored, and what waits', async () => {
		const world = await new World().begin();
		await world.record(300);
		expect(countsOf(world)).toMatchObject({ captured: 300, stored: 0, pending: 300 });
		await world.connect();
		await world.up(Infinity);
		await world.down(Infinity);
		await world.up(Infinity);
		world.commit();
		await world.down(Infinity);
		expect(countsOf(world)).toMatchObject({ captured: 300, stored: 300, pending: 0 });
	});

	it('W2: stops sending when it is superseded, and keeps its store', async () => {
		const world = await new World().begin();
		await world.connect();
		await world.up(1);
		await world.down(1);
		world.line?.events.onClose(4409);
		await world.record(300);
		expect(world.uplink.link).toEqual({ kind: 'superseded' });
		expect(world.connections).toBe(1);
		expect(await world.store.blocksFrom(takeIdOf(0), 0, 1000)).toHaveLength(1);
	});

	it('W9: sends an edit again until the server has said edited', async () => {
		const world = await new World().begin();
		world.uplink.edit({ kind: 'title', title: 'Sorting' });
		const edits = () => world.line?.up.filter((data) => String(data).includes('"edit"')).length;
		for (const sent of [1, 1]) {
			await world.connect();
			await world.up(1);
			await world.down(1);
			expect(edits()).toBe(sent);
			expect(world.uplink.unsentEdits).toBe(1);
			world.line?.events.onClose(1006);
			world.timers.advance(31_000);
		}
		await world.connect();
		await world.up(1);
		world.line?.down.push({ type: 'edited', editId: takeIdOf(900) });
		await world.down(2);
		expect(world.uplink.unsentEdits).toBe(0);
	});

	it('[W11] tells a pause while it is online, to a server that hears of it; and never later', async () => {
		const told = async (hearsQuiet?: boolean) => {
			const world = await new World().begin();
			await world.connect();
			world.line?.up.splice(0);
			world.uplink.quiet(takeIdOf(0), 100);
			const welcome = welcomeOf(hearsQuiet);
			world.line?.events.onText(JSON.stringify(welcome));
			await world.uplink.settled();
			world.uplink.quiet(takeIdOf(0), 200);
			return world.line?.up.map((data) => JSON.parse(String(data)) as unknown);
		};
		expect(await told()).toEqual([]);
		expect(await told(true)).toEqual([{ type: 'quiet', takeId: takeIdOf(0), sample: 200 }]);
		expect(await told(false)).toEqual([]);
	});

	it('passes every message on', async () => {
		const world = await new World().begin();
		await world.connect();
		await world.up(1);
		await world.down(1);
		expect(world.heard.map((message) => message.type)).toEqual(['welcome']);
	});
});
