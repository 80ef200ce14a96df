import type { Hole, LectureId, TakeId } from '#lib/protocol/index.ts';
import type { Database } from '../../server/store/database.ts';
import { backUp, type Backup } from './backup.ts';
import { MemoryDisk } from './memory-disk.ts';
import { Network } from './network.ts';
import { VirtualTimers } from '../fakes/virtual-timers.ts';
import { SimServer } from './sim-server.ts';
import { SimDevice } from './sim-device.ts';
import type { Copy, Step } from './steps.ts';

type Parts = {
	lectureId: LectureId;
	db: Database;
	random: () => number;
	newId: () => string;
	/** How much sound the server lets be in flight. */
	windowBytes: number;
};

const roundMs = 1_000;
/** How long a device may take before another one has its turn, when all is well again. */
const roundsEach = 20;

/** Two devices, one server and what is between them. The second device is there when it is first used. */
export class World {
	readonly devices: readonly SimDevice[];
	readonly server: SimServer;
	readonly network: Network;
	readonly disk = new MemoryDisk();
	/** Sound that was in the server's files before older ones came in their place, and may be nowhere since. */
	readonly mayBeLost = new Map<TakeId, Hole[]>();
	/** Holes that an older copy of the database did not list, while the files had them. */
	readonly forgottenHoles = new Map<TakeId, Hole[]>();
	readonly #db: Database;
	readonly #timers = new VirtualTimers();
	#backup: (Backup & { files: ReturnType<MemoryDisk['copy']> }) | undefined;
	#powerShare: number | null = null;

	constructor({ lectureId, db, random, newId, windowBytes }: Parts) {
		this.#db = db;
		this.server = new SimServer({ lectureId, db, disk: this.disk, windowBytes, onDeath: () => this.#died() });
		const network = (this.network = new Network(() => this.server));
		const parts = { lectureId, network, timers: this.#timers, random, newId };
		this.devices = [new SimDevice(parts), new SimDevice(parts)];
	}

	async begin(): Promise<void> {
		this.server.start();
		await this.take({ do: 'record', on: 0, batches: 1, samples: 1_600, codec: 'opus' });
	}

	async take(step: Step): Promise<void> {
		await this.#act(step);
		await this.#quiet();
		for (const device of this.devices) await device.look();
	}

	/** Ends every fault and the recording, and lets everything arrive, one device after another. False when it does not. */
	async heal(isWhole: () => Promise<boolean>): Promise<boolean> {
		this.network.isBlackHole = this.disk.isFull = false;
		this.server.start();
		this.server.deafen(false);
		for (let turn = 0; turn < 10; turn++) {
			const waiting = this.#begun.filter((device) => !device.isCaughtUp);
			const whose = turn === 0 || waiting.length === 0 ? this.#begun : waiting;
			for (const device of whose) await this.#letFinish(device);
			if (this.#begun.every((device) => device.isCaughtUp) && (await isWhole())) return true;
		}
		return false;
	}

	end(): void {
		this.server.die('now');
	}

	get #begun(): SimDevice[] {
		return this.devices.filter((device) => device.hasBegun);
	}

	/** Gives the lecture to a device, until it has nothing left to do. */
	async #letFinish(device: SimDevice): Promise<void> {
		await device.settle();
		for (let round = 0; round < roundsEach; round++) {
			await this.#deliver(Infinity);
			this.server.start();
			this.#timers.advance(roundMs);
			await this.#quiet();
			if (device.isCaughtUp && this.network.isIdle) return;
		}
	}

	async #act(step: Step): Promise<void> {
		const { server } = this;
		const device = this.devices['on' in step && typeof step.on === 'number' ? step.on : 0] as SimDevice;
		switch (step.do) {
			case 'record':
				return device.record(step.batches, step.samples, step.codec);
			case 'mark':
				return device.mark(step.cuts);
			case 'end-take':
				return device.endTake(step.gap);
			case 'split':
				return device.split();
			case 'sleep':
				return device.sleep();
			case 'stop':
				return device.stop();
			case 'crash':
				return device.crash();
			case 'rival':
				return device.rival();
			case 'retry':
				return device.retry();
			case 'quota':
				device.store.refuses = step.refuses;
				return;
			case 'request': {
				const held = await device.held();
				return held && server.request(held.takeId, held.firstSample, held.bytes);
			}
			case 'cut':
				return this.network.cut();
			case 'black-hole':
				this.network.isBlackHole = step.isOn;
				return;
			case 'disk-full':
				this.disk.isFull = step.isOn;
				return;
			case 'back-up':
				this.#backup = { ...(await backUp(this.#db, server.lectureId)), files: this.disk.copy() };
				return;
			case 'restore':
				return this.#restore(step.database, step.files);
			case 'deaf':
				return server.deafen(step.isOn);
			case 'deliver':
				return this.#deliver(step.frames);
			case 'wait':
				return this.#timers.advance(step.ms);
			case 'start':
				return server.start();
			case 'die':
				this.#powerShare = step.powerShare;
				return server.die(step.at);
		}
	}

	async #restore(database: Copy, files: Copy): Promise<void> {
		if (!this.#backup) return;
		const { restore, files: older } = this.#backup;
		this.#powerShare = null;
		this.server.die('now');
		if (database === 'older') {
			for (const take of await this.server.lectures.takes(this.server.lectureId))
				add(this.forgottenHoles, take.id, JSON.parse(take.holes) as Hole[]);
			await restore();
		}
		if (files === 'older') {
			const before = await this.#fileSamples();
			this.disk.restore(older);
			for (const [takeId, from] of await this.#fileSamples())
				add(this.mayBeLost, takeId, [{ from, to: before.get(takeId) ?? 0 }]);
		}
		this.server.start();
	}

	async #fileSamples(): Promise<Map<TakeId, number>> {
		const found = new Map<TakeId, number>();
		for (const device of this.devices)
			for (const [takeId, { take }] of await device.captured())
				found.set(takeId, await this.disk.samples(this.server.lectureId, take));
		return found;
	}

	async #deliver(frames: number): Promise<void> {
		for (let n = 0; n < frames && !this.network.isIdle; n++) {
			this.network.deliver();
			await this.#quiet();
		}
	}

	#died(): void {
		this.network.serverDied();
		if (this.#powerShare !== null) this.disk.losePower(this.#powerShare);
	}

	/** Resolves when nothing happens any more by itself. */
	async #quiet(): Promise<void> {
		let before;
		do {
			before = this.server.steps;
			await turn();
			await turn();
		} while (this.server.steps !== before);
	}
}

const add = (to: Map<TakeId, Hole[]>, takeId: TakeId, holes: readonly Hole[]) =>
	void to.set(takeId, [...(to.get(takeId) ?? []), ...holes]);

const turn = () => new Promise((resolve) => setImmediate(resolve));
