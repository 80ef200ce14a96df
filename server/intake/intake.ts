import { setTimeout as delay } from 'node:timers/promises';
import { samplesIn, type Codec, type Mark } from '#lib/protocol/index.ts';
import { Serial } from '../lectures/serial.ts';
import type { AudioFile, AudioFiles } from '../store/audio-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { TakeRow } from '../store/schema.ts';
import { isStorageFull } from '../store/storage-full.ts';
import type { LogGrowth } from '../store/takes.ts';
import { TakeLog, type AppendAnswer, type Lengths, type Pending } from './take-log.ts';

export type Stored = Lengths & { takeId: string; lectureId: string; finished: boolean };
export type IntakeEvent =
	| { kind: 'stored'; stored: Stored }
	/** Nothing beyond `stored` was kept; the disk said why. */
	| { kind: 'failed'; stored: Stored; code: 'storage-full' | 'storage-failed' };

export type FinishAnswer = 'finished' | 'finish-mismatch';

type OpenTake = {
	log: TakeLog;
	file: AudioFile;
	/** What the file held when it was opened. What lies beyond the log then is used for `lost` alone (rule L6). */
	keptSamples: number;
};
type Deps = {
	lectures: Pick<LectureRepository, 'take' | 'marks' | 'growLogs' | 'noteHole' | 'shortenLog' | 'finishTake'>;
	files: AudioFiles;
	/** Told after every commit, and after every failure. */
	onEvent: (event: IntakeEvent) => void;
	/** One fsync serves everything that came in during this time. */
	commitEveryMs?: number;
	wait?: (ms: number) => Promise<unknown>;
};

/**
 * The durable logs. Appends are accepted at once and become durable together: audio bytes fsynced first, then lengths
 * and marks committed, then `stored` is said (rule L2). Nothing here knows who sends or who listens.
 */
export class Intake {
	readonly #deps: Deps;
	readonly #open = new Map<string, OpenTake>();
	/** What is done to one take is done in order: nothing is appended while it is closed or let go of. */
	readonly #serial = new Serial();
	readonly #dirty = new Set<OpenTake>();
	/** The latest commit that was asked for; it begins when the one before has ended and `commitEveryMs` are over. */
	#commit: Promise<void> = Promise.resolve();
	#rest: Promise<unknown> = Promise.resolve();

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** The lengths that hold after a restart or a restored backup: the database's, but never beyond the file. */
	async open(takeId: string): Promise<Stored | undefined> {
		return this.#withTake(takeId, async (take) => take && storedOf(take.log));
	}

	async appendAudio(
		takeId: string,
		firstSample: number,
		bytes: Uint8Array
	): Promise<AppendAnswer | 'unknown-take'> {
		return this.#append(takeId, (log) => log.appendAudio(firstSample, bytes));
	}

	async appendMarks(
		takeId: string,
		from: number,
		items: readonly Mark[]
	): Promise<AppendAnswer | 'unknown-take'> {
		return this.#append(takeId, (log) => log.appendMarks(from, items));
	}

