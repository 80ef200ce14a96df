import {
	samplesIn,
	type Codec,
	type LectureSeed,
	type Mark,
	type Take,
	type TakeState
} from '#lib/protocol/index.ts';
import type { Intake, IntakeEvent, Stored } from '../intake/intake.ts';
import type { Listeners } from '../intake/listeners.ts';
import type { AppendAnswer } from '../intake/take-log.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow, TakeRow } from '../store/schema.ts';
import type { Journal } from './journal.ts';
import { takeStateOf } from './rows.ts';
import { Serial } from './serial.ts';

type DiskFailure = Extract<IntakeEvent, { kind: 'failed' }>['code'];
/** What an append has come to, once the disk has spoken, with what is durable now. */
export type DurableAnswer =
	{ answer: AppendAnswer | DiskFailure; stored: Stored } | { answer: 'unknown-take' };

type Deps = {
	lectures: LectureRepository;
	journal: Journal;
	intake: Intake;
	intakeEvents: Listeners<IntakeEvent>;
	/** The lecture's own row changed in a way that a derived stage must see. */
	onLectureChanged: (lectureId: string) => void;
};

/** What a recording device may do to the logs of its lecture, whichever way it comes: by socket or by request. */
export class LectureLogs {
	readonly #deps: Deps;
	readonly #serial = new Serial();

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** The owner's lecture; one that nobody knows yet is begun when a seed is given. */
	async find(
		lectureId: string,
		owner: string,
		seed?: LectureSeed
	): Promise<LectureRow | 'removed' | undefined> {
		const { lectures } = this.#deps;
		if (seed) await lectures.create({ id: lectureId, owner, ...seed });
		const row = await lectures.find(lectureId, owner);
		return row ?? ((await lectures.isRemoved(lectureId)) ? 'removed' : undefined);
	}

	/** What is durable of a take. A sender goes on from there, so its file is looked at, not only the database. */
	async state(row: TakeRow): Promise<TakeState> {
		const { intake } = this.#deps;
		const isOpen = row.finished === 0 || (await intake.isShort(row));
		const held = isOpen ? await intake.open(row.id) : undefined;
		return {
			...takeStateOf(row),
			...(held && { samples: held.samples, marks: held.marks, finished: held.finished })
		};
	}

	async states(lectureId: string): Promise<TakeState[]> {
		const states: TakeState[] = [];
		for (const row of await this.#deps.lectures.takes(lectureId)) states.push(await this.state(row));
		return states;
	}

	/**
	 * Begins a take, and makes a lecture that had ended go on. One that is here already stays as it is. `conflict`: its
	 * id belongs to another take, or its number or codec is another. `take-number-taken`: another take has the number, or
	 * this one is not here yet and is not to be added now.
	 */
	begin(
		lectureId: string,
		take: Take,
		{ mayAdd = true } = {}
	): Promise<TakeRow | 'conflict' | 'take-number-taken'> {
		return this.#serial.run(lectureId, async () => {
			const { lectures, journal } = this.#deps;
			const row = await lectures.take(take.takeId);
			if (row) return isSame(row, lectureId, take) ? row : 'conflict';
			const takes = await lectures.takes(lectureId);
			if (!mayAdd || takes.some(({ number }) => number === take.number)) return 'take-number-taken';
			await this.#reopen(lectureId);
			await lectures.addTake(lectureId, take);
			const added = (await lectures.take(take.takeId)) as TakeRow;
			journal.tell(lectureId, { type: 'take', take: takeStateOf(added) });
			return added;
		});
	}

	/** Appends sound, and answers when the disk has it or has refused it (rule L2). */
	appendAudio(row: TakeRow, firstSample: number, bytes: Uint8Array): Promise<DurableAnswer> {
		const end = firstSample + samplesIn(row.codec as Codec, bytes.byteLength);
		return this.#durably(
			row.id,
			(intake) => intake.appendAudio(row.id, firstSample, bytes),
			(stored) => stored.samples >= end
		);
	}

	/** The same for marks. */
	appendMarks(row: TakeRow, from: number, items: readonly Mark[]): Promise<DurableAnswer> {
		return this.#durably(
			row.id,
			(intake) => intake.appendMarks(row.id, from, items),
			(stored) => stored.marks >= from + items.length
		);
	}

	/** Sound that the recorder no longer holds is listed as a hole, and viewers see it (rule L6). */
	async appendHole(takeId: string, from: number, to: number): Promise<AppendAnswer | 'unknown-take'> {
		const { lectures, journal, intake } = this.#deps;
		const answer = await intake.appendHole(takeId, from, to);
		const row = answer === 'accepted' ? await lectures.take(takeId) : undefined;
		if (row) journal.tell(row.lecture_id, { type: 'take', take: takeStateOf(row) });
		return answer;
	}

	/** Ends a lecture when exactly `takes` takes are here and each is closed (rule L5). Idempotent. */
	finish(lectureId: string, takes: number): Promise<LectureRow | 'finish-mismatch'> {
		return this.#serial.run(lectureId, async () => {
			const { lectures, journal } = this.#deps;
			const rows = await lectures.takes(lectureId);
			const isWhole = rows.length === takes && rows.every(({ finished }) => finished === 1);
			const row = await lectures.row(lectureId);
			if (!isWhole || !row) return 'finish-mismatch';
			if (row.finished_at === null) await journal.change(lectureId, { finished_at: Date.now() });
			this.#deps.onLectureChanged(lectureId);
			return row;
		});
	}

	async #durably(
		takeId: string,
		append: (intake: Intake) => Promise<AppendAnswer | 'unknown-take'>,
		isThere: (stored: Stored) => boolean
	): Promise<DurableAnswer> {
		const { intake, intakeEvents } = this.#deps;
		let failure: DiskFailure = 'storage-failed';
		const stop = intakeEvents.listen((event) => {
			if (event.kind === 'failed' && event.stored.takeId === takeId) failure = event.code;
		});
		try {
			const answer = await append(intake);
			await intake.settled();
			const stored = await intake.open(takeId);
			if (answer === 'unknown-take' || !stored) return { answer: 'unknown-take' };
			const isTaken = answer === 'accepted' || answer === 'duplicate';
			return { answer: isTaken && !isThere(stored) ? failure : answer, stored };
		} finally {
			stop();
		}
	}

	async #reopen(lectureId: string): Promise<void> {
		const row = await this.#deps.lectures.row(lectureId);
		if (row && row.finished_at !== null) await this.#deps.journal.change(lectureId, { finished_at: null });
	}
}

const isSame = (row: TakeRow, lectureId: string, { number, codec }: Take): boolean =>
	row.lecture_id === lectureId && row.number === number && row.codec === codec;
