import type { LectureId, Take } from '#lib/protocol/index.ts';
import type { AppendRefusal, LocalLecture, LocalTake, NewTake, StoredBlock } from './port.ts';

/** The row of a take that holds nothing yet; the server has what comes before `fromSample`. */
export const newTake = (lectureId: LectureId, take: Take, fromSample = 0): LocalTake => ({
	...take,
	lectureId,
	samples: fromSample,
	marks: 0,
	closed: false,
	stored: { samples: fromSample, marks: 0, finished: false }
});

/** What the server is told of a take when it begins. */
export const announcementOf = ({ takeId, number, startedAt, codec, ...rest }: LocalTake): Take => ({
	takeId,
	number,
	startedAt,
	codec,
	...(rest.device !== undefined && { device: rest.device }),
	...(rest.continues !== undefined && { continues: rest.continues }),
	...(rest.gap !== undefined && { gap: rest.gap })
});

/** A take as it is begun: behind all others of its lecture, unless it has a number that none of them has (rule W10). */
export function numbered({ number, ...take }: NewTake, others: readonly LocalTake[]): Take {
	const taken = others.map((other) => other.number);
	const isFree = number !== undefined && !taken.includes(number);
	return { ...take, number: isFree ? number : 1 + Math.max(-1, ...taken) };
}

export function blockRefusalOf(take: LocalTake | undefined, block: StoredBlock): AppendRefusal | undefined {
	if (!take) return 'unknown-take';
	if (take.closed) return 'take-closed';
	return block.firstSample === take.samples ? undefined : 'not-at-end';
}

export function marksRefusalOf(take: LocalTake | undefined, from: number): AppendRefusal | undefined {
	if (!take) return 'unknown-take';
	if (take.closed) return 'take-closed';
	return from === take.marks ? undefined : 'not-at-end';
}

export const byNumber = (a: LocalTake, b: LocalTake): number => a.number - b.number;
export const byCreation = (a: LocalLecture, b: LocalLecture): number => a.createdAt - b.createdAt;

/** Consecutive blocks as one; undefined where there is nothing to gain. */
export function packedBlock(blocks: readonly StoredBlock[]): StoredBlock | undefined {
	const [first, second] = blocks;
	if (!first || !second) return undefined;
	const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.bytes.byteLength, 0));
	let at = 0;
	for (const block of blocks) {
		bytes.set(block.bytes, at);
		at += block.bytes.byteLength;
	}
	const sampleCount = blocks.reduce((sum, block) => sum + block.sampleCount, 0);
	return { firstSample: first.firstSample, sampleCount, bytes };
}
