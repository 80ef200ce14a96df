import type { LectureId, Mark, TakeId } from '#lib/protocol/index.ts';
import type { AppendRefusal, BlockStore, LocalLecture, LocalTake, NewTake, StoredBlock } from './port.ts';
import {
	blockRefusalOf,
	byCreation,
	byNumber,
	marksRefusalOf,
	newTake,
	numbered,
	packedBlock
} from './store-rules.ts';

type TakeEntry = { row: LocalTake; blocks: StoredBlock[]; marks: Mark[] };

/** A BlockStore that forgets everything with its process: for tests, and where IndexedDB is not to be had. */
export class MemoryStore implements BlockStore {
	readonly #lectures = new Map<LectureId, LocalLecture>();
	readonly #takes = new Map<TakeId, TakeEntry>();

	async putLecture(lecture: LocalLecture): Promise<void> {
		this.#lectures.set(lecture.lectureId, { ...lecture });
	}

	async lectures(): Promise<LocalLecture[]> {
		return [...this.#lectures.values()].map((lecture) => ({ ...lecture })).sort(byCreation);
	}

	async removeLecture(lectureId: LectureId): Promise<void> {
		this.#lectures.delete(lectureId);
		for (const [takeId, take] of this.#takes)
			if (take.row.lectureId === lectureId) this.#takes.delete(takeId);
	}

	async beginTake(lectureId: LectureId, take: NewTake, fromSample?: number): Promise<void> {
		if (this.#takes.has(take.takeId)) return;
		const row = newTake(lectureId, numbered(take, this.#rowsOf(lectureId)), fromSample);
		this.#takes.set(take.takeId, { row, blocks: [], marks: [] });
	}

	async appendBlock(takeId: TakeId, block: StoredBlock): Promise<AppendRefusal | undefined> {
		const take = this.#takes.get(takeId);
		const refusal = blockRefusalOf(take?.row, block);
		if (!take || refusal) return refusal;
		take.blocks.push({ ...block, bytes: block.bytes.slice() });
		take.row.samples += block.sampleCount;
		return undefined;
	}

	async packBlocks(takeId: TakeId, from: number, to: number): Promise<void> {
		const take = this.#takes.get(takeId);
		const isMeant = ({ firstSample }: StoredBlock) => firstSample >= from && firstSample < to;
		const packed = packedBlock(take?.blocks.filter(isMeant) ?? []);
		if (!take || !packed) return;
		const others = take.blocks.filter((block) => !isMeant(block));
		take.blocks = [...others, packed].sort((a, b) => a.firstSample - b.firstSample);
	}

	async appendMarks(
		takeId: TakeId,
		from: number,
		marks: readonly Mark[]
	): Promise<AppendRefusal | undefined> {
		const take = this.#takes.get(takeId);
		const refusal = marksRefusalOf(take?.row, from);
		if (!take || refusal) return refusal;
		take.marks.push(...marks.map((mark) => ({ ...mark })));
		take.row.marks = take.marks.length;
		return undefined;
	}

	async closeTake(takeId: TakeId): Promise<void> {
		const take = this.#takes.get(takeId);
		if (take) take.row.closed = true;
	}

	async renumber(takeId: TakeId, number: number): Promise<void> {
		const take = this.#takes.get(takeId);
		if (take) take.row.number = number;
	}

	async takesOf(lectureId: LectureId): Promise<LocalTake[]> {
		return this.#rowsOf(lectureId)
			.map((row) => ({ ...row, stored: { ...row.stored } }))
			.sort(byNumber);
	}

	#rowsOf(lectureId: LectureId): LocalTake[] {
		return [...this.#takes.values()].map(({ row }) => row).filter((row) => row.lectureId === lectureId);
	}

	async blocksFrom(takeId: TakeId, fromSample: number, maxSamples: number): Promise<StoredBlock[]> {
		const found: StoredBlock[] = [];
		let samples = 0;
		for (const block of this.#takes.get(takeId)?.blocks ?? []) {
			if (block.firstSample + block.sampleCount <= fromSample) continue;
			if (samples >= maxSamples) break;
			found.push({ ...block, bytes: block.bytes.slice() });
			samples += block.sampleCount;
		}
		return found;
	}

	async marksFrom(takeId: TakeId, from: number, max: number): Promise<Mark[]> {
		const marks = this.#takes.get(takeId)?.marks ?? [];
		return marks.slice(from, from + max).map((mark) => ({ ...mark }));
	}

	async acknowledge(takeId: TakeId, stored: LocalTake['stored']): Promise<void> {
		const take = this.#takes.get(takeId);
		if (!take) return;
		take.row.stored = { ...stored };
		take.blocks = take.blocks.filter((block) => block.firstSample + block.sampleCount > stored.samples);
	}
}
