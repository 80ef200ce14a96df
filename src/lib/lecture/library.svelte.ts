import type { LectureId } from '#lib/protocol/index.ts';
import type { Answer, Api, ApiProblem, LectureSummary } from './api.ts';
import type { BlockStore, LocalLecture } from '#lib/uplink/port.ts';
import {
	type Doing,
	type Entry,
	type Held,
	entriesOf,
	hasReachedServer,
	pendingSamples,
	unsentOf
} from './library.ts';

export type LibraryState = { kind: 'loading' } | { kind: 'loaded' } | { kind: 'failed'; problem: ApiProblem };

/** `needs-server`: the server holds some of it and cannot be asked; nothing was deleted. */
export type RemoveProblem = Exclude<ApiProblem, 'unreachable'> | 'needs-server';

const emptySet: ReadonlySet<LectureId> = new Set();

/** A person who has no network should not wait for it. */
const slowMs = 1_500;

/** The list of lectures: the server's, joined with what this device holds. */
export class Library {
	readonly #api: Api;
	readonly #store: () => Promise<BlockStore>;
	readonly #doing: () => Omit<Doing, 'importing'>;
	readonly #askImporting: () => Promise<ReadonlySet<LectureId>>;
	#summaries: readonly LectureSummary[] | null = $state.raw(null);
	#held: readonly Held[] = $state.raw([]);
	#importing: readonly LectureId[] = $state.raw([]);
	state: LibraryState = $state.raw({ kind: 'loading' });
	readonly entries = $derived.by(() =>
		entriesOf(this.#summaries, this.#held, { ...this.#doing(), importing: this.#importing })
	);

	constructor(deps: {
		api: Api;
		store: () => Promise<BlockStore>;
		/** What is recorded in this browser. */
		doing: () => Omit<Doing, 'importing'>;
		/** Lectures that a page of this browser reads out of files. */
		importing?: () => Promise<ReadonlySet<LectureId>>;
	}) {
		this.#api = deps.api;
		this.#store = deps.store;
		this.#doing = deps.doing;
		this.#askImporting = deps.importing ?? (async () => emptySet);
	}

	/** Resolves when the server has answered, or is so slow that this device goes on by itself; a late answer still counts. */
	async refresh(): Promise<void> {
		const asked = this.#api.lectures().then((answer) => this.#hear(answer));
		this.#importing = [...(await this.#askImporting().catch(() => emptySet))];
		this.#held = await this.held();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const slow = new Promise<void>((resolve) => (timer = setTimeout(resolve, slowMs)));
		await Promise.race([asked, slow]);
		clearTimeout(timer);
		if (this.state.kind === 'loading') this.state = { kind: 'failed', problem: 'unreachable' };
	}

	/** The row of a lecture, where the server or this device has told of it. */
	entry(lectureId: LectureId): Entry | undefined {
		return this.entries.find((entry) => entry.lectureId === lectureId);
	}

	/** Lectures of this device that the server does not have whole and ended yet, or that may still go on. */
	get unsent(): LocalLecture[] {
		return unsentOf(this.#summaries, this.#held);
	}

	/** Lectures that were begun on this device; none where the browser keeps nothing. */
	async held(): Promise<Held[]> {
		try {
			const store = await this.#store();
			const lectures = await store.lectures();
			return await Promise.all(
				lectures.map(async (lecture) => ({ lecture, takes: await store.takesOf(lecture.lectureId) }))
			);
		} catch {
			return [];
		}
	}

	/** The lecture that is being recorded on this device, by whichever tab; a crash may have left it so. */
	async writtenLecture(imported?: ReadonlySet<LectureId>): Promise<LectureId | undefined> {
		const held = (await this.held()).filter(({ lecture }) => !imported?.has(lecture.lectureId));
		return held.find(({ takes }) => takes.some(({ closed }) => !closed))?.lecture.lectureId;
	}

	#hear(answer: Answer<LectureSummary[]>): void {
		if (answer.ok) this.#summaries = answer.value;
		this.state = answer.ok ? { kind: 'loaded' } : { kind: 'failed', problem: answer.problem };
	}

	/** Gives this device's copy of a lecture its new title; the server is told by the lecture's own line. */
	async renameHere(lectureId: LectureId, title: string): Promise<void> {
		const here = await this.#heldOf(lectureId);
		if (here) await (await this.#store()).putLecture({ ...here.lecture, title });
	}

	/** Samples of a lecture that only this device has. */
	async onlyHere(lectureId: LectureId): Promise<number> {
		return pendingSamples((await this.#heldOf(lectureId))?.takes ?? []);
	}

	/**
	 * Deletes on the server first; this device forgets its copy only when the server has. What never reached the server
	 * needs no server.
	 */
	async remove(lectureId: LectureId): Promise<RemoveProblem | undefined> {
		const answer = await this.#api.remove(lectureId);
		if (!answer.ok && answer.problem !== 'not-found') {
			const { problem } = answer;
			const isAway = problem === 'unreachable' || problem === 'not-signed-in';
			if (!isAway || (await this.#isThere(lectureId)))
				return problem === 'unreachable' ? 'needs-server' : problem;
		}
		await this.#forget(lectureId);
		return undefined;
	}

	async #forget(lectureId: LectureId): Promise<void> {
		await this.#store()
			.then((store) => store.removeLecture(lectureId))
			.catch(() => undefined);
		this.#summaries = (this.#summaries ?? []).filter((summary) => summary.lectureId !== lectureId);
		this.#held = this.#held.filter(({ lecture }) => lecture.lectureId !== lectureId);
	}

	/** Whether the server has something of a lecture, as far as this device knows. */
	async #isThere(lectureId: LectureId): Promise<boolean> {
		if (this.#summaries?.some((summary) => summary.lectureId === lectureId)) return true;
		const held = await this.#heldOf(lectureId);
		return !held || hasReachedServer(held.takes);
	}

	async #heldOf(lectureId: LectureId): Promise<Held | undefined> {
		return (await this.held()).find(({ lecture }) => lecture.lectureId === lectureId);
	}
}
