import type { NoteOp } from '#lib/protocol/index.ts';
import type { LanguageModel } from '../../llm/port.ts';
import { ExtractionError } from '../extraction-thread/failure.ts';
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

/** A model that takes longer for its first line shows its answer only when it is whole; until then the extracted one stands. */
export const promptMs = 15_000;

type StandIn = { watch: NoteWatch; model: string; nowMs: () => number };

/** Shows extracted notes from the moment of asking, until the model writes. */
function standingIn(draft: readonly NoteOp[], { watch, model, nowMs }: StandIn): NoteWatch['onDraft'] {
	if (draft.length === 0) return watch.onDraft;
	const askedAtMs = nowMs();
	const stand = (): void => watch.onDraft(draft, { model, askedForMs: nowMs() - askedAtMs });
	let isSlow: boolean | undefined;
	stand();
	return (ops) => {
		if (ops.length > 0) isSlow ??= nowMs() - askedAtMs > promptMs;
		if (ops.length > 0 && !isSlow) watch.onDraft(ops);
		else stand();
	};
}

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
		const step = nextStep(request, shares, memory, now);
		const isEmpty = request.document.sections.size === 0 && memory.standIn.length === 0;
		if (step.kind === 'read' && isEmpty)
			memory.standIn = await this.#meanwhile(request, shares, watch.signal);
		const draft = step.kind === 'read' ? memory.standIn : [];
		const onDraft = standingIn(draft, { watch, model: model.model, nowMs });
		const turn = new Turn({ request, watch: { ...watch, onDraft }, model, memory, extractor, nowMs });
		const { ops, ranges, again, failure } = await turn.take(step);
		const unread = new Set([...shares.live, ...shares.late].map(({ id }) => id));
		for (const id of ranges.put.flatMap(({ lines }) => lines)) unread.delete(id);
		if (step.kind === 'read') memory.standIn = [];
		const update = { ops, ranges, unread, again, ...(failure && { failure }) };
		if (step.kind !== 'wait' || unread.size === 0) return update;
		const standIn = async () => {
			memory.standIn = await this.#meanwhile(request, shares, watch.signal);
			return { ops: memory.standIn, waits: { model: model.model, askedForMs: null } };
		};
		return { ...update, draft: standIn };
	}

	/** What the extractor finds in the lines that no model has read, as long as none does; nothing where it fails at them. */
	async #meanwhile(request: NoteRequest, shares: Shares, signal: AbortSignal): Promise<NoteOp[]> {
		const { lectureId, document } = request;
		const isWritten = new Set(shares.written.map(({ id }) => id));
		const lines = request.lines.filter(({ id }) => !isWritten.has(id));
		const orderOf = orderIn(request.lines);
		const cover = { extractor: this.#deps.extractor, lectureId, lines, document, orderOf, signal };
		return coverOps(cover).catch((error: unknown) => {
			if (error instanceof ExtractionError) return [];
			throw error;
		});
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
