import type { Spoken } from './cue.ts';
import { type Unit, unitsOf } from './units.ts';

/** A unit with the time in which it was said. */
export type TimedUnit = Unit & { startMs: number; endMs: number };

/** The units of everything that was said, in order; none begins before the one before it has. */
export function timedUnits(spoken: readonly Spoken[]): TimedUnit[] {
	const units: TimedUnit[] = [];
	let fromMs = 0;
	for (const stretch of spoken) {
		const startMs = Math.max(fromMs, finite(stretch.startMs));
		const endMs = Math.max(startMs, finite(stretch.endMs));
		units.push(...unitsWithin({ ...stretch, startMs, endMs }));
		fromMs = units.at(-1)?.startMs ?? fromMs;
	}
	return units;
}

const finite = (ms: number): number => (Number.isFinite(ms) ? Math.max(0, ms) : 0);

function unitsWithin(stretch: Spoken): TimedUnit[] {
	const units = unitsOf(stretch.text);
	const timeAt = clockOf(stretch);
	let letters = 0;
	return units.map((unit) => {
		const first = letters;
		letters += lettersOf(unit.text);
		return { ...unit, startMs: timeAt(first).startMs, endMs: timeAt(letters - 1).endMs };
	});
}

const lettersOf = (text: string): number => text.replace(/[\s\p{Cc}]/gu, '').length;

type Span = { startMs: number; endMs: number };

/** When each letter of a stretch was said, spaces not counted: by its tokens, or by its share of the time. */
function clockOf({ startMs, endMs, text, tokens = [] }: Spoken): (letter: number) => Span {
	const total = lettersOf(text);
	const shareMs = (endMs - startMs) / Math.max(1, total);
	const byShare = (letter: number): Span => ({
		startMs: startMs + letter * shareMs,
		endMs: startMs + (letter + 1) * shareMs
	});
	const spans = inOrder(tokens, startMs, endMs);
	const isWhole = spans.reduce((sum, { letters }) => sum + letters, 0) === total;
	const [first, last] = [spans[0], spans.at(-1)];
	if (!isWhole || !first || !last || last.endMs - first.startMs < (endMs - startMs) / 3) return byShare;
	const byLetter = spans.flatMap((span) => lettersWithin(span));
	return (letter) => byLetter[letter] ?? byShare(letter);
}

/** Tokens within the stretch, none before the one before it. */
function inOrder(tokens: NonNullable<Spoken['tokens']>, startMs: number, endMs: number) {
	let fromMs = startMs;
	return tokens.map(({ text, ...token }) => {
		const from = Math.min(endMs, Math.max(fromMs, finite(token.startMs)));
		const until = Math.min(endMs, Math.max(from, finite(token.endMs)));
		fromMs = from;
		return { startMs: from, endMs: until, letters: lettersOf(text) };
	});
}

function lettersWithin({ startMs, endMs, letters }: Span & { letters: number }): Span[] {
	const shareMs = (endMs - startMs) / Math.max(1, letters);
	return Array.from({ length: letters }, (_, letter) => ({
		startMs: startMs + letter * shareMs,
		endMs: startMs + (letter + 1) * shareMs
	}));
}
