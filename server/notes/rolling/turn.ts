import { applyNoteOps, type NoteOp } from '#lib/protocol/index.ts';
import type { LanguageModel } from '../../llm/port.ts';
import type { NoteRange, RangeChange } from '../../store/notes.ts';
import { ExtractionError } from '../extraction-thread/failure.ts';
import type { Extractor, NoteLine, NoteRequest, NoteUpdate, NoteWatch } from '../port.ts';
import type { Answer } from './answer.ts';
import { askForNotes, type Asked } from './ask-for-notes.ts';
import { orderIn, type Conversation } from './conversation.ts';
import { coverOps, uncovered } from './cover.ts';
import { theModel, type Memory } from './memory.ts';
import type { Step } from './next-step.ts';
import { callKeyOf, sharesOf, wholeKeyOf } from './ranges.ts';
import { tokensOf, upTo } from './trigger.ts';
import { cuesLeftOut } from './kept-cues.ts';
import { saidIn } from './said.ts';
import { verified } from './verify.ts';
import { corrections, lookOver } from './whole.ts';

type Situation = {
	request: NoteRequest;
	watch: NoteWatch;
	model: LanguageModel;
	memory: Memory;
	extractor: Extractor;
	nowMs: () => number;
};

export type Outcome = Pick<NoteUpdate, 'ops' | 'ranges' | 'again' | 'failure'>;

type Read = Asked & { lines: readonly NoteLine[]; conversation: Conversation };

const wholeTries = 3;

/** Does one step for the notes of a lecture, and says what is to be kept of it. */
export class Turn {
	readonly #at: Situation;

	constructor(situation: Situation) {
		this.#at = situation;
	}

	take(step: Step): Outcome | Promise<Outcome> {
		switch (step.kind) {
			case 'read':
				return this.#read(step.lines, step.failed);
			case 'give-up':
				return this.#giveUp(step.lines);
			case 'whole':
				return this.#whole();
			case 'wait':
				return { ops: [], ranges: nothing, again: step.again };
		}
	}

	async #read(lines: readonly NoteLine[], failed: NoteRange | undefined): Promise<Outcome> {
		if (failed && lines.length === 0)
			return { ops: [], ranges: { put: [], drop: [failed.callKey] }, again: 'now' };
		let read = await this.#ask(lines);
		if (read.answer.kind === 'unusable' && lines.length > 1)
			read = await this.#ask(upTo(lines, tokensOf(lines) / 2));
		const { memory, nowMs } = this.#at;
		switch (read.answer.kind) {
			case 'written':
				return this.#written(read, read.answer, failed && { range: failed, lines });
			case 'aborted':
				return { ops: [], ranges: nothing, again: 'when-told' };
			case 'unreachable':
				memory.failed(theModel, nowMs());
				break;
			case 'unusable':
				memory.failed(this.#keyOf(lines), nowMs());
		}
		return failed ? { ops: [], ranges: nothing, again: 'now' } : this.#giveUp(lines);
	}

