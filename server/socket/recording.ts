import { decodeBlock, type ClientMessage, type ErrorCode, type Take } from '#lib/protocol/index.ts';
import type { Intake, Stored } from '../intake/intake.ts';
import type { AppendAnswer } from '../intake/take-log.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { TakeRow } from '../store/schema.ts';

/** What a refused message is answered with; the true end of the take goes out beside it. */
export type Refusal = { code: ErrorCode; detail?: string; takeId?: string };

type Deps = {
	intake: Intake;
	lectures: LectureRepository;
	/** A take is about to begin: the lecture goes on, if it had ended. */
	reopen: () => Promise<void>;
	/** A take of this lecture came to be. */
	onTake: (take: TakeRow) => void;
	onStored: (stored: Stored) => void;
};

/** Memory of one take that may wait for the disk before its session is read no further. */
const pendingBytesMax = 4 * 1024 * 1024;

/** What a recorder may do to its lecture: begin takes, append to their logs, close them. */
export class Recording {
	readonly #lectureId: string;
	readonly #deps: Deps;
	readonly #takeIds = new Map<number, string>();

	constructor(lectureId: string, takes: readonly TakeRow[], deps: Deps) {
		this.#lectureId = lectureId;
		this.#deps = deps;
		for (const take of takes) this.#takeIds.set(take.number, take.id);
	}

	/** Begins a take. One that is here already is answered with what is stored of it, whoever began it. */
	async take(take: Take): Promise<Refusal | undefined> {
		const known = this.#takeIds.get(take.number);
		const row = await this.#deps.lectures.take(take.takeId);
		const isHere = row?.lecture_id === this.#lectureId && row.number === take.number;
		if ((known ?? take.takeId) !== take.takeId || (row && !isHere)) {
			return { code: 'bad-message', detail: 'take number or id is in use', takeId: take.takeId };
		}
		this.#takeIds.set(take.number, take.takeId);
		if (!row) await this.#begin(take);
		return this.#sayStored(take.takeId);
	}

	async block(bytes: Uint8Array): Promise<Refusal | undefined> {
		const block = decodeBlock(bytes);
		if (typeof block === 'string') return { code: 'bad-message', detail: `block: ${block}` };
		const takeId = this.#takeIds.get(block.takeNumber);
		if (takeId === undefined) return { code: 'unknown-take', detail: `take number ${block.takeNumber}` };
		const answer = await this.#deps.intake.appendAudio(takeId, block.firstSample, block.payload);
		return this.#answer(takeId, answer);
	}

	async marks(message: Extract<ClientMessage, { type: 'marks' }>): Promise<Refusal | undefined> {
		if (!this.#owns(message.takeId)) return { code: 'unknown-take', takeId: message.takeId };
		return this.#answer(
			message.takeId,
			await this.#deps.intake.appendMarks(message.takeId, message.from, message.items)
		);
	}

	async finishTake(message: Extract<ClientMessage, { type: 'finish-take' }>): Promise<Refusal | undefined> {
		if (!this.#owns(message.takeId)) return { code: 'unknown-take', takeId: message.takeId };
		const answer = await this.#deps.intake.finish(message.takeId, {
			samples: message.samples,
			marks: message.marks
		});
		await this.#sayStored(message.takeId);
		return answer === 'finished' ? undefined : { code: answer, takeId: message.takeId };
	}

	/** True when exactly `takes` takes are here and each is closed. */
	async isComplete(takes: number): Promise<boolean> {
		const rows = await this.#deps.lectures.takes(this.#lectureId);
		return rows.length === takes && rows.every((row) => row.finished === 1);
	}

	async release(): Promise<void> {
		for (const takeId of this.#takeIds.values()) await this.#deps.intake.release(takeId);
	}

	async #begin(take: Take): Promise<void> {
		await this.#deps.reopen();
		await this.#deps.lectures.addTake(this.#lectureId, take);
		const row = await this.#deps.lectures.take(take.takeId);
		if (row) this.#deps.onTake(row);
	}

	async #answer(takeId: string, answer: AppendAnswer | 'unknown-take'): Promise<Refusal | undefined> {
		if (this.#deps.intake.pendingBytes(takeId) > pendingBytesMax) await this.#deps.intake.settled();
		if (answer === 'accepted') return undefined;
		await this.#sayStored(takeId);
		return answer === 'duplicate' ? undefined : { code: answer, takeId };
	}

	async #sayStored(takeId: string): Promise<undefined> {
		const stored = await this.#deps.intake.open(takeId);
		if (stored) this.#deps.onStored(stored);
	}

	#owns(takeId: string): boolean {
		return [...this.#takeIds.values()].includes(takeId);
	}
}
