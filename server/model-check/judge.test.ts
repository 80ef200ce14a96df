import { describe, expect, it } from 'vitest';
import { checkAnswer, goodNotes } from '../../tests/fakes/check-answers.ts';
import { emptyNotes, type AnswerBlock, type CheckLanguage } from '#lib/protocol/index.ts';
import type { ChatOutcome } from '../llm/port.ts';
import { writtenIn } from '../notes/rolling/answer.ts';
import { Conversation } from '../notes/rolling/conversation.ts';
import type { Said } from '../questions/said.ts';
import { judgeKnown, judgeNotes, judgeUnknown } from './judge.ts';
import { madeLectures, noteRequestOf } from './made-lecture.ts';

const usage = { promptTokens: 2500, cachedTokens: 0, completionTokens: 300 };
const questionOf = (language: CheckLanguage) => {
	const request = noteRequestOf(madeLectures[language]);
	const conversation = new Conversation({ ...request, mark: 'm0', unwanted: [] });
	return conversation.ask({ due: request.lines, lines: request.lines, document: emptyNotes, opsMax: 12 });
};

function notes(text: string, language: CheckLanguage = 'en', more: Partial<ChatOutcome> = {}) {
	const { messages, scope } = questionOf(language);
	const outcome = { kind: 'complete', text, usage, ...more } as ChatOutcome;
	const answer =
		outcome.kind === 'complete' ? writtenIn(text, emptyNotes, scope) : ({ kind: 'unusable' } as const);
	return judgeNotes({ messages, outcome, answer }, madeLectures[language]);
}

const good = goodNotes('en');
const withoutMarks = good.replace(/\n\.$/u, '');
const prose = `## How rivers carry their load
- The load is dissolved, suspended or bed load [s4]
- Read chapter 7 by the 14th of March [s10]
- The curve will be on the exam`;

describe('the notes of the made lecture', () => {
	it.each(['en', 'zh'] as const)('of a good model are all kept (%s)', (language) => {
		const verdict = { kind: 'written', kept: 6, changed: 0, dropped: 0, isInLanguage: true };
		expect(notes(goodNotes(language), language)).toEqual(verdict);
	});

	it.each([
		['a number', good.replace('330', '3300'), 'en'],
		['a date', good.replace('14th', '13th'), 'en'],
		['a name', good.replace('Hjulström', 'Hjelmslev'), 'en'],
		['a number', goodNotes('zh').replace('71100', '17100'), 'zh'],
		['a date', goodNotes('zh').replace('3月14日', '3月4日'), 'zh']
	] as const)('are told apart where %s is another one', (_, text, language) => {
		expect(notes(text, language)).toMatchObject({ kind: 'written', kept: 5, changed: 1 });
	});

	it.each([
		['lines without a citation are left out', good.replace('| s4 ', ''), { kept: 5, dropped: 1 }],
		['lines of other lectures are left out', good.replace('s4', 's88'), { kept: 5, dropped: 1 }],
		['words around them are left out', `Here are the notes:\n${good}`, { kept: 6, dropped: 1 }],
		['bullets that cite are read too', prose, { kept: 2, dropped: 1 }],
		['another language is noticed', goodNotes('zh'), { isInLanguage: false }],
		['nothing worth a note is no notes', '.', { kept: 0, changed: 0, dropped: 0 }]
	])('%s', (_, text, verdict) => {
		expect(notes(text)).toMatchObject({ kind: 'written', ...verdict });
	});

	it.each<[string, string, object]>([
		['JSON', '{"notes": ["s1"]}', { kind: 'off-form' }],
		['prose', 'The lecture was about rivers.', { kind: 'off-form' }],
		['operations without an end', withoutMarks, { kind: 'off-form' }],
		['bullets without citations', '- Rivers carry a load\n- Exam: the curve', { kind: 'uncited' }],
		['operations without citations', good.replaceAll(/s\d+(?:,s\d+)? \|/gu, '|'), { kind: 'uncited' }]
	])('are of no use as %s', (_, text, verdict) => {
		expect(notes(text)).toEqual(verdict);
	});

	it.each<[string, Partial<ChatOutcome>, object]>([
		['cut off', { kind: 'cut-off' }, { kind: 'cut-off' }],
		['only reasoning', failed('only-thoughts'), { kind: 'no-answer', problem: 'only-thoughts' }],
		['empty', failed('no-answer'), { kind: 'no-answer', problem: 'no-answer' }],
		['out of time', failed('aborted'), { kind: 'too-slow' }],
		[
			'written of a part of what was sent',
			{ usage: { ...usage, promptTokens: 600 } },
			{ kind: 'no-answer', problem: 'context-too-small' }
		]
	])('are none where the answer was %s', (_, more, verdict) => {
		expect(notes(good, 'en', more)).toEqual(verdict);
	});
});

