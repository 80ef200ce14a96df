import type { LanguageModel } from '../../llm/port.ts';
import type { Extractor, NoteEngine, NoteRequest, NoteUpdate, NoteWatch } from '../port.ts';
import { orderIn } from './conversation.ts';
import { coverOps } from './cover.ts';
import { Memory } from './memory.ts';
import { nextStep } from './next-step.ts';
import { sharesOf, type Shares } from './ranges.ts';
import { Turn } from './turn.ts';

type Deps = {
	extractor: Extractor;
	/** Who writes the notes of a lecture; undefined while there is none to be asked. */
	modelOf: (lectureId: string) => LanguageModel | undefined;
	/** Whether there is a language model at all. */
	hasModel: () => boolean;
	/** Wall clock: how long lines wait and a model rests. */
	nowMs: () => number;
};

/** Lectures that are remembered beyond their requests. */
const memoriesMax = 64;

/**
 * Notes that a language model writes while the lecture goes on, a stretch of the transcript at a time; those that it
 * fails at are covered by the extractor, and tried again. Without a model all notes are the extractor's.
 */
export class RollingEngine implements NoteEngine {
	readonly #deps: Deps;
	readonly #memories = new Map<string, Memory>();

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	get kind(): NoteEngine['kind'] {
		return this.#deps.hasModel() ? 'llm' : 'extractive';
	}

	forget(lectureId: string): void {
		this.#memories.delete(lectureId);
		this.#deps.extractor.forget(lectureId);
	}

	async update(request: NoteRequest, watch: NoteWatch): Promise<NoteUpdate> {
		const model = this.#deps.modelOf(request.lectureId);
		const shares = sharesOf(request);
		if (!model) return this.#extracted(request, shares, watch.signal);
		const memory = this.#memoryOf(request.lectureId);
		const { nowMs, extractor } = this.#deps;
		const now = { nowMs: nowMs(), contextTokens: model.contextTokens };
		const turn = new Turn({ request, watch, model, memory, extractor, nowMs });
		const { ops, ranges, again } = await turn.take(nextStep(request, shares, memory, now));
		const unread = new Set([...shares.live, ...shares.late].map(({ id }) => id));
		for (const id of ranges.put.flatMap(({ lines }) => lines)) unread.delete(id);
		return { ops, ranges, unread, again };
	}

	/** All that no model has read. */
	async #extracted(request: NoteRequest, shares: Shares, signal: AbortSignal): Promise<NoteUpdate> {
		const { extractor } = this.#deps;
		const { lectureId, document, finished } = request;
		const isWritten = new Set(shares.written.map(({ id }) => id));
		const lines = request.lines.filter(({ id }) => !isWritten.has(id));
		const ops =
			isWritten.size === 0
				? await extractor.update({ lectureId, lines, document, finished }, signal)
				: await coverOps({ extractor, lectureId, lines, document, orderOf: orderIn(request.lines), signal });
		return { ops, ranges: { put: [], drop: [] }, unread: new Set(), again: 'when-told' };
	}

	#memoryOf(lectureId: string): Memory {
		const memory = this.#memories.get(lectureId) ?? new Memory();
		this.#memories.delete(lectureId);
		this.#memories.set(lectureId, memory);
		const oldest = this.#memories.keys().next().value;
		if (this.#memories.size > memoriesMax && oldest !== undefined) this.#memories.delete(oldest);
		return memory;
	}
}
