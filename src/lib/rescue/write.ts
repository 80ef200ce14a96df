import { encodeBlock, type LectureId } from '#lib/protocol/index.ts';
import type { BlockStore, LocalTake } from '#lib/uplink/port.ts';
import { announcementOf } from '#lib/uplink/store-rules.ts';
import { frameOf, magic, type RescueHead, type RescueTake } from './format.ts';

type Source = Pick<BlockStore, 'lectures' | 'takesOf' | 'blocksFrom' | 'marksFrom'>;

/** Sound in memory at a time. */
const samplesAtOnce = 60 * 16_000;

/** What a server does not have whole, as far as this device knows. */
export const isUnsent = ({ samples, marks, stored }: LocalTake): boolean =>
	!stored.finished || samples > stored.samples || marks > stored.marks;

/**
 * The rescue file of a lecture, piece by piece: all of its takes that are not whole on the server, with all sound that
 * this device holds of them. Nothing when there is no such take.
 */
export async function* rescueFileOf(
	store: Source,
	lectureId: LectureId
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const lecture = (await store.lectures()).find((each) => each.lectureId === lectureId);
	const takes = (await store.takesOf(lectureId)).filter(isUnsent);
	if (!lecture || takes.length === 0) return;
	const head: RescueHead = { version: 1, lecture, takes: await Promise.all(takes.map(described(store))) };
	yield magic.slice();
	yield frameOf(new TextEncoder().encode(JSON.stringify(head)));
	for (const take of takes) yield* blocksOf(store, take);
}

const described =
	(store: Source) =>
	async (take: LocalTake): Promise<RescueTake> => {
		const [first] = await store.blocksFrom(take.takeId, 0, 1);
		return {
			take: announcementOf(take),
			fromSample: first?.firstSample ?? take.samples,
			samples: take.samples,
			marks: await store.marksFrom(take.takeId, 0, take.marks)
		};
	};

async function* blocksOf(store: Source, { takeId, number, codec, samples }: LocalTake) {
	for (let at = 0; at < samples;) {
		const blocks = await store.blocksFrom(takeId, at, samplesAtOnce);
		if (blocks.length === 0) return;
		for (const { firstSample, sampleCount, bytes } of blocks) {
			yield frameOf(encodeBlock({ takeNumber: number, firstSample, sampleCount, codec, payload: bytes }));
			at = firstSample + sampleCount;
		}
	}
}
