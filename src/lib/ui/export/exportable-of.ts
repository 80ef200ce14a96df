import type { Exportable } from '#lib/export/exportable.ts';
import type { Part } from '#lib/export/index.ts';
import { exportWords, spokenIn } from '#lib/export/words.ts';
import type { OpenLecture } from '#lib/lecture/open-lecture.svelte.ts';
import type { AskedQuestion } from '#lib/lecture/questions.svelte.ts';
import { outlineOfSlides } from '#lib/lecture/slide-outline.ts';
import type { Slides } from '#lib/lecture/slides.svelte.ts';

type Given = {
	open: OpenLecture;
	/** As it is shown. */
	title: string;
	slides: Pick<Slides, 'decks' | 'showings' | 'anchors'>;
	questions: readonly AskedQuestion[];
	/** Of the interface, where nothing was said yet. */
	language: 'en' | 'zh';
	locales: readonly string[];
};

/** A lecture as the screens show it, for the writers of files. */
export function exportableOf({ open, title, slides, questions, language, locales }: Given): Exportable {
	const { lecture } = open;
	const lines = lecture.lines.filter(({ kind }) => kind !== 'failed');
	const spoken = lecture.info?.language ?? 'auto';
	return {
		title,
		createdAt: lecture.info?.createdAt ?? open.local?.createdAt ?? 0,
		durationMs: lecture.coverage.captured.ms,
		lines,
		notes: lecture.outline,
		questions: questions
			.filter(({ blocks }) => blocks.length > 0)
			.map(({ question, answer, blocks }) => ({ question, model: answer?.model ?? null, blocks })),
		decks: outlineOfSlides(slides.decks, slides.showings, lecture.lines, slides.anchors).map((deck) => ({
			name: deck.deck.name,
			slides: deck.slides.map(({ number, title: name, text, hidden, line }) => ({
				...{ number, title: name, text, hidden },
				startMs: line?.startMs ?? null
			}))
		})),
		words: exportWords(spoken === 'auto' ? spokenIn(lines, language) : spoken),
		locales
	};
}

/** Which parts there is something of. */
export function partsOf({ notes, questions, decks, lines }: Exportable): Part[] {
	const has: Record<Part, boolean> = {
		notes: notes.some(({ blocks }) => blocks.length > 0),
		questions: questions.length > 0,
		slides: decks.length > 0,
		transcript: lines.length > 0
	};
	return (Object.keys(has) as Part[]).filter((part) => has[part]);
}
