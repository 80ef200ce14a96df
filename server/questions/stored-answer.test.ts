import { describe, expect, it } from 'vitest';
import { parsedAnswer } from './stored-answer.ts';

const stored = (model: string | null, ...blocks: unknown[]) => ({
	model,
	blocks,
	refusedCites: 0,
	cutOff: false
});
const kinds = (answer: unknown) => parsedAnswer(answer).blocks.map(({ kind }) => kind);

describe('a stored answer', () => {
	it('of an earlier version opens in the words of this one', () => {
		const notSaid = { kind: 'not-said', md: '', cites: [] };
		expect(kinds(stored(null, notSaid))).toEqual(['nothing-found']);
		expect(kinds(stored('m', notSaid, { kind: 'lecture', md: 'Only this.', cites: ['t/1'] }))).toEqual([
			'model-found-nothing',
			'lecture'
		]);
		expect(
			kinds(
				stored(
					'm',
					{ kind: 'lecture', md: 'For Friday:', cites: [] },
					{ kind: 'lecture', md: '- read', cites: ['t/1'] },
					{ kind: 'lecture', md: 'I guess.', cites: [] },
					{ kind: 'beyond', md: 'More.', cites: [] }
				)
			)
		).toEqual(['lecture', 'lecture', 'own-words', 'beyond']);
	});

	it('of this version opens as it was stored', () => {
		const answer = stored(
			'm',
			{ kind: 'line', md: 'Said.', cites: ['t/1'] },
			{ kind: 'lecture', md: 'On the 13th.', cites: ['t/1'], unfounded: ['13'] },
			{ kind: 'model-found-nothing', md: '', cites: [] }
		);
		expect(parsedAnswer(answer)).toEqual(answer);
	});

	it('that is none is refused', () => {
		expect(() => parsedAnswer({ blocks: [{ kind: 'other' }] })).toThrow();
	});
});
