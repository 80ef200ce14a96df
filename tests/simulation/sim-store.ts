import type { LectureId, Mark, TakeId } from '#lib/protocol/index.ts';
import { MemoryStore } from '../../src/lib/uplink/memory-store.ts';
import type {
	AppendRefusal,
	LocalLecture,
	LocalTake,
	NewTake,
	StoredBlock
} from '../../src/lib/uplink/port.ts';

/** What a device's disk does not take: what needs more room, or any write at all. */
export type Refused = 'nothing' | 'growth' | 'every-write';

/** The store of a device, whose disk may be full. It remembers all sound that it ever took. */
export class SimStore extends MemoryStore {
	refuses: Refused = 'nothing';
	readonly #stored = new Map<TakeId, Uint8Array[]>();

	/** All sound that was ever stored of a take, also what the server has taken over since. */
	soundOf(takeId: TakeId): Buffer {
		return Buffer.concat(this.#stored.get(takeId) ?? []);
	}

	override async putLecture(lecture: LocalLecture): Promise<void> {
		this.#demandRoom();
		return super.putLecture(lecture);
	}

	override async beginTake(lectureId: LectureId, take: NewTake, fromSample?: number): Promise<void> {
		this.#demandRoom();
		return super.beginTake(lectureId, take, fromSample);
	}

	override async appendBlock(takeId: TakeId, block: StoredBlock): Promise<AppendRefusal | undefined> {
		const refusal = this.#refusal ?? (await super.appendBlock(takeId, block));
		if (!refusal) this.#stored.set(takeId, [...(this.#stored.get(takeId) ?? []), block.bytes.slice()]);
		return refusal;
	}

	override async packBlocks(takeId: TakeId, from: number, to: number): Promise<void> {
		this.#demandRoom();
		return super.packBlocks(takeId, from, to);
	}

	override async appendMarks(
		takeId: TakeId,
		from: number,
		marks: readonly Mark[]
	): Promise<AppendRefusal | undefined> {
		return this.#refusal ?? super.appendMarks(takeId, from, marks);
	}

	override async closeTake(takeId: TakeId): Promise<void> {
		this.#demandDisk();
		return super.closeTake(takeId);
	}

	override async renumber(takeId: TakeId, number: number): Promise<void> {
		this.#demandDisk();
		return super.renumber(takeId, number);
	}

	override async acknowledge(takeId: TakeId, stored: LocalTake['stored']): Promise<void> {
		this.#demandDisk();
		return super.acknowledge(takeId, stored);
	}

	get #refusal(): AppendRefusal | undefined {
		if (this.refuses === 'nothing') return undefined;
		return this.refuses === 'growth' ? 'storage-full' : 'storage-failed';
	}

	#demandRoom(): void {
		if (this.refuses !== 'nothing') throw Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
	}

	#demandDisk(): void {
		if (this.refuses === 'every-write') throw new Error('the disk has failed');
	}
}
