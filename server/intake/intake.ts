import { setTimeout as delay } from 'node:timers/promises';
import type { Mark } from '#lib/protocol/index.ts';
import type { AudioFile, AudioFiles } from '../store/audio-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LogGrowth } from '../store/takes.ts';
import { TakeLog, type AppendAnswer, type Lengths, type Pending } from './take-log.ts';

export type Stored = Lengths & { takeId: string; lectureId: string; finished: boolean };
export type IntakeEvent =
	| { kind: 'stored'; stored: Stored }
	/** Nothing beyond `stored` was kept; the disk said why. */
	| { kind: 'failed'; stored: Stored; code: 'storage-full' | 'storage-failed' };

export type FinishAnswer = 'finished' | 'finish-mismatch';

type OpenTake = { log: TakeLog; file: AudioFile };
type Deps = {
	lectures: Pick<LectureRepository, 'take' | 'marks' | 'growLogs' | 'finishTake'>;
	files: AudioFiles;
	/** Told after every commit, and after every failure. */
	onEvent: (event: IntakeEvent) => void;
	/** One fsync serves everything that came in during this time. */
	commitEveryMs?: number;
};

/**
 * The durable logs. Appends are accepted at once and become durable together: audio bytes fsynced first, then lengths
 * and marks committed, then `stored` is said (rule L2). Nothing here knows who sends or who listens.
 */
export class Intake {
	readonly #deps: Deps;
	readonly #open = new Map<string, Promise<OpenTake | undefined>>();
	readonly #dirty = new Set<OpenTake>();
	#committing: Promise<void> | undefined;

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** The lengths that hold after a restart or a restored backup: the database's, but never beyond the file. */
	async open(takeId: string): Promise<Stored | undefined> {
		const take = await this.#load(takeId);
		return take && storedOf(take.log);
	}

	async appendAudio(
		takeId: string,
		firstSample: number,
		pcm: Uint8Array
	): Promise<AppendAnswer | 'unknown-take'> {
		return this.#append(takeId, (log) => log.appendAudio(firstSample, pcm));
	}

	async appendMarks(
		takeId: string,
		from: number,
		items: readonly Mark[]
	): Promise<AppendAnswer | 'unknown-take'> {
		return this.#append(takeId, (log) => log.appendMarks(from, items));
	}

	/** Closes both logs when exactly these lengths are durable. Idempotent. */
	async finish(takeId: string, lengths: Lengths): Promise<FinishAnswer | 'unknown-take'> {
		const take = await this.#load(takeId);
		if (!take) return 'unknown-take';
		await this.settled();
		const { durable } = take.log;
		if (durable.samples !== lengths.samples || durable.marks !== lengths.marks) return 'finish-mismatch';
		if (!take.log.finished) {
			await this.#deps.lectures.finishTake(takeId);
			take.log.finished = true;
			this.#deps.onEvent({ kind: 'stored', stored: storedOf(take.log) });
		}
		return 'finished';
	}

	/** Bytes accepted for this take and not yet durable: what a session waits for before it reads on. */
	async pendingBytes(takeId: string): Promise<number> {
		return (await this.#open.get(takeId))?.log.pendingBytes ?? 0;
	}

	/** Resolves when everything accepted so far is durable or has failed. */
	async settled(): Promise<void> {
		while (this.#committing) await this.#committing;
	}

	/** Lets go of a take's file, e.g. when its recorder has gone. */
	async release(takeId: string): Promise<void> {
		await this.settled();
		const opened = this.#open.get(takeId);
		this.#open.delete(takeId);
		await (await opened)?.file.close();
	}

	async close(): Promise<void> {
		await this.settled();
		await Promise.all([...this.#open.keys()].map((takeId) => this.release(takeId)));
	}

	async #append(
		takeId: string,
		apply: (log: TakeLog) => AppendAnswer
	): Promise<AppendAnswer | 'unknown-take'> {
		const take = await this.#load(takeId);
		if (!take) return 'unknown-take';
		const answer = apply(take.log);
		if (answer === 'accepted') {
			this.#dirty.add(take);
			this.#committing ??= this.#commitUntilClean();
		}
		return answer;
	}

	#load(takeId: string): Promise<OpenTake | undefined> {
		let opened = this.#open.get(takeId);
		if (!opened) {
			opened = this.#read(takeId);
			this.#open.set(takeId, opened);
			opened.then(
				(take) => take ?? this.#open.delete(takeId),
				() => this.#open.delete(takeId)
			);
		}
		return opened;
	}

	async #read(takeId: string): Promise<OpenTake | undefined> {
		const row = await this.#deps.lectures.take(takeId);
		if (!row) return undefined;
		const file = await this.#deps.files.open(row.lecture_id, takeId);
		const samples = Math.min(row.samples, await file.samples());
		await file.truncate(samples);
		const lastMark = (await this.#deps.lectures.marks(takeId)).at(-1);
		if (samples < row.samples) await this.#deps.lectures.growLogs([{ takeId, samples, newMarks: null }]);
		const durable = { samples, marks: row.marks };
		const finished = row.finished === 1 && samples === row.samples;
		return { file, log: new TakeLog({ takeId, lectureId: row.lecture_id, durable, finished, lastMark }) };
	}

	async #commitUntilClean(): Promise<void> {
		while (this.#dirty.size > 0) {
			const batch = [...this.#dirty];
			this.#dirty.clear();
			await this.#commit(batch);
			await delay(this.#deps.commitEveryMs ?? 40);
		}
		this.#committing = undefined;
	}

	async #commit(batch: readonly OpenTake[]): Promise<void> {
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
			const samples = log.durable.samples + bytes.byteLength / 2;
			const newMarks = pending.marks.length > 0 ? { from: log.durable.marks, items: pending.marks } : null;
			return { take, pending, growth: { takeId: log.takeId, samples, newMarks } };
		} catch (error) {
			await this.#giveUp(take, error);
			return undefined;
		}
	}

	async #giveUp({ log, file }: OpenTake, error: unknown): Promise<void> {
		this.#dirty.forEach((take) => take.log === log && this.#dirty.delete(take));
		log.lost();
		await file.truncate(log.durable.samples).catch(() => undefined);
		const full = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes((error as NodeJS.ErrnoException).code ?? '');
		this.#deps.onEvent({
			kind: 'failed',
			stored: storedOf(log),
			code: full ? 'storage-full' : 'storage-failed'
		});
	}
}

const storedOf = (log: TakeLog): Stored => ({
	takeId: log.takeId,
	lectureId: log.lectureId,
	...log.durable,
	finished: log.finished
});
