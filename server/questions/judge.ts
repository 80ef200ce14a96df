import type { AnswerBlock, UtteranceId } from '#lib/protocol/index.ts';
import type { ModelPart } from './answer-reader.ts';

/** Whether the lines that a part cites bear it, and which of its numbers, days and names are not in them. */
export type Judged = { kind: 'holds'; unfounded: readonly string[] } | { kind: 'fails' };
export type JudgeCites = (md: string, cites: readonly UtteranceId[]) => Judged;

/** "For Friday:", and titles: they say what the part below them says. */
const leadIn = /[:：]\**\s*$|^\*\*[^*\n]+\*\*$/u;

/**
 * Tells, part by part, what of a model's answer rests on the lecture and what is the model's own words. A lead-in
 * waits for the part below it and shares its fate.
 */
export class Judge {
	readonly #judge: JudgeCites;
	#waiting: ModelPart[] = [];

	constructor(judge: JudgeCites) {
		this.#judge = judge;
	}

	push(part: ModelPart): AnswerBlock[] {
		if (part.kind !== 'lecture') return [...this.end(), ownOf(part)];
		if (part.cites.length === 0 && leadIn.test(part.md)) {
			this.#waiting.push(part);
			return [];
		}
		const block = this.#judged(part, part.cites);
		const before = this.#waiting.map((waiting) => this.#judged(waiting, block.cites, true));
		this.#waiting = [];
		return [...before, block];
	}

	/** What still waits has nothing below it. */
	end(): AnswerBlock[] {
		const rest = this.#waiting.map((part) => this.#judged(part, []));
		this.#waiting = [];
		return rest;
	}

	#judged({ md }: ModelPart, cites: readonly UtteranceId[], isLeadIn = false): AnswerBlock {
		const own: AnswerBlock = { kind: 'own-words', md, cites: [] };
		if (cites.length === 0) return own;
		const judged = this.#judge(md, cites);
		if (judged.kind === 'fails' && !isLeadIn) return own;
		const unfounded = judged.kind === 'holds' ? judged.unfounded : [];
		const marks = unfounded.length > 0 ? { unfounded: [...unfounded] } : {};
		return { kind: 'lecture', md, cites: [...cites], ...marks };
	}
}

function ownOf({ kind, md, cites }: ModelPart): AnswerBlock {
	if (kind === 'not-found') return { kind: 'model-found-nothing', md, cites };
	return { kind: 'beyond', md, cites };
}
