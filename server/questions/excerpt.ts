import { outlineOf, type NoteDocument } from '#lib/protocol/index.ts';
import type { ChatMessage } from '../llm/port.ts';
import { roughTokens } from '../llm/tokens.ts';
import type { NoteLine } from '../notes/port.ts';
import { oneLine } from '../notes/rolling/prompts.ts';
import { transcriptWords, type Numbered } from '../notes/rolling/transcript.ts';
import type { LineNamed } from './cited.ts';
import type { Course, Past } from './conversation.ts';
import { answerWords, courseWords, questionWords, systemPrompt } from './prompts.ts';

export type Excerpt = { messages: readonly ChatMessage[]; lineNamed: LineNamed };

type Options = {
	course: Course;
	mark: string;
	notes: NoteDocument;
	lines: readonly NoteLine[];
	past: readonly Past[];
	question: string;
	/** Places of lines that have to do with the question, the best first. */
	nearest: readonly number[];
	/** That the request may have. */
	tokensMost: number;
};

/** Lines on both sides of a hit. */
const around = 2;
const lastMs = 3 * 60_000;
const turnsMost = 2;

/**
 * A question for a model that the whole transcript is too long for: with the stretches of it that fit the question
 * best, the last three minutes, the titles of the notes, and the last questions. Each line has the number of its place.
 */
export function excerptFor({
	course,
	mark,
	notes,
	lines,
	past,
	question,
	nearest,
	tokensMost
}: Options): Excerpt {
	const turns = past.slice(-turnsMost).flatMap(({ question: earlier, blocks }): ChatMessage[] => [
		{ role: 'user', content: questionWords(earlier, mark) },
		{ role: 'assistant', content: answerWords(blocks, () => undefined) }
	]);
	const rest = [
		systemPrompt(mark),
		courseWords(course, mark),
		outlineWords(notes, mark),
		question,
		excerptHint
	];
	const used = [...rest, ...turns.map(({ content }) => content)].reduce(
		(sum, words) => sum + roughTokens(words),
		0
	);
	const places = placesWithin(lines, nearest, tokensMost - used);
	const numbered: Numbered = places.map((place) => [place + 1, lines[place] as NoteLine]);
	const content = [
		courseWords(course, mark),
		outlineWords(notes, mark),
		excerptHint,
		transcriptWords(numbered, mark),
		questionWords(question, mark)
	].join('\n\n');
	const shown = new Map(numbered.map(([number, { id }]) => [number, id]));
	return {
		messages: [{ role: 'system', content: systemPrompt(mark) }, ...turns, { role: 'user', content }],
		lineNamed: (number) => shown.get(number)
	};
}

const excerptHint =
	'Of the transcript you see only the parts that fit the question best, and the last minutes. What is missing may still have been said.';

function outlineWords(notes: NoteDocument, mark: string): string {
	const titles = outlineOf(notes).map(({ section }) => `- ${oneLine(section.title, mark)}`);
	return ['SECTIONS OF THE NOTES', `<${mark}`, ...titles, `${mark}>`].join('\n');
}

/** Places of lines in their order: the best stretches first as long as they fit, half of the room for the last minutes. */
function placesWithin(lines: readonly NoteLine[], nearest: readonly number[], tokensMost: number): number[] {
	const places = new Set<number>();
	let left = tokensMost;
	const add = (place: number, least: number): boolean => {
		const line = lines[place];
		if (!line || places.has(place)) return true;
		const tokens = roughTokens(line.text) + lineTokens;
		if (left - tokens < least) return false;
		places.add(place);
		left -= tokens;
		return true;
	};
	const fromMs = (lines.at(-1)?.endMs ?? 0) - lastMs;
	for (let place = lines.length - 1; place >= 0 && (lines[place]?.endMs ?? 0) >= fromMs; place--)
		if (!add(place, tokensMost / 2)) break;
	for (const place of nearest) for (const step of nearestFirst) add(place + step, 0);
	return [...places].sort((a, b) => a - b);
}

/** Of the name and the time of a line. */
const lineTokens = 6;
const nearestFirst = [0, ...Array.from({ length: around }, (_, at) => [-at - 1, at + 1]).flat()];
