import type { NoteTemplate } from '#lib/protocol/index.ts';

/** A kind of notes, as data: it is put into words for the model in `prompts.ts`. */
export type TemplateSpec = {
	/** Whom the notes are for and what they must hold. */
	goal: string;
	/** Lines for about four minutes of speech that has something to say. */
	lines: readonly [least: number, most: number];
	/** What the finished notes consist of, in this order; sections by subject stand where `subjects` is. */
	skeleton: readonly string[];
	/** Share of background that the lecturer did not give, always marked as such; 0 for none. */
	extensionPercent: number;
	/** Words that were probably misheard are marked instead of being written as if they were certain. */
	markUncertain: boolean;
	/** Comparisons and mnemonics of the lecturer are quoted. */
	quoteMetaphors: boolean;
};

const overview = 'Overview, as S0: three to five lines on what the lecture was about';
const subjects = 'subjects';
const terms = 'Key terms: every technical term with what was said of it';
const tasks = 'Tasks and dates: all homework, readings, deadlines and exams that were named';
const questions = 'Review questions: five that the lecture answers';

export const templates: Record<Exclude<NoteTemplate, 'free'>, TemplateSpec> = {
	default: {
		goal: 'Clear notes for a student who was there: sections, short bullets, the key concepts in bold.',
		lines: [4, 8],
		skeleton: [overview, subjects, terms, tasks, questions],
		extensionPercent: 0,
		markUncertain: true,
		quoteMetaphors: false
	},
	complete: {
		goal: `Write as an expert of the subject for someone who missed the lecture: the whole of its core content, with the
logical order and the transitions between the points kept. Every important point is there, in detail according to its
weight: examples, cases, data, definitions, formulas, steps, terms. Professional and neutral, no opinions.`,
		lines: [6, 12],
		skeleton: [overview, subjects, terms, tasks, questions],
		extensionPercent: 5,
		markUncertain: true,
		quoteMetaphors: false
	},
	concise: {
		goal: `Write as an analyst of courses for someone who revises before an examination: little, but whole where it counts.
Worked examples and derivations stay complete, in the original order of the lecture. Begin the title of each section with
its two-digit number, as in "02-Sorting". Put a star ★ before what is named as examined or often used. Give for each key
concept its evidence (formula, case or data) and its chain of reasoning. Keep the original name of theorems beside the
translated one.`,
		lines: [3, 6],
		skeleton: [
			'Core summary, as S0: the subject, its three key points, and an outline in the original order',
			subjects,
			tasks,
			questions,
			'Further reading, optional: background and one or two directions, each marked as an extension'
		],
		extensionPercent: 20,
		markUncertain: true,
		quoteMetaphors: true
	},
	detailed: {
		goal: `Study notes to learn from without the recording: definitions word by word, every step of a derivation, every
example with its numbers, what was asked and answered, and how the parts hang together.`,
		lines: [8, 12],
		skeleton: [overview, subjects, terms, tasks, questions],
		extensionPercent: 0,
		markUncertain: true,
		quoteMetaphors: true
	},
	concepts: {
		goal: `The main concepts and nothing else: what each one is, why it matters, how it differs from its neighbours. No
examples, anecdotes, organisation or tasks.`,
		lines: [1, 3],
		skeleton: [subjects, terms],
		extensionPercent: 0,
		markUncertain: true,
		quoteMetaphors: false
	},
	tasks: {
		goal: `Only what somebody has to do or to know of the organisation: homework, readings, deadlines, examinations, rooms,
dates, decisions, open questions. Write each as a task line (!), or as an important one (!!), with who, what and until when, as far as it was said.
Everything else is left out; an answer without any line is the usual one.`,
		lines: [0, 4],
		skeleton: [tasks],
		extensionPercent: 0,
		markUncertain: true,
		quoteMetaphors: false
	}
};
