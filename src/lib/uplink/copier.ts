import {
	behindSamplesMax,
	encodeBlock,
	marksPerMessageMax,
	samplesIn,
	type ClientMessage,
	type LectureId,
	type ServerMessage,
	type TakeId
} from '#lib/protocol/index.ts';
import { BacklogPace } from './backlog-pace.ts';
import { copyOf, nextFrameSamples, settle, soundFrom, windowsOf, type Session } from './copy-session.ts';
import { isLive, nextStep, type Step, type TakeCopy } from './next-step.ts';
import type { BlockStore, LocalLecture, LocalTake } from './port.ts';
import { announcementOf } from './store-rules.ts';
import { newNumbers } from './take-numbers.ts';

type Welcome = Extract<ServerMessage, { type: 'welcome' }>;
type Stored = Omit<Extract<ServerMessage, { type: 'stored' }>, 'type'>;

/** Sound that the server misses and this device no longer holds. */
export type LostRange = { takeId: TakeId; fromSample: number; toSample: number };

export type CopyProgress = {
	capturedSamples: number;
	storedSamples: number;
	lostRanges: LostRange[];
	/** Every take here is closed and whole on the server; and the lecture has ended there when it has ended here. */
	isCaughtUp: boolean;
};

/** A take of which nothing is known but its number. */
const anothers: TakeId = '';

export type CopierDeps = {
	store: BlockStore;
	lectureId: LectureId;
	send: (message: ClientMessage) => void;
	sendBytes: (bytes: Uint8Array<ArrayBuffer>) => void;
	/** The two sides disagree: a new session settles it. */
	restart: () => void;
	nowMs: () => number;
	onProgress: (progress: CopyProgress) => void;
	/** The take that is being recorded is far behind: the recorder should go on in a new one (rule W4). Once for each take. */
	onBehind?: (() => void) | undefined;
};

/**
 * Copies the logs of one lecture from the store to the server, always from where the server's log ends (rule W1).
 * What happens is worked off one after another, and nothing is sent on behalf of a session that has ended.
 */
export class Copier {
	readonly #deps: CopierDeps;
	#session: Session | undefined;
	#work: Promise<void> = Promise.resolve();
	#nudges = 0;
	#lost: LostRange[] = [];
	readonly #wereBehind = new Set<TakeId>();

	constructor(deps: CopierDeps) {
		this.#deps = deps;
	}

