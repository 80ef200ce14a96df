import type { LectureId, TakeId } from '#lib/protocol/index.ts';
import type { RescueFile } from '#lib/rescue/read.ts';
import type { RescueTake } from '#lib/rescue/format.ts';
import { closingMarks } from '#lib/uplink/abandoned-takes.ts';
import type { CopySource } from '#lib/uplink/http-copier.ts';
import type { LocalTake, StoredBlock } from '#lib/uplink/port.ts';
import { newTake } from '#lib/uplink/store-rules.ts';

type Place = { firstSample: number; at: number };
type Held = { row: LocalTake; marks: RescueTake['marks']; places: Place[] };

/** A rescue file as something to copy from: where each block lies is known, the sound itself stays in the file. */
export class FileStore implements CopySource {
	readonly #file: RescueFile;
	readonly #takes: ReadonlyMap<TakeId, Held>;

	private constructor(file: RescueFile, takes: ReadonlyMap<TakeId, Held>) {
		this.#file = file;
		this.#takes = takes;
	}

	/** Reads the file once, and checks every block. A take that is not whole stays open: a better file may complete it. */
	static async open(file: RescueFile): Promise<FileStore> {
		const { lectureId } = file.head.lecture;
		const takes = new Map<TakeId, Held>();
		for (const { take, fromSample, marks } of file.head.takes)
			takes.set(take.takeId, { row: newTake(lectureId, take, fromSample), marks, places: [] });
		for await (const { take, at, block } of file.blocks()) {
			const held = takes.get(take.take.takeId);
			if (!held || block.firstSample !== held.row.samples) continue;
			held.places.push({ firstSample: block.firstSample, at });
			held.row.samples += block.sampleCount;
		}
		for (const { take, samples } of file.head.takes) close(takes.get(take.takeId) as Held, samples);
		return new FileStore(file, takes);
	}

	get samples(): number {
		return [...this.#takes.values()].reduce(
			(sum, { row, places }) => sum + row.samples - (places[0]?.firstSample ?? row.samples),
			0
		);
	}

	/** What the file should have held and does not. */
	get missingSamples(): number {
		return this.#file.head.takes.reduce(
			(sum, { take, samples }) => sum + samples - (this.#takes.get(take.takeId)?.row.samples ?? 0),
			0
		);
	}

	lectures = async () => [this.#file.head.lecture];

	async takesOf(lectureId: LectureId): Promise<LocalTake[]> {
		const rows = [...this.#takes.values()].map(({ row }) => ({ ...row }));
		return rows.filter((row) => row.lectureId === lectureId).sort((a, b) => a.number - b.number);
	}

	async blocksFrom(takeId: TakeId, fromSample: number, maxSamples: number): Promise<StoredBlock[]> {
		const places = this.#takes.get(takeId)?.places ?? [];
		const place = places.findLast(({ firstSample }) => firstSample <= fromSample) ?? places[0];
		if (!place) return [];
		const found: StoredBlock[] = [];
		let samples = 0;
		for await (const { take, block } of this.#file.blocks(place.at)) {
			if (take.take.takeId !== takeId || samples >= maxSamples) break;
			if (block.firstSample + block.sampleCount <= fromSample) continue;
			found.push(block);
			samples += block.sampleCount;
		}
		return found;
	}

	async marksFrom(takeId: TakeId, from: number, max: number) {
		return this.#takes.get(takeId)?.marks.slice(from, from + max) ?? [];
	}

	async acknowledge(takeId: TakeId, stored: LocalTake['stored']): Promise<void> {
		const held = this.#takes.get(takeId);
		if (held) held.row.stored = stored;
	}
}

/** Keeps the marks on sound that is here; ends what is whole. */
function close(held: Held, samples: number): void {
	const { row } = held;
	const marks = held.marks.filter(({ sample }) => sample <= row.samples);
	row.closed = row.samples >= samples;
	held.marks = row.closed ? [...marks, ...closingMarks(marks.at(-1), row.samples)] : marks;
	row.marks = held.marks.length;
}
