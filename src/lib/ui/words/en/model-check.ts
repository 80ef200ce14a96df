import type { Sentence } from '../sentence.ts';
import { plural } from './plural.ts';

const instead = 'You’ll see excerpts from the transcript instead.';
const lines = (count: number) => plural(count, 'line', 'lines');

/** What a test of a language model found. Only `src/lib/ui/statements` uses these. */
export const modelCheck = {
	notes: {
		good: (kept: number, all: number): Sentence => ({
			what: 'Notes will work.',
			cure:
				kept === all
					? `All ${lines(all)} it wrote keep the numbers, dates and names of the lecture, and cite it.`
					: `Of the ${lines(all)} it wrote, ${kept} keep the numbers, dates and names of the lecture, and cite it. The app replaces or leaves out the rest.`
		}),
		partly: (kept: number, changed: number, dropped: number): Sentence => ({
			what: 'Notes will work in part.',
			cure: [
				`The app keeps ${kept} of the ${lines(kept + changed + dropped)} it wrote.`,
				...(changed > 0
					? [`It shows the sentence of the lecture instead of ${changed} that changed what was said.`]
					: []),
				...(dropped > 0
					? [`It leaves out ${dropped} without a citation that holds or in the wrong form.`]
					: [])
			].join(' ')
		}),
		otherLanguage: {
			what: 'Notes will work in part.',
			cure: 'It wrote them in another language than the lecture’s. Choosing a notes language in the note style may help.'
		},
		few: (kept: number): Sentence => ({
			what: 'Notes will be thin.',
			cure: `It wrote only ${lines(kept)}. Tasks and exam hints that it leaves out are added from the transcript.`
		}),
		empty: {
			what: 'Notes won’t work.',
			cure: 'It wrote none. Only tasks and exam hints are added from the transcript.'
		},
		noneKept: {
			what: 'Notes won’t work.',
			cure: `None of its lines could be kept: they changed what was said, or cited nothing that holds. ${instead}`
		},
		uncited: { what: 'Notes won’t work.', cure: `It doesn’t cite what its notes rest on. ${instead}` },
		offForm: { what: 'Notes won’t work.', cure: `It doesn’t keep to the form that notes need. ${instead}` },
		cutOff: { what: 'Notes won’t work.', cure: `It writes on and on and doesn’t finish. ${instead}` },
		tooSlow: (length: string): Sentence => ({
			what: 'Notes will come late.',
			cure: `They weren’t there when the test ended after ${length}. You’ll see excerpts from the transcript until they are.`
		}),
		unanswered: 'Notes won’t work.',
		untested: 'Notes couldn’t be tested.'
	},
	questions: {
		good: {
			what: 'Questions will work.',
			cure: 'It gave the right answer with its place in the lecture, and said so where the lecture has none.'
		},
		invents: {
			what: 'Questions will work in part.',
			cure: 'It gave a right answer with its place in the lecture, but also answered what the lecture doesn’t. Check the times it cites.'
		},
		half: {
			what: 'Questions will work in part.',
			cure: 'It gave a right answer with its place in the lecture. The other question got no answer.'
		},
		otherLanguage: {
			what: 'Questions will work in part.',
			cure: 'The answer was right, but in another language than the question.'
		},
		uncited: {
			what: 'Questions will work in part.',
			cure: 'This model answers without citations that hold. Where the search finds passages, they come first, and its words below them, marked.'
		},
		wrong: {
			what: 'Don’t rely on its answers.',
			cure: 'It got a simple question wrong. Where the search finds passages, they come first.'
		},
		missed: {
			what: 'Questions will work in part.',
			cure: 'It found nothing where the lecture has the answer. Where the search finds passages, they come first.'
		},
		alsoInvents: 'It also answered what the lecture doesn’t.',
		tooSlow: (length: string): Sentence => ({
			what: 'Answers will take long.',
			cure: `There was none when the test ended after ${length}. Where the search finds passages, they come first.`
		}),
		unanswered: 'Questions won’t work.',
		untested: 'Questions couldn’t be tested.'
	},
	speed: {
		firstLine: (length: string) => `The first line of notes comes after about ${length}.`,
		whole: (length: string) => `The request for notes took ${length}.`,
		rate: {
			tokens: (count: string) => `It writes about ${count} tokens a second.`,
			characters: (count: string) => `It writes about ${count} characters a second.`
		},
		slow: 'That is slow: excerpts from the transcript stand in until a whole answer is there.'
	},
	used: {
		counted: (read: string, written: string) => `${read} tokens read, ${written} written.`,
		estimated: (read: string, written: string) => `About ${read} tokens read, ${written} written.`,
		cost: (money: string) => `About ${money}.`
	}
};