function failed(problem: Extract<ChatOutcome, { kind: 'failed' }>['problem']): Partial<ChatOutcome> {
	return { kind: 'failed', problem };
}

const said = (...blocks: Partial<AnswerBlock>[]): Said => ({
	outcome: 'answered',
	problem: null,
	answer: {
		model: 'm',
		blocks: [
			{ kind: 'line', md: madeLectures.en.lines[9]?.text ?? '', cites: ['line-10'] },
			...blocks.map((block) => ({ kind: 'lecture' as const, md: '', cites: [], ...block }))
		],
		refusedCites: 0,
		cutOff: false
	},
	upto: 0
});
const due = 'It is due on the 14th of March.';
const cited = { md: due, cites: ['line-10'] };

describe('the question that the made lecture answers', () => {
	it.each<[string, Said, object]>([
		['right', said(cited), { kind: 'right', isInLanguage: true }],
		[
			'right, in another language',
			said({ ...cited, md: '3月14日之前。' }),
			{ kind: 'right', isInLanguage: false }
		],
		['right without a citation', said({ md: due, kind: 'own-words' }), { kind: 'uncited' }],
		['right with the citation of another line', said({ ...cited, cites: ['line-2'] }), { kind: 'uncited' }],
		['wrong', said({ ...cited, md: 'On the 13th.', unfounded: ['13th'] }), { kind: 'wrong' }],
		['wrong in its own words', said({ md: 'On the 13th.', kind: 'own-words' }), { kind: 'wrong' }],
		['right with something made up', said({ ...cited, unfounded: ['Smith'] }), { kind: 'wrong' }],
		['not found', said({ kind: 'model-found-nothing' }), { kind: 'missed' }],
		['nothing but the passages', said(), { kind: 'no-answer', problem: 'no-answer' }],
		[
			'a failure',
			{ ...said(), outcome: 'failed', problem: 'overloaded' },
			{ kind: 'no-answer', problem: 'overloaded' }
		],
		['out of time', { ...said(), outcome: 'stopped' }, { kind: 'too-slow' }]
	])('is judged where the answer is %s', (_, answer, verdict) => {
		expect(judgeKnown(answer, madeLectures.en)).toEqual(verdict);
	});
});

describe('the question that it does not answer', () => {
	it.each<[string, Said, object]>([
		['that it found nothing', said({ kind: 'model-found-nothing' }), { kind: 'admits' }],
		['that, and what comes nearest', said({ kind: 'model-found-nothing' }, cited), { kind: 'admits' }],
		['a length', said({ md: '3,730 km', cites: ['line-3'], unfounded: ['3,730'] }), { kind: 'invents' }],
		['a length in its own words', said({ md: '3,730 km', kind: 'own-words' }), { kind: 'invents' }],
		['nothing', said(), { kind: 'no-answer', problem: 'no-answer' }]
	])('is judged where a model says %s', (_, answer, verdict) => {
		expect(judgeUnknown(answer)).toEqual(verdict);
	});
});

it('a made lecture answers its first question with the line that it names, and has no answer to the other', () => {
	for (const { known, lines } of Object.values(madeLectures)) {
		expect(lines.filter(({ text }) => known.answer.test(text)).map(({ id }) => id)).toEqual([known.lineId]);
		expect(checkAnswer([{ content: `QUESTION\n${known.question}` }, { content: '' }])).not.toBe('');
	}
});