	/** A new session: its truth about every take replaces ours. */
	welcome({ takes, lecture, limits }: Welcome): void {
		const held = new Map(
			takes.map(({ takeId, samples, marks, finished }) => [takeId, { samples, marks, finished }])
		);
		const session: Session = {
			limits,
			held,
			there: takes.map(({ takeId, number }) => ({ takeId, number })),
			copies: new Map(),
			pace: new BacklogPace(this.#deps.nowMs, limits.unackedBytes / 2),
			isLectureFinished: lecture.finishedAt !== null,
			isFinishingLecture: false
		};
		this.#session = session;
		this.#lost = [];
		this.#enqueue(async () => {
			for (const take of await this.#takes()) {
				const stored = held.get(take.takeId);
				const there = takes.find(({ takeId }) => takeId === take.takeId) ?? take;
				if (there.number !== take.number) await this.#deps.store.renumber(take.takeId, there.number);
				await this.#deps.store.acknowledge(take.takeId, stored ?? { samples: 0, marks: 0, finished: false });
			}
		});
		this.nudge();
	}

	stored({ takeId, samples, marks, finished }: Stored): void {
		const session = this.#session;
		if (!session) return;
		this.#enqueue(async () => {
			session.held.set(takeId, { samples, marks, finished });
			const copy = session.copies.get(takeId);
			session.pace.stored(takeId, samples);
			if (copy) settle(session, copy, { samples, marks, finished });
			await this.#deps.store.acknowledge(takeId, { samples, marks, finished });
		});
		this.nudge();
	}

	lecture(isFinished: boolean): void {
		if (!this.#session) return;
		this.#session.isLectureFinished = isFinished;
		if (!isFinished) this.#session.isFinishingLecture = false;
		this.nudge();
	}

	/** The server refused something that we sent. */
	refused({ code, takeId }: Extract<ServerMessage, { type: 'error' }>): void {
		if (code === 'marks-conflict' || code === 'take-finished') {
			const copy = takeId && this.#session?.copies.get(takeId);
			if (copy) copy.isStuck = true;
		}
		if (code === 'audio-gap' || code === 'marks-gap' || code === 'unknown-take') this.#deps.restart();
		if (code === 'take-number-taken' && takeId) this.#renumber(takeId);
		if (code === 'finish-mismatch' && takeId) this.#deps.restart();
	}

	/** The socket has gone. */
	offline(): void {
		this.#session = undefined;
	}

	/** There is something new in the store. */
	nudge(): void {
		const nudge = ++this.#nudges;
		// A later one is behind everything that happened until then: it does for all before it.
		this.#enqueue(async () => (nudge === this.#nudges ? this.#copy() : undefined));
	}

	/** Resolves when everything that happened so far is worked off. */
	async settled(): Promise<void> {
		let work;
		do await (work = this.#work);
		while (work !== this.#work);
	}

	#enqueue(task: () => Promise<void>): void {
		this.#work = this.#work.then(task).catch(() => this.#deps.restart());
	}

	async #copy(): Promise<void> {
		const session = this.#session;
		if (session) await this.#copyTakes(session, await this.#numberedTakes(session));
		await this.#report(await this.#takes());
	}

	/** The takes here, none of which has the number of another take that the server knows (rule W10). */
	async #numberedTakes({ there }: Session): Promise<LocalTake[]> {
		for (const { takeId, number } of newNumbers(await this.#takes(), there))
			await this.#deps.store.renumber(takeId, number);
		return this.#takes();
	}

	async #copyTakes(session: Session, takes: LocalTake[]): Promise<void> {
		const copies = takes.map((take) => copyOf(session, take));
		for (;;) {
			if (session !== this.#session) return;
			const step = nextStep(copies, windowsOf(session));
			if (!step) break;
			await this.#perform(step, session);
		}
		this.#seeBehind(copies);
		await this.#finishLecture(session, takes);
	}

	#seeBehind(copies: readonly TakeCopy[]): void {
		for (const { take, held } of copies.filter(isLive)) {
			if (take.samples - held.samples <= behindSamplesMax || this.#wereBehind.has(take.takeId)) continue;
			this.#wereBehind.add(take.takeId);
			this.#deps.onBehind?.();
		}
	}

	async #perform({ kind, copy }: Step, session: Session): Promise<void> {
		const { take, held } = copy;
		if (kind === 'announce') return this.#announce(copy, session);
		if (kind === 'marks') return this.#sendMarks(copy, session);
		if (kind === 'audio') return this.#sendAudio(copy, session);
		copy.isFinishing = true;
		const samples = Math.max(take.samples, held.samples);
		const marks = Math.max(take.marks, held.marks);
		this.#deps.send({ type: 'finish-take', takeId: take.takeId, samples, marks });
	}

	#announce(copy: TakeCopy, session: Session): void {
		copy.isAnnounced = true;
		session.held.set(copy.take.takeId, copy.held);
		session.there.push({ takeId: copy.take.takeId, number: copy.take.number });
		this.#deps.send({ type: 'take', take: announcementOf(copy.take) });
	}

	/** The number is another device's: this take gets one behind all that are known, and is announced again. */
	#renumber(takeId: TakeId): void {
		const session = this.#session;
		if (!session) return;
		this.#enqueue(async () => {
			session.there = session.there.map((take) =>
				take.takeId === takeId ? { takeId: anothers, number: take.number } : take
			);
			session.copies.delete(takeId);
			session.held.delete(takeId);
		});
		this.nudge();
	}

	async #sendMarks(copy: TakeCopy, session: Session): Promise<void> {
		const { takeId } = copy.take;
		const next = await this.#deps.store.marksFrom(takeId, copy.sent.marks, marksPerMessageMax);
		if (session !== this.#session) return;
		const items = next.filter((mark) => mark.sample <= copy.sent.samples);
		copy.nextMarkSample = next[items.length]?.sample;
		// The row counts them, so that their absence would be asked about for ever.
		if (next.length === 0) copy.isStuck = true;
		if (items.length === 0) return;
		this.#deps.send({ type: 'marks', takeId, from: copy.sent.marks, items });
		copy.sent.marks += items.length;
	}

	async #sendAudio(copy: TakeCopy, session: Session): Promise<void> {
		const { takeId, number, codec } = copy.take;
		const firstSample = copy.sent.samples;
		const most = nextFrameSamples(session, copy);
		const blocks = await this.#deps.store.blocksFrom(takeId, firstSample, most);
		if (session !== this.#session) return;
		const [first] = blocks;
		if (!first || first.firstSample > firstSample) return this.#lose(copy, first?.firstSample);
		const payload = soundFrom(blocks, codec, firstSample, most);
		const sampleCount = samplesIn(codec, payload.byteLength);
		this.#deps.sendBytes(encodeBlock({ takeNumber: number, firstSample, sampleCount, codec, payload }));
		copy.sent.samples += sampleCount;
		session.pace.sent(takeId, copy.sent.samples, payload.byteLength);
	}

	/** The server needs sound that is not here any more: it is told so, and what follows is sent behind the hole (rule L6). */
	#lose(copy: TakeCopy, heldFrom: number | undefined): void {
		const { takeId, samples } = copy.take;
		const [from, to] = [copy.sent.samples, heldFrom ?? samples];
		this.#lost.push({ takeId, fromSample: from, toSample: to });
		this.#deps.send({ type: 'lost', takeId, from, to });
		copy.sent.samples = to;
	}

	async #finishLecture(session: Session, takes: LocalTake[]): Promise<void> {
		if (session.isLectureFinished || session.isFinishingLecture || takes.length === 0) return;
		if (!takes.every((take) => session.held.get(take.takeId)?.finished)) return;
		if (!(await this.#isFinishedHere()) || session !== this.#session) return;
		session.isFinishingLecture = true;
		this.#deps.send({ type: 'finish-lecture', takes: session.held.size });
	}

	async #report(takes: LocalTake[]): Promise<void> {
		const isWhole = takes.every((take) => take.closed && take.stored.finished);
		const isOver = !!this.#session?.isLectureFinished || !(await this.#isFinishedHere());
		this.#deps.onProgress({
			capturedSamples: takes.reduce((sum, take) => sum + take.samples, 0),
			storedSamples: takes.reduce((sum, take) => sum + Math.min(take.samples, take.stored.samples), 0),
			lostRanges: [...this.#lost],
			isCaughtUp: isWhole && isOver
		});
	}

	async #isFinishedHere(): Promise<boolean> {
		const lectures: LocalLecture[] = await this.#deps.store.lectures();
		const lecture = lectures.find((each) => each.lectureId === this.#deps.lectureId);
		return !!lecture && lecture.finishedAt !== null;
	}

	#takes(): Promise<LocalTake[]> {
		return this.#deps.store.takesOf(this.#deps.lectureId);
	}
}
