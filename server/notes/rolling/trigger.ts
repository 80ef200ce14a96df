import { roughTokens } from '../../llm/tokens.ts';
import type { NoteLine } from '../port.ts';

export type Waiting = {
	/** How long the first of the lines waits, and how long nothing new has come. */
	waitedMs: number;
	quietMs: number;
	/** Nothing more will come. */
	finished: boolean;
	/** Tokens that one call may read. */
	tokensMax: number;
};

export type Due =
	/** Lines to be read now. */
	| { kind: 'due'; lines: readonly NoteLine[] }
	/** Not before then, if nothing new is said. */
	| { kind: 'wait'; afterMs: number | undefined };

const subjectTokens = 600;
const enoughTokens = 1_200;
const fewTokens = 150;
/** What one call may read while the model is behind. */
export const chunkTokensMax = 3_000;
const pauseMs = 2_000;
const patienceMs = 180_000;
/** Name and time of a line. */
const lineTokens = 6;

export const tokensOf = (lines: readonly NoteLine[]): number =>
	lines.reduce((sum, { text }) => sum + roughTokens(text) + lineTokens, 0);

/**
 * Which of the waiting lines are read now: 1,200 tokens at once; 600 where the lecturer pauses; 150 after three
 * minutes; all at the end. More waits while a call is under way, and is read in one go, up to `tokensMax`.
 */
export function dueLines(
	lines: readonly NoteLine[],
	{ waitedMs, quietMs, finished, tokensMax }: Waiting
): Due {
	const tokens = tokensOf(lines);
	if (lines.length === 0) return { kind: 'wait', afterMs: undefined };
	if (finished || tokens >= enoughTokens || (tokens >= fewTokens && waitedMs >= patienceMs))
		return { kind: 'due', lines: upTo(lines, tokensMax) };
	const subject = tokens >= subjectTokens ? untilPause(lines) : 0;
	if (subject > 0) return { kind: 'due', lines: upTo(lines.slice(0, subject), tokensMax) };
	if (tokens >= subjectTokens && quietMs >= pauseMs) return { kind: 'due', lines: upTo(lines, tokensMax) };
	if (tokens < fewTokens) return { kind: 'wait', afterMs: undefined };
	const patienceLeftMs = patienceMs - waitedMs;
	const quietLeftMs = tokens >= subjectTokens ? pauseMs - quietMs : Infinity;
	return { kind: 'wait', afterMs: Math.min(patienceLeftMs, quietLeftMs) };
}

/** Lines before the last pause that has enough before it; 0 when there is none. */
function untilPause(lines: readonly NoteLine[]): number {
	let tokens = 0;
	let last = 0;
	for (const [at, line] of lines.entries()) {
		const pause = line.startMs - (lines[at - 1]?.endMs ?? line.startMs);
		if (pause >= pauseMs && tokens >= subjectTokens) last = at;
		tokens += tokensOf([line]);
	}
	return last;
}

/** The first lines that fit, at least one. */
export function upTo(lines: readonly NoteLine[], tokensMax: number): readonly NoteLine[] {
	let tokens = 0;
	const end = lines.findIndex((line) => (tokens += tokensOf([line])) > tokensMax);
	return end < 0 ? lines : lines.slice(0, Math.max(1, end));
}
