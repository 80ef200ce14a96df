import {
	decodeBlock,
	type ClientMessage,
	type Codec,
	type ErrorCode,
	type Take
} from '#lib/protocol/index.ts';
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
	readonly #takes = new Map<number, { id: string; codec: Codec }>();

	constructor(lectureId: string, takes: readonly TakeRow[], deps: Deps) {
		this.#lectureId = lectureId;
		this.#deps = deps;
		for (const { number, id, codec } of takes) this.#takes.set(number, { id, codec: codec as Codec });
	}

	/** Begins a take. One that is here already is answered with what is stored of it, whoever began it. */
	async take(take: Take): Promise<Refusal | undefined> {
		const known = this.#takes.get(take.number)?.id;
		const row = await this.#deps.lectures.take(take.takeId);
		const isHere =
			row?.lecture_id === this.#lectureId && row.number === take.number && row.codec === take.codec;
		if ((known ?? take.takeId) !== take.takeId || (row && !isHere)) {
			return {
				code: 'bad-message',
				detail: 'take number or id is in use, or another codec',
				takeId: take.takeId
			};
		}
		this.#takes.set(take.number, { id: take.takeId, codec: take.codec });
		if (!row) await this.#begin(take);
		return this.#sayStored(take.takeId);
	}

	async block(bytes: Uint8Array): Promise<Refusal | undefined> {
		const block = decodeBlock(bytes);
		if (typeof block === 'string') return { code: 'bad-message', detail: `block: ${block}` };
		const take = this.#takes.get(block.takeNumber);
		if (take === undefined) return { code: 'unknown-take', detail: `take number ${block.takeNumber}` };
		if (take.codec !== block.codec)
			return { code: 'bad-message', detail: 'block: not the codec of its take' };
		const answer = await this.#deps.intake.appendAudio(take.id, block.firstSample, block.payload);
		return this.#answer(take.id, answer);
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
		for (const { id } of this.#takes.values()) await this.#deps.intake.release(id);
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
		return [...this.#takes.values()].some(({ id }) => id === takeId);
	}
}
