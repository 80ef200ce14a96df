import { bytesOf, type LectureId } from '#lib/protocol/index.ts';
import { closeTake } from '#lib/uplink/abandoned-takes.ts';
import type { BlockStore, LocalTake, StoredBlock } from '#lib/uplink/port.ts';
import type { ByteSource, RescueTake } from './format.ts';
import { openRescueFile, type RescueProblem } from './read.ts';

export type TakenIn =
	| {
			kind: 'taken-in';
			lectureId: LectureId;
			title: string;
			/** New on this device. */
			addedSamples: number;
			/** What the file should have held and does not: it was cut off or damaged. */
			missingSamples: number;
			/** What the file holds, and a take that was closed here without it no longer takes. */
			lateSamples: number;
	  }
	| { kind: 'refused'; problem: RescueProblem | 'storage-full' | 'storage-failed' };

/**
 * Brings a rescue file's lecture into this device's store, from where it goes on to the server by itself. What is here
 * already stays as it is and is only completed, so that the same file may be taken in again, also after it stopped.
 */
export async function takeIn(store: BlockStore, source: ByteSource): Promise<TakenIn> {
	const file = await openRescueFile(source);
	if (typeof file === 'string') return { kind: 'refused', problem: file };
	const { lecture, takes } = file.head;
	const known = (await store.lectures()).find(({ lectureId }) => lectureId === lecture.lectureId);
	await store.putLecture({ ...(known ?? lecture), finishedAt: known?.finishedAt ?? lecture.finishedAt });
	for (const { take, fromSample } of takes) await store.beginTake(lecture.lectureId, take, fromSample);

	let addedSamples = 0;
	const ends = new Map((await store.takesOf(lecture.lectureId)).map((row) => [row.takeId, row.samples]));
	const fileEnds = new Map(takes.map(({ take, fromSample }) => [take.takeId, fromSample]));
	for await (const { take, block } of file.blocks()) {
		const { takeId } = take.take;
		if (block.firstSample === fileEnds.get(takeId))
			fileEnds.set(takeId, block.firstSample + block.sampleCount);
		const rest = restOf(block, take, ends.get(takeId) ?? 0);
		if (!rest) continue;
		const refusal = await store.appendBlock(takeId, rest);
		if (refusal === 'storage-full' || refusal === 'storage-failed')
			return { kind: 'refused', problem: refusal };
		if (refusal) continue;
		ends.set(takeId, rest.firstSample + rest.sampleCount);
		addedSamples += rest.sampleCount;
	}

	let [missingSamples, lateSamples] = [0, 0];
	const rows = new Map((await store.takesOf(lecture.lectureId)).map((row) => [row.takeId, row]));
	for (const take of takes) {
		const row = rows.get(take.take.takeId);
		if (!row) continue;
		await end(store, row, take);
		const late = row.closed ? Math.max(0, (fileEnds.get(row.takeId) ?? 0) - row.samples) : 0;
		lateSamples += late;
		missingSamples += Math.max(0, take.samples - row.samples - late);
	}
	const { lectureId, title } = known ?? lecture;
	return { kind: 'taken-in', lectureId, title, addedSamples, missingSamples, lateSamples };
}

/** What of a block belongs at `end`; undefined when it is here already, or does not join on. */
function restOf(block: StoredBlock, { take }: RescueTake, end: number): StoredBlock | undefined {
	const skipped = end - block.firstSample;
	if (skipped < 0 || skipped >= block.sampleCount) return undefined;
	const bytes = block.bytes.subarray(bytesOf(take.codec, skipped));
	return { firstSample: end, sampleCount: block.sampleCount - skipped, bytes };
}

/** Adds the marks on sound that is here, and closes the take when all of it is. */
async function end(store: BlockStore, row: LocalTake, { samples, marks }: RescueTake): Promise<void> {
	if (row.closed) return;
	const fitting = marks.filter(({ sample }) => sample <= row.samples).slice(row.marks);
	if (fitting.length > 0) await store.appendMarks(row.takeId, row.marks, fitting);
	if (row.samples >= samples) await closeTake(store, { ...row, marks: row.marks + fitting.length });
}
