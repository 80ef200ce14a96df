import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleaned } from '../../server/notes/extractive/clean.ts';
import { sentencesOf } from '../../server/notes/extractive/split.ts';
import { spoken } from '../helpers/spoken.ts';

describe('a line of notes', () => {
	it('keeps each fact of many thousand spoken sentences', () => {
		fc.assert(
			fc.property(spoken, ({ text, facts }) => {
				const shown = sentencesOf(text).map(cleaned).join(' ').toLowerCase();
				const lost = facts.filter((fact) => !shown.includes(fact.toLowerCase()));
				expect([text, lost]).toEqual([text, []]);
			}),
			{ numRuns: 30_000 }
		);
	});
});