	/**
	 * Goes on at `to`, where the recorder holds nothing any more, over what the file has kept and otherwise over a hole (rule
	 * L6). A hole is listed before the file has it, so that it is never taken for sound. Durable when it resolves; rejects
	 * with the error of the disk.
	 */
	appendHole(takeId: string, from: number, to: number): Promise<AppendAnswer | 'unknown-take'> {
		return this.#withTake(takeId, async (take) => {
			if (!take) return 'unknown-take';
			await this.settled();
			const { log, file } = take;
			const end = log.durable.samples;
			if (from > end || to <= end || log.finished) return log.appendHole(from, to);
			const held = Math.max(end, take.keptSamples);
			if (held < to) {
				await this.#deps.lectures.noteHole(takeId, { from: held, to });
				// A torn frame would sound in front of the silence.
				await file.truncate(held);
				await file.truncate(to);
			}
			await file.sync();
			await this.#deps.lectures.growLogs([{ takeId, samples: to, newMarks: null }]);
			const answer = log.appendHole(from, to);
			this.#deps.onEvent({ kind: 'stored', stored: storedOf(log) });
			return answer;
		});
	}

	/** Whether the disk has lost sound of a take that is closed. */
	async isShort(row: TakeRow): Promise<boolean> {
		const take = { takeId: row.id, codec: row.codec as Codec };
		return (await this.#deps.files.samples(row.lecture_id, take)) < row.samples;
	}

	/** Closes both logs when exactly these lengths are durable. Idempotent. */
	finish(takeId: string, lengths: Lengths): Promise<FinishAnswer | 'unknown-take'> {
		return this.#withTake(takeId, async (take) => {
			if (!take) return 'unknown-take';
			await this.settled();
			if (!take.log.isWhole(lengths)) return 'finish-mismatch';
			if (!take.log.finished) {
				await this.#deps.lectures.finishTake(takeId);
				take.log.finished = true;
				this.#deps.onEvent({ kind: 'stored', stored: storedOf(take.log) });
			}
			return 'finished';
		});
	}

	/** Memory that what is accepted for this take and not yet durable holds: a session waits before it reads on. */
	pendingBytes(takeId: string): number {
		return this.#open.get(takeId)?.log.pendingBytes ?? 0;
	}

	/** Resolves when everything accepted so far is durable or has failed, whatever comes in meanwhile. */
	settled(): Promise<void> {
		return this.#commit;
	}

	/** Lets go of a take's file, e.g. when its recorder has gone. */
	release(takeId: string): Promise<void> {
		return this.#serial.run(takeId, async () => {
			await this.settled();
			const take = this.#open.get(takeId);
			this.#open.delete(takeId);
			await take?.file.close();
		});
	}

	async close(): Promise<void> {
		await Promise.all([...this.#open.keys()].map((takeId) => this.release(takeId)));
	}

	#append(takeId: string, apply: (log: TakeLog) => AppendAnswer): Promise<AppendAnswer | 'unknown-take'> {
		return this.#withTake(takeId, async (take) => {
			if (!take) return 'unknown-take';
			const answer = apply(take.log);
			if (answer === 'accepted') this.#commitSoon(take);
			return answer;
		});
	}

	#withTake<T>(takeId: string, task: (take: OpenTake | undefined) => Promise<T>): Promise<T> {
		return this.#serial.run(takeId, async () => {
			const take = this.#open.get(takeId) ?? (await this.#read(takeId));
			if (take) this.#open.set(takeId, take);
			return task(take);
		});
	}

	async #read(takeId: string): Promise<OpenTake | undefined> {
		const row = await this.#deps.lectures.take(takeId);
		if (!row) return undefined;
		const file = await this.#deps.files.open(row.lecture_id, { takeId, codec: row.codec as Codec });
		try {
			const keptSamples = await file.samples();
			return { file, keptSamples, log: await this.#logOf(row, keptSamples) };
		} catch (error) {
			await file.close();
			throw error;
		}
	}

	async #logOf(row: TakeRow, fileSamples: number): Promise<TakeLog> {
		const takeId = row.id;
		const samples = Math.min(row.samples, fileSamples);
		const lastMark = (await this.#deps.lectures.marks(takeId)).at(-1);
		if (samples < row.samples) await this.#deps.lectures.shortenLog(takeId, samples);
		const durable = { samples, marks: row.marks };
		const finished = row.finished === 1 && samples === row.samples;
		const codec = row.codec as Codec;
		return new TakeLog({ takeId, lectureId: row.lecture_id, codec, durable, finished, lastMark });
	}

	#commitSoon(take: OpenTake): void {
		const isAskedFor = this.#dirty.size > 0;
		this.#dirty.add(take);
		if (isAskedFor) return;
		this.#commit = this.#rest.then(() => this.#commitDirty());
		const { wait = delay, commitEveryMs = 40 } = this.#deps;
		this.#rest = this.#commit.then(() => wait(commitEveryMs));
	}

	/** Never rejects: who waits for a commit learns of a failure by `failed`. */
	async #commitDirty(): Promise<void> {
		const batch = [...this.#dirty];
		this.#dirty.clear();
		const written = await Promise.all(batch.map((take) => this.#write(take)));
		const good = written.filter((write) => write !== undefined);
		try {
			await this.#deps.lectures.growLogs(good.map(({ growth }) => growth));
		} catch (error) {
			for (const { take } of good) await this.#giveUp(take, error);
			return;
		}
		for (const { take, pending } of good) {
			take.log.committed(pending);
			this.#deps.onEvent({ kind: 'stored', stored: storedOf(take.log) });
		}
	}

	async #write(take: OpenTake): Promise<{ take: OpenTake; pending: Pending; growth: LogGrowth } | undefined> {
		const { log, file } = take;
		const pending = log.takePending();
		const bytes = Buffer.concat(pending.bytes);
		try {
			if (bytes.byteLength > 0) {
				await file.write(bytes, log.durable.samples);
				await file.sync();
			}
			const samples = log.durable.samples + samplesIn(log.codec, bytes.byteLength);
			const newMarks = pending.marks.length > 0 ? { from: log.durable.marks, items: pending.marks } : null;
			return { take, pending, growth: { takeId: log.takeId, samples, newMarks } };
		} catch (error) {
			await this.#giveUp(take, error);
			return undefined;
		}
	}

	async #giveUp(take: OpenTake, error: unknown): Promise<void> {
		const { log, file, keptSamples } = take;
		this.#dirty.delete(take);
		log.lost();
		await file.truncate(Math.max(log.durable.samples, keptSamples)).catch(() => undefined);
		this.#deps.onEvent({
			kind: 'failed',
			stored: storedOf(log),
			code: isStorageFull(error) ? 'storage-full' : 'storage-failed'
		});
	}
}

const storedOf = (log: TakeLog): Stored => ({
	takeId: log.takeId,
	lectureId: log.lectureId,
	...log.durable,
	finished: log.finished
});
