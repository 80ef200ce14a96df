import * as v from 'valibot';
import {
	LectureInfoSchema,
	marksPerMessageMax,
	samplesIn,
	TakeStateSchema,
	wholeFrames,
	type LectureId,
	type TakeId
} from '#lib/protocol/index.ts';
import { soundFrom } from './copy-session.ts';
import type { BlockStore, LocalLecture, LocalTake } from './port.ts';
import { seedOf } from './seed.ts';
import { announcementOf } from './store-rules.ts';

export type CopyOutcome =
	/** Everything that is here is durable there, and has ended there if it has ended here. */
	| { kind: 'whole' }
	/** The same, but a take may still grow. */
	| { kind: 'open' }
	/** These takes cannot be copied: sound is on neither side, or the two sides disagree. The others are there. */
	| { kind: 'stuck'; takeIds: TakeId[] }
	/** What was durable until then stays so; worth trying again later. */
	| { kind: 'unreachable' | 'server-full' }
	| { kind: 'signed-out' }
	/** The lecture is somebody else's, or was removed. */
	| { kind: 'no-such-lecture' };

/** What is copied from: a device's store, or a file. */
export type CopySource = Pick<
	BlockStore,
	'lectures' | 'takesOf' | 'blocksFrom' | 'marksFrom' | 'acknowledge'
>;

export type HttpCopierDeps = {
	store: CopySource;
	/** Asks the server; `path` begins at its root. */
	fetch: (path: string, init: RequestInit) => Promise<Response>;
	/** Stops between two requests, or in one. */
	signal?: AbortSignal;
};

type Held = LocalTake['stored'];
type Failure = Exclude<CopyOutcome['kind'], 'whole' | 'open' | 'stuck'>;

/** Ends the copying of a lecture; never leaves this file. */
class Stopped extends Error {
	readonly kind: Failure;
	constructor(kind: Failure) {
		super(kind);
		this.kind = kind;
	}
}

/** Sound in one request; also what is held in memory of it. */
const pieceBytes = 512 * 1024;
const patienceMs = 60_000;
/** Answers without progress after which a take is left alone. */
const futileMax = 3;

const BegunSchema = v.object({ lecture: LectureInfoSchema, takes: v.array(TakeStateSchema) });

/**
 * Copies what this device holds of a lecture by requests (rules H1 to H3), always from where the server's logs end. Ends
 * in the same state as the Copier, and may be stopped anywhere: the next one goes on.
 */
export async function copyByHttp(deps: HttpCopierDeps, lectureId: LectureId): Promise<CopyOutcome> {
	try {
		return await new LectureCopy(deps, lectureId).run();
	} catch (error) {
		if (error instanceof Stopped) return { kind: error.kind };
		throw error;
	}
}

class LectureCopy {
	readonly #deps: HttpCopierDeps;
	readonly #lectureId: LectureId;
	readonly #path: string;

	constructor(deps: HttpCopierDeps, lectureId: LectureId) {
		this.#deps = deps;
		this.#lectureId = lectureId;
		this.#path = `/api/lectures/${lectureId}`;
	}

