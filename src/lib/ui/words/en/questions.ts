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
			extractive: 'Answered with lines of the lecture, word for word: no AI is set up on this server.',
			llm: 'Answered by a language model from the transcript. Check the times it cites.'
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
		notSaid: 'That was not said so far.',
		beyond: 'Not from the lecture: what the model knows from elsewhere',
		by: {
			model: (model: string) => `Written by ${model}.`,
			lines: 'These lines fit best. No AI wrote this.',
			nobody: 'No line of the lecture fits. No AI was asked.'
		},
		cutOff: 'The answer was too long and ends early.',
		refusedCites: (count: number) =>
			`${plural(count, 'cited moment does', 'cited moments do')} not exist and ${count === 1 ? 'was' : 'were'} left out.`,
		uncited: 'cites nothing that was said',
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
