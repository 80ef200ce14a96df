import type { NoteRange } from '../../store/notes.ts';
import type { NoteLine, NoteRequest, NoteUpdate } from '../port.ts';
import { theModel, type Memory } from './memory.ts';
import { linesIn, wholeKeyOf, type Shares } from './ranges.ts';
import { chunkTokensMax, dueLines } from './trigger.ts';

/** What is done next for the notes of a lecture; one step is at most one call. */
export type Step =
	/** `failed` is the range that is tried once more. */
	| { kind: 'read'; lines: readonly NoteLine[]; failed?: NoteRange }
	/** The model is not to be had: the lines are left to the extractor for now. */
	| { kind: 'give-up'; lines: readonly NoteLine[] }
	| { kind: 'whole' }
	| { kind: 'wait'; again: NoteUpdate['again'] };

type Now = { nowMs: number; contextTokens: number };

/** The newest speech first, then what came late, then what failed before; the whole when all else is done. */
export function nextStep(request: NoteRequest, shares: Shares, memory: Memory, now: Now): Step {
	const { nowMs } = now;
	const { finished, ranges, lines, lectureId } = request;
	memory.see([...shares.live, ...shares.late], nowMs);
	const tokensMax = Math.min(chunkTokensMax, Math.floor(now.contextTokens / 4));
	const restMs = memory.restMs(theModel, nowMs);
	const waits: number[] = [];
	for (const share of [shares.live, shares.late]) {
		const due = dueLines(share, { ...memory.waiting(share, nowMs), finished, tokensMax });
		if (due.kind === 'due') return { kind: restMs > 0 ? 'give-up' : 'read', lines: due.lines };
		if (due.afterMs !== undefined) waits.push(due.afterMs);
	}
	for (const failed of ranges.filter((range) => range.state === 'failed' && range.lines.length > 0)) {
		const waitMs = Math.max(restMs, memory.restMs(failed.callKey, nowMs));
		if (waitMs === 0) return { kind: 'read', lines: linesIn(failed, lines), failed };
		waits.push(waitMs);
	}
	if (finished && lines.length > 0 && !ranges.some(({ state }) => state === 'final')) {
		const waitMs = Math.max(restMs, memory.restMs(wholeKeyOf(lectureId), nowMs));
		if (waitMs === 0) return { kind: 'whole' };
		waits.push(waitMs);
	}
	return { kind: 'wait', again: waits.length > 0 ? { afterMs: Math.min(...waits) } : 'when-told' };
}
