import type { LectureId, Mark, Take, TakeId } from '#lib/protocol/index.ts';

/** A lecture as this device began it. */
export type LocalLecture = {
	lectureId: LectureId;
	title: string;
	createdAt: number;
	language: import('#lib/protocol/index.ts').Language;
	/** How notes are to be written, where that is not the default. */
	noteStyle?: import('#lib/protocol/index.ts').NoteStyle | undefined;
	/** Set when the person pressed Stop on this device. */
	finishedAt: number | null;
	/** Its sound comes out of a file; while `finishedAt` is null, not all of it. */
	isImport?: boolean;
};

/** A take as this device holds it. `stored` is what the server has said to be durable (rule L1). */
export type LocalTake = Take & {
	lectureId: LectureId;
	samples: number;
	marks: number;
	/** Its logs are closed: nothing is appended any more. */
	closed: boolean;
	stored: { samples: number; marks: number; finished: boolean };
};

/** A take that begins. Without a number it goes behind all others of its lecture. */
export type NewTake = Omit<Take, 'number'> & { number?: number };

/** Whole frames of the take's codec. */
export type StoredBlock = { firstSample: number; sampleCount: number; bytes: Uint8Array };

export type AppendRefusal = 'unknown-take' | 'take-closed' | 'not-at-end' | 'storage-full' | 'storage-failed';

/**
 * The device's own copy of the two logs. Appends resolve when the write is committed. A block leaves the store only
 * by `acknowledge` (rule L1).
 */
export interface BlockStore {
	putLecture(lecture: LocalLecture): Promise<void>;
	lectures(): Promise<LocalLecture[]>;
	/** Forgets the lecture with its takes, blocks and marks. */
	removeLecture(lectureId: LectureId): Promise<void>;
	/**
	 * Begins a take that is not here yet, behind all others of its lecture where it has no number, or one of them has its
	 * number. The sound before `fromSample`, whole frames, never was here: the server has it.
	 */
	beginTake(lectureId: LectureId, take: NewTake, fromSample?: number): Promise<void>;
	/** Appends at exactly the end of the audio log. */
	appendBlock(takeId: TakeId, block: StoredBlock): Promise<AppendRefusal | undefined>;
	/**
	 * Keeps what it still holds of the blocks that lie in `from` ≤ sample < `to` as one block, which takes less room than
	 * many; what can be read stays the same. Rejects with the error of the disk, and then has changed nothing.
	 */
	packBlocks(takeId: TakeId, from: number, to: number): Promise<void>;
	appendMarks(takeId: TakeId, from: number, marks: readonly Mark[]): Promise<AppendRefusal | undefined>;
	closeTake(takeId: TakeId): Promise<void>;
	/** Gives a take another number, where its own is another take's on the server. */
	renumber(takeId: TakeId, number: number): Promise<void>;
	takesOf(lectureId: LectureId): Promise<LocalTake[]>;
	/** Stored blocks from the one holding `fromSample` on, at most about `maxSamples`. */
	blocksFrom(takeId: TakeId, fromSample: number, maxSamples: number): Promise<StoredBlock[]>;
	marksFrom(takeId: TakeId, from: number, max: number): Promise<Mark[]>;
	/** Notes what the server holds and drops the blocks that end at or before `stored.samples`. */
	acknowledge(takeId: TakeId, stored: LocalTake['stored']): Promise<void>;
}

export type LinkState =
	| { kind: 'connecting' }
	| { kind: 'online' }
	/** Trying again by itself; `retryAt` is wall-clock ms. */
	| { kind: 'offline'; retryAt: number }
	| { kind: 'signed-out' }
	/** Another device records this lecture now. */
	| { kind: 'superseded' }
	/** The server refused for good. */
	| { kind: 'refused'; reason: 'wrong-protocol' | 'no-such-lecture' | 'bad-message' }
	| { kind: 'closed' };
