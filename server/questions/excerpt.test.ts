import { expect, it } from 'vitest';
import { emptyNotes } from '#lib/protocol/index.ts';
import { longLecture } from '../../tests/helpers/long-lecture.ts';
import { roughTokens } from '../llm/tokens.ts';
import { excerptFor } from './excerpt.ts';

const lines = longLecture(60);
const tokensMost = 2_500;
const excerpt = (nearest: readonly number[], most = tokensMost) =>
	excerptFor({
		...{ course: { title: 'T', terms: [], decks: [] }, mark: 'mark', notes: emptyNotes, lines },
		...{ past: [{ question: 'Earlier?', blocks: [], upto: 0 }], question: 'What?', nearest, tokensMost: most }
	});

it('a small context gets the stretches that fit the question and the last minutes, and nothing beyond its room', () => {
	const wanted = lines[120];
	const { messages, lineNamed } = excerpt([120]);
	const words = messages.map(({ content }) => content).join('\n');
	expect(roughTokens(words)).toBeLessThan(tokensMost);
	expect(words).toContain(`s121 `);
	expect(words).toContain(`s${lines.length} `);
	expect(lineNamed(121)).toBe(wanted?.id);
	expect(lineNamed(lines.length)).toBe(lines.at(-1)?.id);
});

it('a line that was not shown cannot be cited', () => {
	const { messages, lineNamed } = excerpt([]);
	const shown = [...(messages.at(-1)?.content ?? '').matchAll(/^s(\d+) /gmu)].map(([, number]) =>
		Number(number)
	);
	expect(shown.length).toBeGreaterThan(5);
	expect(shown.length).toBeLessThan(lines.length);
	for (let number = 0; number <= lines.length + 1; number++)
		expect(lineNamed(number) !== undefined).toBe(shown.includes(number));
});

it('a context that is far too small still asks the question', () => {
	expect(excerpt([], 100).messages.at(-1)?.content).toContain('QUESTION\nWhat?');
});
