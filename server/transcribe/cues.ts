import type { RecognisedToken } from '../recognition/port.ts';
import type { TranscriptSegment } from './transcript.ts';

/** A subtitle: one or two lines that stay on screen together. */
export type Cue = { startMs: number; endMs: number; text: string };

const lengthMax = 80;
const durationMsMax = 6_000;
/** From this length on a sentence's end ends the cue. */
const lengthMin = 30;

/** Cuts segments at their tokens' times into cues short enough to read. */
export const cuesOf = (segments: readonly TranscriptSegment[]): Cue[] => segments.flatMap(cuesOfSegment);

function cuesOfSegment({ startMs, endMs, text, tokens }: TranscriptSegment): Cue[] {
	if (text === '') return [];
	const groups: RecognisedToken[][] = [];
	for (const token of tokens) {
		const group = groups.at(-1);
		if (group && !mayEnd(group, token)) group.push(token);
		else groups.push([token]);
	}
	if (groups.length <= 1) return [{ startMs, endMs, text }];
	return groups.map((group, index) => ({
		startMs: index === 0 ? startMs : (group[0]?.startMs ?? startMs),
		endMs: groups[index + 1]?.[0]?.startMs ?? endMs,
		text: textOf(group).trim()
	}));
}

const textOf = (group: readonly RecognisedToken[]): string => group.map((token) => token.text).join('');

/** Whether a cue that holds `group` is full and may end before `next`: never inside a word. */
function mayEnd(group: readonly RecognisedToken[], next: RecognisedToken): boolean {
	const beginsWord = /^[ \p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(next.text);
	if (!beginsWord) return false;
	const text = textOf(group);
	const width = displayWidth(text);
	const durationMs = next.endMs - (group[0]?.startMs ?? next.startMs);
	const sentenceEnded = /[.?!。！？]$/.test(text);
	return (
		width + displayWidth(next.text) > lengthMax ||
		durationMs > durationMsMax ||
		(sentenceEnded && width >= lengthMin)
	);
}

/** Characters of the wide scripts count twice. */
const displayWidth = (text: string): number =>
	[...text].reduce((width, character) => width + (/[\u1100-\u11ff\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
