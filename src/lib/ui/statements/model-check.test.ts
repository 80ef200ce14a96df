import { describe, expect, it } from 'vitest';
import type { ModelCheck } from '#lib/protocol/index.ts';
import { en } from '../words/en.ts';
import { zh } from '../words/zh.ts';
import { checkInWords, notesByModel, questionsToModel } from './model-check.ts';

const good: ModelCheck = {
	...{ model: 'm-1', language: 'en', thought: false },
	notes: { kind: 'written', kept: 6, changed: 0, dropped: 0, isInLanguage: true },
	known: { kind: 'right', isInLanguage: true },
	unknown: { kind: 'admits' },
	speed: { firstLineMs: 4200, isSlow: false, notesMs: 9000, rate: { unit: 'tokens', perSecond: 31.7 } },
	use: { promptTokens: 8000, completionTokens: 400, isCounted: true, costUsd: 0.0024 }
};
const written = (kept: number, changed = 0, dropped = 0, isInLanguage = true) => ({
	notes: { kind: 'written' as const, kept, changed, dropped, isInLanguage }
});
const none = (problem: 'only-thoughts' | 'overloaded') => ({ kind: 'no-answer', problem }) as const;

/** Each sentence with checks of which it is true; of all others it is false. */
const cases: Record<string, Partial<ModelCheck>[]> = {
	'notes-good': [{}, written(3), written(8, 1, 1)],
	'notes-few': [written(1), written(2)],
	'notes-partly': [written(4, 2), written(1, 0, 6), written(7, 1, 1)],
	'notes-other-language': [written(6, 0, 0, false), written(1, 4, 4, false)],
	'notes-empty': [written(0)],
	'notes-none-kept': [written(0, 6), written(0, 0, 1), written(0, 3, 0, false)],
	'notes-uncited': [{ notes: { kind: 'uncited' } }],
	'notes-off-form': [{ notes: { kind: 'off-form' } }],
	'notes-cut-off': [{ notes: { kind: 'cut-off' } }],
	'notes-too-slow': [{ notes: { kind: 'too-slow' } }],
	'notes-unanswered': [{ notes: none('only-thoughts') }],
	'notes-untested': [{ notes: none('overloaded') }],
	'questions-good': [{}],
	'questions-invents': [{ unknown: { kind: 'invents' } }],
	'questions-half': [{ unknown: none('overloaded') }, { unknown: { kind: 'too-slow' } }],
	'questions-other-language': [{ known: { kind: 'right', isInLanguage: false } }],
	'questions-uncited': [
		{ known: { kind: 'uncited' } },
		{ known: { kind: 'uncited' }, unknown: { kind: 'invents' } }
	],
	'questions-wrong': [{ known: { kind: 'wrong' } }],
	'questions-missed': [{ known: { kind: 'missed' } }],
	'questions-too-slow': [{ known: { kind: 'too-slow' } }],
	'questions-unanswered': [{ known: none('only-thoughts') }],
	'questions-untested': [{ known: none('overloaded') }]
};

describe('a statement about a model that was tested', () => {
	it.each([...notesByModel, ...questionsToModel])(
		'$id is said where it is so, and nowhere else',
		({ id, holds }) => {
			const group = id.split('-')[0] as string;
			expect(cases).toHaveProperty(id);
			for (const [other, changes] of Object.entries(cases))
				if (other.startsWith(group))
					for (const change of changes)
						expect(holds({ ...good, ...change }), `${other} ${JSON.stringify(change)}`).toBe(other === id);
		}
	);

	it.each([en, zh])('has words in $locale', (words) => {
		for (const change of Object.values(cases).flat()) {
			const { notes, questions, used } = checkInWords(words, { ...good, ...change });
			for (const { what, cure } of [notes, questions]) expect([what, cure]).not.toContain('');
			expect(used).not.toBe('');
		}
	});

	it('says how fast notes come, and that excerpts stand in where that is slow', () => {
		const fast = 'The first line of notes comes after about 4.2 s. It writes about 32 tokens a second.';
		expect(checkInWords(en, good).speed).toBe(fast);
		const slow = { ...good.speed, firstLineMs: 95_000, isSlow: true };
		expect(checkInWords(en, { ...good, speed: slow }).speed).toMatch(/after about 95 s.*excerpts/);
		const untold = { ...good.speed, firstLineMs: null, rate: null };
		expect(checkInWords(en, { ...good, speed: untold }).speed).toBe('The request for notes took 9 s.');
		expect(checkInWords(en, { ...good, notes: { kind: 'too-slow' } }).speed).toBe('');
	});

	it('says what a test used, and that an estimate is one', () => {
		expect(checkInWords(en, good).used).toBe('8,000 tokens read, 400 written. About $0.0024.');
		const use = { ...good.use, isCounted: false, costUsd: null };
		expect(checkInWords(en, { ...good, use }).used).toBe('About 8,000 tokens read, 400 written.');
	});
});
