import type { ServerMessage } from '#lib/protocol/index.ts';

type Draft = Extract<ServerMessage, { type: 'notes-draft' }>;

/** The draft of each lecture's notes as it was told last, for those who join while it stands (rule N6). */
export class Drafts {
	readonly #nowMs: () => number;
	readonly #told = new Map<string, { draft: Draft; atMs: number }>();

	constructor(nowMs: () => number) {
		this.#nowMs = nowMs;
	}

	told(lectureId: string, draft: Draft): void {
		if (draft.ops.length === 0) this.#told.delete(lectureId);
		else this.#told.set(lectureId, { draft, atMs: this.#nowMs() });
	}

	/** As it stands now: a model has been waited for longer than when it was told. */
	of(lectureId: string): Draft | undefined {
		const { draft, atMs } = this.#told.get(lectureId) ?? {};
		if (!draft?.waits || draft.waits.askedForMs === null || atMs === undefined) return draft;
		const askedForMs = draft.waits.askedForMs + this.#nowMs() - atMs;
		return { ...draft, waits: { ...draft.waits, askedForMs } };
	}
}
