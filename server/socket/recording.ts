import {
	decodeBlock,
	wholeFrames,
	type ClientMessage,
	type Codec,
	type ErrorCode,
	type Take
} from '#lib/protocol/index.ts';
import type { Intake, Stored } from '../intake/intake.ts';
import type { AppendAnswer } from '../intake/take-log.ts';
import type { LectureLogs } from '../lectures/logs.ts';
import type { TakeRow } from '../store/schema.ts';

/** What a refused message is answered with; the true end of the take goes out beside it. */
export type Refusal = { code: ErrorCode; detail?: string; takeId?: string };

type Deps = { intake: Intake; logs: LectureLogs; onStored: (stored: Stored) => void };

/** Memory of one take that may wait for the disk before its session is read no further. */
const pendingBytesMax = 4 * 1024 * 1024;

/** What a recorder may do to its lecture: begin takes, append to their logs, close them. */
export class Recording {
	readonly #lectureId: string;
	readonly #deps: Deps;
	readonly #takes = new Map<number, { id: string; codec: Codec }>();
	/** Numbers that were announced for two takes: whose sound comes under them cannot be told (rule W10). */
	readonly #disputed = new Set<number>();
	/** Takes whose numbers were refused and that have none yet, in the order in which they were recorded. */
	#refused: string[] = [];

	constructor(lectureId: string, takes: readonly TakeRow[], deps: Deps) {
		this.#lectureId = lectureId;
		this.#deps = deps;
		for (const { number, id, codec } of takes) this.#takes.set(number, { id, codec: codec as Codec });
	}

	/** Begins a take. One that is here already is answered with what is stored of it, whoever began it. */
	async take(take: Take): Promise<Refusal | undefined> {
		const { takeId, number, codec } = take;
		const mayAdd = !this.#waitsBehindAnother(takeId);
		const begun = await this.#deps.logs.begin(this.#lectureId, take, { mayAdd });
		if (begun === 'conflict')
			return { code: 'bad-message', detail: 'the id is another take’s, or number or codec changed', takeId };
		if (begun === 'take-number-taken') {
			this.#disputed.add(number);
			if (!this.#refused.includes(takeId)) this.#refused.push(takeId);
			return { code: begun, takeId };
		}
		this.#refused = this.#refused.filter((refused) => refused !== takeId);
		this.#takes.set(number, { id: takeId, codec });
		this.#disputed.delete(number);
		return this.#sayStored(takeId);
	}

	async block(bytes: Uint8Array): Promise<Refusal | undefined> {
		const block = decodeBlock(bytes);
		if (typeof block === 'string') return { code: 'bad-message', detail: `block: ${block}` };
		const take = this.#disputed.has(block.takeNumber) ? undefined : this.#takes.get(block.takeNumber);
		if (take === undefined) return { code: 'unknown-take', detail: `take number ${block.takeNumber}` };
		if (take.codec !== block.codec)
			return { code: 'bad-message', detail: 'block: not the codec of its take' };
		const answer = await this.#deps.intake.appendAudio(take.id, block.firstSample, block.payload);
		return this.#answer(take.id, answer);
	}

	async marks(message: Extract<ClientMessage, { type: 'marks' }>): Promise<Refusal | undefined> {
		if (!this.#takeOf(message.takeId)) return { code: 'unknown-take', takeId: message.takeId };
		return this.#answer(
			message.takeId,
			await this.#deps.intake.appendMarks(message.takeId, message.from, message.items)
		);
	}

	async lost(message: Extract<ClientMessage, { type: 'lost' }>): Promise<Refusal | undefined> {
		const { takeId, from, to } = message;
		const take = this.#takeOf(takeId);
		if (!take) return { code: 'unknown-take', takeId };
		if (wholeFrames(take.codec, from) !== from || wholeFrames(take.codec, to) !== to)
			return { code: 'bad-message', detail: 'lost: not whole frames', takeId };
		return this.#answer(takeId, await this.#deps.logs.appendHole(takeId, from, to));
	}

	async finishTake(message: Extract<ClientMessage, { type: 'finish-take' }>): Promise<Refusal | undefined> {
		if (!this.#takeOf(message.takeId)) return { code: 'unknown-take', takeId: message.takeId };
		const answer = await this.#deps.intake.finish(message.takeId, {
			samples: message.samples,
			marks: message.marks
		});
		await this.#sayStored(message.takeId);
		return answer === 'finished' ? undefined : { code: answer, takeId: message.takeId };
	}

	async release(): Promise<void> {
		for (const { id } of this.#takes.values()) await this.#deps.intake.release(id);
	}

	/** It was sent before its recorder knew that a take before it was refused: accepted, it would stand before that one. */
	#waitsBehindAnother(takeId: string): boolean {
		const [first] = this.#refused;
		return first !== undefined && first !== takeId;
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

	#takeOf(takeId: string): { id: string; codec: Codec } | undefined {
		return [...this.#takes.values()].find(({ id }) => id === takeId);
	}
}
