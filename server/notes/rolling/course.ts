import { glossaryOf } from '../../slides/glossary.ts';
import type { NoteDeck, NoteRequest } from '../port.ts';
import { oneLine } from './prompts.ts';

type CourseSlide = NoteDeck['slides'][number];

const glossaryMost = 60;
/** Characters of one slide's text, and of what its speaker wrote below it. */
const textMax = 240;
const notesMax = 120;
/** Characters of all slides; beyond it they are named by their titles alone, and then left out. */
const allMax = 12_000;

const aboutSlides = `TERMS and SLIDES come from the files of the lecture, in their order. They tell how terms are spelled and what comes when;
a section that goes with a slide bears that slide's title. Notes rest on what was said alone: what only stands on a slide is
not noted, least of all what is hidden or written for the speaker.`;

/** What is known of the lecture before a word is said: the first message, the same for all of a conversation. */
export function courseMessage({ title, decks }: Pick<NoteRequest, 'title' | 'decks'>, mark: string): string {
	const rows = [`Lecture: ${oneLine(title, mark) || '(no title)'}`, ...slidesWords(decks, mark)];
	const fenced = `<${mark}\n${rows.join('\n')}\n${mark}>`;
	return decks.length > 0 ? `${aboutSlides}\n${fenced}` : fenced;
}

/** Terms of the slides, and a line for each of them; nothing without slides. */
export function slidesWords(decks: readonly NoteDeck[], mark: string): string[] {
	const slides = decks.flatMap((deck) => deck.slides);
	if (slides.length === 0) return [];
	const terms = glossaryOf(slides, glossaryMost).map((term) => oneLine(term, mark));
	return [...(terms.length > 0 ? [`TERMS ${terms.join('; ')}`] : []), 'SLIDES', ...outline(slides, mark)];
}

/** A line for each slide. */
function outline(slides: readonly CourseSlide[], mark: string): string[] {
	const whole = slides.map((slide) => slideWords(slide, mark, true));
	if (lengthOf(whole) <= allMax) return whole;
	const rows: string[] = [];
	for (const row of slides.map((slide) => slideWords(slide, mark, false))) {
		if (lengthOf(rows) + row.length > allMax) break;
		rows.push(row);
	}
	return rows;
}

const lengthOf = (rows: readonly string[]): number => rows.reduce((sum, { length }) => sum + length, 0);

function slideWords(
	{ number, title, text, notes, hidden }: CourseSlide,
	mark: string,
	withText: boolean
): string {
	const cut = (words: string, most: number) => oneLine(words.replaceAll('\n', ' / '), mark).slice(0, most);
	return [
		`${number}${hidden ? ' (hidden)' : ''}`,
		cut(title, textMax),
		...(withText && text ? [cut(text, textMax)] : []),
		...(withText && notes ? [`(for the speaker) ${cut(notes, notesMax)}`] : [])
	].join(' | ');
}
