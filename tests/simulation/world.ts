import fc from 'fast-check';
import type { Hole, LectureId, TakeId } from '#lib/protocol/index.ts';
import type { Database } from '../../server/store/database.ts';
import { backUp, type Backup } from './backup.ts';
import { MemoryDisk } from './memory-disk.ts';
import { Network } from './network.ts';
import { deathPoints, SimServer, type DeathPoint } from './sim-server.ts';
import { SimDevice, type NextTake } from './sim-device.ts';

type Copy = 'kept' | 'older';

export type Step =
	| { do: 'record'; blocks: number; codec: 'pcm_s16le' | 'opus' }
	| { do: 'mark'; cuts: boolean }
	| { do: 'next-take'; how: NextTake; codec: 'pcm_s16le' | 'opus' }
	| { do: 'stop' | 'crash' | 'rival' | 'cut' | 'start' | 'request' | 'back-up' }
	/** Puts an older copy in the place of the database, of the files, or of both. */
	| { do: 'restore'; database: Copy; files: Copy }
	| { do: 'black-hole' | 'disk-full' | 'deaf'; on: boolean }
	| { do: 'deliver'; frames: number }
	| { do: 'wait'; ms: number }
	| { do: 'die'; at: DeathPoint; powerShare: number | null };

const codec = fc.constantFrom('pcm_s16le' as const, 'opus' as const);

/** What may happen to a recording, in any order. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.record({
			do: fc.constant('record' as const),
			blocks: fc.integer({ min: 1, max: 4 }),
			codec
		})
	},
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('mark' as const), cuts: fc.boolean() }) },
	{
		weight: 8,
		arbitrary: fc.record({ do: fc.constant('deliver' as const), frames: fc.integer({ min: 1, max: 12 }) })
	},
	{
		weight: 4,
		arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(50, 600, 5_000, 40_000) })
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('next-take' as const),
			how: fc.constantFrom('pause' as const, 'split' as const, 'microphone' as const),
			codec
		})
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('die' as const),
			at: fc.constantFrom(...deathPoints),
			powerShare: fc.constantFrom(null, 0, 0.37, 1)
		})
	},
	{ weight: 4, arbitrary: fc.constantFrom({ do: 'start' } as const, { do: 'request' } as const) },
	{ weight: 2, arbitrary: fc.constant({ do: 'back-up' } as const) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('restore' as const),
			database: fc.constantFrom('kept' as const, 'older' as const),
			files: fc.constantFrom('kept' as const, 'older' as const)
		})
	},
	{ weight: 3, arbitrary: fc.constantFrom({ do: 'cut' } as const, { do: 'crash' } as const) },
	{ weight: 1, arbitrary: fc.constantFrom({ do: 'rival' } as const, { do: 'stop' } as const) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constantFrom('black-hole' as const, 'disk-full' as const, 'deaf' as const),
			on: fc.boolean()
		})
	}
);

type Parts = { lectureId: LectureId; db: Database; random: () => number; newId: () => string };

/** One device, one server and what is between them. */
export class World {
	readonly device: SimDevice;
	readonly server: SimServer;
	readonly disk = new MemoryDisk();
	/** Sound that was in the server's files before older ones came in their place, and may be nowhere since. */
	readonly mayBeLost = new Map<TakeId, Hole[]>();
	/** Holes that an older copy of the database did not list, while the files had them. */
	readonly forgottenHoles = new Map<TakeId, Hole[]>();
	readonly #db: Database;
	readonly #network: Network;
	#backup: (Backup & { files: ReturnType<MemoryDisk['copy']> }) | undefined;
	#powerShare: number | null = null;

	constructor({ lectureId, db, random, newId }: Parts) {
		this.#db = db;
		this.server = new SimServer(lectureId, db, this.disk, () => this.#died());
		this.#network = new Network(() => this.server);
		this.device = new SimDevice({ lectureId, network: this.#network, random, newId });
	}

	async begin(): Promise<void> {
		this.server.start();
		await this.device.begin();
		await this.device.record(1, 'opus');
		await this.#quiet();
	}

	async take(step: Step): Promise<void> {
		await this.#act(step);
		await this.#quiet();
	}

	/** Ends every fault and the recording, and lets everything arrive. False when it does not. */
	async heal(isWhole: () => Promise<boolean>): Promise<boolean> {
		this.#network.isBlackHole = this.disk.isFull = false;
		this.server.start();
		this.server.deafen(false);
		await this.device.settle();
		for (let round = 0; round < 200; round++) {
			await this.#deliver(30);
			this.server.start();
			if (this.device.isCaughtUp && (await isWhole())) return true;
			this.device.timers.advance(1_000);
		}
		return false;
	}

	end(): void {
		this.server.die('now');
	}

	async #act(step: Step): Promise<void> {
		const { device, server } = this;
		switch (step.do) {
			case 'record':
				return device.record(step.blocks, step.codec);
			case 'mark':
				return device.mark(step.cuts);
			case 'next-take':
				return device.nextTake(step.how, step.codec);
			case 'stop':
				return device.stop();
			case 'crash':
				return device.crash();
			case 'rival':
				return device.rival();
			case 'cut':
				return this.#network.cut();
			case 'black-hole':
				this.#network.isBlackHole = step.on;
				return;
			case 'disk-full':
				this.disk.isFull = step.on;
				return;
			case 'back-up':
				this.#backup = { ...(await backUp(this.#db, server.lectureId)), files: this.disk.copy() };
				return;
			case 'restore':
				return this.#restore(step.database, step.files);
			case 'deaf':
				return server.deafen(step.on);
			case 'request': {
				const held = await device.held();
				return held && server.request(held.takeId, held.firstSample, held.bytes);
			}
			case 'deliver':
				return this.#deliver(step.frames);
			case 'wait':
				return device.timers.advance(step.ms);
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
		for (const [takeId, { take }] of this.device.captured)
			found.set(takeId, await this.disk.samples(this.server.lectureId, take));
		return found;
	}

	async #deliver(frames: number): Promise<void> {
		for (let n = 0; n < frames; n++) {
			this.#network.deliver();
			await this.#quiet();
		}
	}

	#died(): void {
		this.#network.serverDied();
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
