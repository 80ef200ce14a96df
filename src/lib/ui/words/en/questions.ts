import type { QuestionProblem } from '#lib/lecture/questions-api.ts';
import type { Engine } from '#lib/protocol/index.ts';
import { plural } from './plural.ts';
import type { Sentence } from '../sentence.ts';

export const questions = {
	questions: {
		title: 'Questions',
		question: 'Question',
		field: 'Ask about this lecture',
		keys: 'Enter asks, Shift + Enter starts a new line.',
		ask: 'Ask',
		stop: 'Stop',
		again: 'Ask again',
		asking: 'Reading the lecture…',
		answerer: {
			extractive: 'Answers are lines of the transcript. No language model is set up on this server.',
			llm: 'Answers show what the search finds in the transcript, then what a language model makes of it. Check the times.'
		} satisfies Record<Engine['notes'], string>,
		suggestions: {
			extractive: ['What is the homework?', 'Is there something about an exam?'],
			llm: [
				'What did I miss in the last five minutes?',
				'Explain the main idea in simple words.',
				'What is to be done until next time?'
			]
		} satisfies Record<Engine['notes'], string[]>,
		noWords: 'You can ask questions once the first words are transcribed.',
		offline: {
			what: 'The server can’t be reached.',
			cure: 'You can ask again once it answers.'
		},
		/** The search found no line; it does not say that nothing was said. */
		nothingFound: 'I found nothing about this in the lecture.',
		/** The model wrote that it found no answer. */
		modelFoundNothing: {
			withLines: 'The language model found no answer to this. The search found the lines above.',
			alone: 'I found nothing about this in the lecture, and neither did the language model.'
		},
		foundLines: 'Found in the transcript',
		ownWords: 'The model’s own words, without a line of the lecture to support them',
		quoted: (claim: string) => `“${claim}”`,
		comma: ', ',
		/** Numbers, days and names of a part that are in none of the lines it cites. */
		unfounded: (claims: string) => `not in the lines cited: ${claims}`,
		beyond: 'Not from the lecture: what the model knows from elsewhere',
		by: {
			model: (model: string) => `Written by ${model}.`,
			someModel: 'Written by the language model.',
			lines: 'Lines of the transcript. No language model was used.',
			nobody: 'Only the transcript’s words were searched. No language model was used.'
		},
		cutOff: 'The answer was too long and ends early.',
		refusedCites: (count: number) =>
			`${plural(count, 'cited moment does', 'cited moments do')} not exist and ${count === 1 ? 'was' : 'were'} left out.`,
		stopped: 'Stopped.',
		unanswered: 'The server restarted before it answered.',
		problem: {
			unreachable: { what: 'The connection was lost.', cure: 'Ask again once it is back.' },
			'not-signed-in': { what: 'You’re signed out.', cure: 'Sign in, then ask again.' },
			'not-found': { what: 'This lecture doesn’t exist.', cure: '' },
			'server-failed': { what: 'Something went wrong on the server.', cure: 'Ask again in a moment.' },
			busy: { what: 'Another question is being answered.', cure: 'Ask again when it’s done.' },
			'cap-reached': {
				what: 'This lecture has reached its language model limit.',
				cure: 'An administrator can raise the limit in Settings.'
			},
			'rate-limited': {
				what: 'The language model is getting too many requests.',
				cure: 'Ask again in a minute.'
			},
			overloaded: { what: 'The language model is overloaded.', cure: 'Ask again in a few minutes.' },
			'content-filtered': { what: 'The provider withheld the answer.', cure: 'Rephrase your question.' },
			'no-answer': {
				what: 'The language model isn’t answering.',
				cure: 'If this persists, an administrator can find out why with Test in Settings.'
			}
		} satisfies Record<QuestionProblem, Sentence>
	}
};
