import { applyNoteOps, emptyNotes, outlineOf, type LectureId, type NoteStyle } from '#lib/protocol/index.ts';
import type { Outline } from '#lib/notes/places.ts';
import type { Answer, ApiProblem } from './api.ts';
import type { NotesApi, NotesVersion } from './notes-api.ts';
import type { Usage } from './usage-api.ts';

/** What the last press of a button came to. */
export type HistoryOutcome =
	| { kind: 'none' }
	| { kind: 'begun'; version: number }
	| { kind: 'back'; restored: number; version: number }
	| { kind: 'refused'; problem: ApiProblem };

/** The versions of one lecture's notes: seen, begun anew, brought back. */
export class NotesHistory {
	readonly #api: NotesApi;
	readonly #lectureId: LectureId;
	/** The newest first; null while they are asked for. */
	versions: readonly NotesVersion[] | null = $state.raw(null);
	usage: Usage | null = $state.raw(null);
	/** An earlier version that is looked at. */
	looked: { version: NotesVersion; outline: Outline } | null = $state.raw(null);
	/** The one that was looked at last. */
	left: number | null = $state(null);
	outcome: HistoryOutcome = $state.raw({ kind: 'none' });
	isBusy = $state(false);

	constructor(api: NotesApi, lectureId: LectureId) {
		this.#api = api;
		this.#lectureId = lectureId;
	}

	async load(): Promise<void> {
		const [versions, usage] = await Promise.all([
			this.#api.versions(this.#lectureId),
			this.#api.usage(this.#lectureId)
		]);
		if (usage.ok) this.usage = usage.value;
		if (versions.ok) this.versions = versions.value.versions.toReversed();
		else this.outcome = { kind: 'refused', problem: versions.problem };
	}

	/** Forgets what was looked at, and what came of the last press. */
	begin(): void {
		this.looked = null;
		this.left = null;
		this.outcome = { kind: 'none' };
	}

	/** Back to all versions. */
	leave(): void {
		this.left = this.looked?.version.version ?? null;
		this.looked = null;
		this.outcome = { kind: 'none' };
	}

	async look(version: NotesVersion): Promise<void> {
		await this.#ask(this.#api.contents(this.#lectureId, version.version), ({ notes }) => {
			this.looked = { version, outline: outlineOf(applyNoteOps(emptyNotes, notes)) };
			return { kind: 'none' };
		});
	}

	async writeAgain(style: NoteStyle): Promise<void> {
		await this.#ask(this.#api.writeAgain(this.#lectureId, style), ({ version }) => ({
			kind: 'begun',
			version
		}));
	}

	async bringBack(restored: number): Promise<void> {
		await this.#ask(this.#api.bringBack(this.#lectureId, restored), ({ version }) => {
			this.leave();
			return { kind: 'back', restored, version };
		});
	}

	async #ask<T>(asked: Promise<Answer<T>>, taken: (value: T) => HistoryOutcome): Promise<void> {
		this.isBusy = true;
		const answer = await asked;
		this.outcome = answer.ok ? taken(answer.value) : { kind: 'refused', problem: answer.problem };
		this.isBusy = false;
	}
}
