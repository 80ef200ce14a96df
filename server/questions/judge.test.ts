import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesFrom } from '../../tests/helpers/note-corpus.ts';
import { clock } from '../notes/rolling/transcript.ts';
import { loadReadText } from '../text/search-text.ts';
import type { ModelPart } from './answer-reader.ts';
import { Judge } from './judge.ts';
import { judgeCitesBy } from './judge-cites.ts';

const lines = linesFrom([
	'Good morning everyone, please sit down.',
	'Today we look at how plants turn light into food.',
	'Water is split, and oxygen leaves the plant.',
	'Some more about leaves.',
	'The homework is due on the twelfth, chapter four.',
	'See you next week.',
	'作业十二号周五之前交。'
]);
const judgeCites = judgeCitesBy(lines, await loadReadText());
const cite = (...places: number[]): string[] => places.map((place) => lines[place]?.id ?? '');
const said = (md: string, ...places: number[]): ModelPart => ({
	kind: 'lecture',
	md,
	cites: cite(...places)
});
function judged(...parts: ModelPart[]) {
	const judge = new Judge(judgeCites);
	return [...parts.flatMap((part) => judge.push(part)), ...judge.end()];
}

describe('judging what a model wrote', () => {
	it('a part that cites nothing is the model’s own words', () => {
		expect(judged(said('It is due on the thirteenth.'))).toEqual([
			{ kind: 'own-words', md: 'It is due on the thirteenth.', cites: [] }
		]);
	});

	it('a part that cites lines which have nothing to do with it is the model’s own words', () => {
		expect(judged(said('The homework deadline is the thirteenth.', 0))[0]?.kind).toBe('own-words');
	});

	it.each([
		['The homework is due on the thirteenth.', 4, ['thirteenth']],
		['The homework is due on the 13th.', 4, ['13']],
		['The homework is due on Friday the twelfth.', 4, ['Friday']],
		['Oxygen leaves the plant, as Jan Ingenhousz found.', 2, ['Jan', 'Ingenhousz']],
		['作业十三号交。', 6, ['十三']]
	])('a number, day or name that no cited line has is marked: %s', (md, place, unfounded) => {
		expect(judged(said(md, place))).toEqual([{ kind: 'lecture', md, cites: cite(place), unfounded }]);
	});

	it.each([
		['The homework is due on the 12th (chapter 4).', 4],
		[`1. Homework: chapter four, at ${clock(lines[4]?.startMs ?? 0)}`, 4],
		['On (slide 3): oxygen leaves', 2],
		['The homework is due on the 12th, Friday.', 6],
		['作业是第四章，12 号交', 4]
	])('what its lines have in other words is not marked: %s', (md, place) => {
		expect(judged(said(md, place))).toEqual([{ kind: 'lecture', md, cites: cite(place) }]);
	});

	it('a lead-in shares the lines of the part below it, and is the model’s own where that cites none', () => {
		const lead = said('For next time:');
		expect(judged(lead, said('- read chapter four', 4)).map(({ kind, cites }) => [kind, cites])).toEqual([
			['lecture', cite(4)],
			['lecture', cite(4)]
		]);
		expect(judged(lead, said('- read chapter four')).map(({ kind }) => kind)).toEqual([
			'own-words',
			'own-words'
		]);
		expect(judged(lead).map(({ kind }) => kind)).toEqual(['own-words']);
	});

	it('keeps every part and its order, and shows nothing as the lecture’s that cites no line', () => {
		const part = fc.record({
			kind: fc.constantFrom('lecture' as const, 'not-found' as const, 'beyond' as const),
			md: fc.constantFrom(
				'a',
				'For Friday:',
				'**Title**',
				'oxygen leaves',
				'due on the thirteenth',
				'十二号'
			),
			cites: fc.subarray(cite(0, 2, 4, 6))
		});
		fc.assert(
			fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
				const blocks = judged(...parts);
				expect(blocks.map(({ md }) => md)).toEqual(parts.map(({ md }) => md));
				expect(blocks.filter(({ kind, cites }) => kind === 'lecture' && cites.length === 0)).toEqual([]);
			}),
			{ numRuns: 60 }
		);
	});
});