	async run(): Promise<CopyOutcome> {
		const { store } = this.#deps;
		const lecture = (await store.lectures()).find((each) => each.lectureId === this.#lectureId);
		const takes = await store.takesOf(this.#lectureId);
		if (!lecture || takes.length === 0) return { kind: 'whole' };
		const there = await this.#begin(lecture);
		const stuck: TakeId[] = [];
		/** The server is not to know a take and not the one before it (rule W10). */
		let isInOrder = true;
		for (const take of takes) {
			const held: Held | undefined =
				there.takes.get(take.takeId) ?? (isInOrder ? await this.#announce(take) : undefined);
			isInOrder &&= held !== undefined;
			if (!held || !(await this.#copyTake(take, held))) stuck.push(take.takeId);
		}
		if (stuck.length > 0) return { kind: 'stuck', takeIds: stuck };
		if (takes.some(({ closed }) => !closed)) return { kind: 'open' };
		if (lecture.finishedAt !== null && !there.isFinished) {
			const all = new Set([...there.takes.keys(), ...takes.map(({ takeId }) => takeId)]);
			await this.#ask('POST', '/finish', JSON.stringify({ takes: all.size }));
		}
		return { kind: 'whole' };
	}

	/** Begins the lecture there, and takes the server's word for every take, also where it holds less than it did (rule W1). */
	async #begin(lecture: LocalLecture) {
		const answer = await this.#ask('PUT', '', JSON.stringify(seedOf(lecture)));
		const begun = await parsed(BegunSchema, answer);
		const takes = new Map<TakeId, Held>(begun.takes.map((state) => [state.takeId, heldOf(state)]));
		return { takes, isFinished: begun.lecture.finishedAt !== null };
	}

	/** False when this take cannot be brought to its end. */
	async #copyTake(take: LocalTake, known: Held): Promise<boolean> {
		let held = known;
		for (let futile = 0; futile < futileMax;) {
			await this.#deps.store.acknowledge(take.takeId, held);
			if (held.finished || (isWhole(take, held) && !take.closed)) return isWhole(take, held);
			const next = await this.#step(take, held);
			if (!next) return false;
			const isProgress = next.finished || next.samples > held.samples || next.marks > held.marks;
			futile = isProgress ? 0 : futile + 1;
			held = next;
		}
		return false;
	}

	/** One request on the way of a take; what is durable after it, or undefined when there is no way. */
	async #step(take: LocalTake, held: Held): Promise<Held | undefined> {
		if (held.marks < take.marks) return this.#sendMarks(take, held);
		if (held.samples < take.samples) return this.#sendAudio(take, held);
		const lengths = {
			samples: Math.max(take.samples, held.samples),
			marks: Math.max(take.marks, held.marks)
		};
		const answer = await this.#ask('POST', `/takes/${take.takeId}/finish`, JSON.stringify(lengths));
		return answer.status === 204 ? { ...lengths, finished: true } : this.#announce(take);
	}

	async #announce(take: LocalTake): Promise<Held | undefined> {
		const body = JSON.stringify(announcementOf(take));
		const answer = await this.#ask('PUT', `/takes/${take.takeId}`, body);
		return answer.status === 422 ? undefined : heldOf(await parsed(TakeStateSchema, answer));
	}

	async #sendMarks(take: LocalTake, held: Held): Promise<Held | undefined> {
		const items = await this.#deps.store.marksFrom(take.takeId, held.marks, marksPerMessageMax);
		if (items.length === 0) return undefined;
		const path = `/takes/${take.takeId}/marks?from=${held.marks}`;
		const marks = endIn(await this.#ask('PUT', path, JSON.stringify(items)));
		return marks === undefined ? undefined : { ...held, marks };
	}

	async #sendAudio(take: LocalTake, held: Held): Promise<Held | undefined> {
		const { takeId, codec } = take;
		const most = wholeFrames(codec, samplesIn(codec, pieceBytes));
		const blocks = await this.#deps.store.blocksFrom(takeId, held.samples, most);
		const [first] = blocks;
		if (!first || first.firstSample > held.samples) return undefined;
		const bytes = soundFrom(blocks, codec, held.samples, most);
		const path = `/takes/${takeId}/audio?offset=${held.samples}`;
		const samples = endIn(await this.#ask('PUT', path, bytes.slice()));
		return samples === undefined ? undefined : { ...held, samples };
	}

	/** The answer, when it is one that a sender of this lecture can go on with. */
	async #ask(method: string, path: string, body: BodyInit): Promise<Response> {
		const patience = AbortSignal.timeout(patienceMs);
		const signal = this.#deps.signal ? AbortSignal.any([patience, this.#deps.signal]) : patience;
		const answer = await this.#deps
			.fetch(this.#path + path, { method, body, signal })
			.catch(() => stop('unreachable'));
		const { status } = answer;
		if (status === 401) stop('signed-out');
		if (path === '' && (status === 404 || status === 410)) stop('no-such-lecture');
		if (status === 507 || status === 503) stop('server-full');
		return [200, 204, 409, 422].includes(status) ? answer : stop('unreachable');
	}
}

const isWhole = (take: LocalTake, held: Held): boolean =>
	held.samples >= take.samples && held.marks >= take.marks;

const heldOf = ({ samples, marks, finished }: Held): Held => ({ samples, marks, finished });

/** Where a log ends there; undefined when what was sent can never be taken. */
function endIn({ status, headers }: Response): number | undefined {
	if (status === 422) return undefined;
	const end = headers.get('offset');
	return /^\d+$/.test(end ?? '') ? Number(end) : stop('unreachable');
}

/** Something between us and the server may answer with a page of its own. */
async function parsed<T>(schema: v.GenericSchema<unknown, T>, answer: Response): Promise<T> {
	const read = v.safeParse(schema, await answer.json().catch(() => undefined));
	return read.success ? read.output : stop('unreachable');
}

function stop(kind: Failure): never {
	throw new Stopped(kind);
}