	async #ask(lines: readonly NoteLine[]): Promise<Read> {
		const { request, model, memory, watch } = this.#at;
		const conversation = memory.conversation(request, model);
		return { lines, conversation, ...(await askForNotes(conversation, lines, { request, model, watch })) };
	}

	/** What was read of a range that had failed leaves the extractor; a part that was too much stays with it. */
	async #written(
		{ lines, conversation, question }: Read,
		{ text, scribe }: Extract<Answer, { kind: 'written' }>,
		failed: { range: NoteRange; lines: readonly NoteLine[] } | undefined
	): Promise<Outcome> {
		const { memory } = this.#at;
		conversation.keep(question, text, scribe);
		memory.succeeded(theModel);
		const rest = failed?.lines.slice(lines.length) ?? [];
		const ranges: RangeChange = {
			put: [this.#range('written', lines), ...(rest.length > 0 ? [this.#range('failed', rest)] : [])],
			drop: [...(failed ? [failed.range.callKey] : []), ...this.#outdated()]
		};
		const ops = this.#faithful(scribe.ops, lines);
		const cover = failed ? await this.#coverBehind(ops, ranges, lines) : { ops: [] };
		return { ...cover, ops: [...ops, ...cover.ops], ranges, again: 'now' };
	}

	/** The cover after a model has read what it had failed at. Where that fails, its answer is kept all the same. */
	async #coverBehind(
		ops: readonly NoteOp[],
		ranges: RangeChange,
		written: readonly NoteLine[]
	): Promise<Pick<Outcome, 'ops' | 'failure'>> {
		try {
			return { ops: await this.#cover(ops, ranges) };
		} catch (failure) {
			if (!(failure instanceof ExtractionError)) throw failure;
			return { ops: uncovered(applyNoteOps(this.#at.request.document, ops), written), failure };
		}
	}

	/** What was said, and all tasks of what was read. */
	#faithful(written: readonly NoteOp[], due: readonly NoteLine[]): NoteOp[] {
		const { request } = this.#at;
		const { document, lines } = request;
		const ops = verified(written, document, saidIn(request));
		return [...ops, ...cuesLeftOut({ document, ops, lines, due })];
	}

	async #giveUp(lines: readonly NoteLine[]): Promise<Outcome> {
		const ranges = { put: [this.#range('failed', lines)], drop: this.#outdated() };
		return { ops: await this.#cover([], ranges), ranges, again: 'now' };
	}

	async #whole(): Promise<Outcome> {
		const { request, model, memory, watch, nowMs } = this.#at;
		const key = wholeKeyOf(request.lectureId);
		const quietly = { ...watch, onDraft: () => undefined };
		const answer = await lookOver(request, model, memory.mark(request.lectureId), quietly);
		const drop = request.ranges.some(({ callKey }) => callKey === key) ? [key] : [];
		const done = async (ops: NoteOp[]): Promise<Outcome> => ({
			ops: [...ops, ...(await corrections(request, ops))],
			ranges: { put: [{ callKey: key, state: 'final', lines: [] }], drop },
			again: 'now'
		});
		if (answer.kind === 'written') return done(this.#faithful(answer.scribe.ops, []));
		if (answer.kind === 'too-long') return done([]);
		if (answer.kind === 'aborted') return { ops: [], ranges: nothing, again: 'when-told' };
		memory.failed(answer.kind === 'unreachable' ? theModel : key, nowMs());
		if (memory.failures(key) >= wholeTries) return done([]);
		const put: NoteRange[] = drop.length > 0 ? [] : [{ callKey: key, state: 'failed', lines: [] }];
		return { ops: [], ranges: { put, drop: [] }, again: 'now' };
	}

	/** The extracted part of the notes, as it is when these ranges are kept. */
	#cover(ops: readonly NoteOp[], { put, drop }: RangeChange): Promise<NoteOp[]> {
		const { request, extractor, watch } = this.#at;
		const ranges = [...request.ranges.filter(({ callKey }) => !drop.includes(callKey)), ...put];
		const { extracted } = sharesOf({ ...request, ranges });
		const document = applyNoteOps(request.document, ops);
		const orderOf = orderIn(request.lines);
		const { lectureId } = request;
		return coverOps({ extractor, lectureId, lines: extracted, document, orderOf, signal: watch.signal });
	}

	#range = (state: NoteRange['state'], lines: readonly NoteLine[]): NoteRange => ({
		callKey: this.#keyOf(lines),
		state,
		lines: lines.map(({ id }) => id)
	});

	#keyOf = (lines: readonly NoteLine[]): string => {
		const { request, model } = this.#at;
		return callKeyOf(request.lectureId, lines, request.style, model.model);
	};

	/** The lecture has gone on: the whole is to be looked over again. */
	#outdated(): string[] {
		const key = wholeKeyOf(this.#at.request.lectureId);
		return this.#at.request.ranges.some(({ callKey }) => callKey === key) ? [key] : [];
	}
}

const nothing: RangeChange = { put: [], drop: [] };
