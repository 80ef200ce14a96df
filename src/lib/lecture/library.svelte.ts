import type { LectureId } from '#lib/protocol/index.ts';
import type { Api, ApiProblem, LectureSummary } from './api.ts';
import type { BlockStore, LocalLecture } from '#lib/uplink/port.ts';
import { type Held, entriesOf, unsentOf } from './library.ts';

export type LibraryState = { kind: 'loading' } | { kind: 'loaded' } | { kind: 'failed'; problem: ApiProblem };

/** The list of lectures: the server's, joined with what this device holds. */
export class Library {
	readonly #api: Api;
	readonly #store: () => Promise<BlockStore>;
	readonly #recordingId: () => LectureId | undefined;
	#summaries: readonly LectureSummary[] | null = $state.raw(null);
	#held: readonly Held[] = $state.raw([]);
	state: LibraryState = $state.raw({ kind: 'loading' });
	readonly entries = $derived.by(() => entriesOf(this.#summaries, this.#held, this.#recordingId()));

	constructor(deps: {
		api: Api;
		store: () => Promise<BlockStore>;
		recordingId: () => LectureId | undefined;
	}) {
		this.#api = deps.api;
		this.#store = deps.store;
		this.#recordingId = deps.recordingId;
	}

	async refresh(): Promise<void> {
		const [answer, held] = await Promise.all([this.#api.lectures(), this.held()]);
		this.#held = held;
		if (answer.ok) this.#summaries = answer.value;
		this.state = answer.ok ? { kind: 'loaded' } : { kind: 'failed', problem: answer.problem };
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

	/** Gives this device's copy of a lecture its new title; the server is told by the lecture's own line. */
	async renameHere(lectureId: LectureId, title: string): Promise<void> {
		const here = (await this.held()).find(({ lecture }) => lecture.lectureId === lectureId);
		if (here) await (await this.#store()).putLecture({ ...here.lecture, title });
	}

	/** Deletes on the server first; this device forgets its copy only when the server has. */
	async remove(lectureId: LectureId): Promise<ApiProblem | undefined> {
		const answer = await this.#api.remove(lectureId);
		if (!answer.ok && answer.problem !== 'not-found') return answer.problem;
		await this.#store()
			.then((store) => store.removeLecture(lectureId))
			.catch(() => undefined);
		this.#summaries = (this.#summaries ?? []).filter((summary) => summary.lectureId !== lectureId);
		this.#held = this.#held.filter(({ lecture }) => lecture.lectureId !== lectureId);
		return undefined;
	}
}
