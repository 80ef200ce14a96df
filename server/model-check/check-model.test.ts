import { describe, expect, it } from 'vitest';
import { checkAnswer, stepOf } from '../../tests/fakes/check-answers.ts';
import type { ChatOutcome, LanguageModel } from '../llm/port.ts';
import type { Price } from '../llm/usage/price.ts';
import { checkModel } from './check-model.ts';
import { madeLectures } from './made-lecture.ts';

type Step = ReturnType<typeof stepOf>;
type Options = {
	say?: Partial<Record<Step, string>>;
	end?: Partial<Record<Step, Partial<ChatOutcome>>>;
	/** Before the first word, and for each of its pieces. */
	waitMs?: number;
	pieceMs?: number;
	price?: Price;
	capUsd?: number;
	language?: 'en' | 'zh';
};

/** A check of a model whose time is played. */
async function check({
	say,
	end = {},
	waitMs = 0,
	pieceMs = 0,
	price,
	capUsd,
	language = 'en'
}: Options = {}) {
	let nowMs = 0;
	const steps: Step[] = [];
	const model: LanguageModel = {
		...{ provider: 'played', model: 'played-1', contextTokens: 32_000 },
		async chat({ messages }, sink) {
			nowMs += waitMs;
			const outcome = end[stepOf(messages)] ?? {};
			const text = checkAnswer(messages, say);
			if (outcome.kind !== 'failed')
				for (const piece of text.match(/[^]{1,10}/gu) ?? []) {
					sink.onText?.(piece);
					nowMs += pieceMs;
				}
			const usage = { promptTokens: 2500, cachedTokens: 0, completionTokens: 100 };
			return { kind: 'complete', text, usage, ...outcome } as ChatOutcome;
		}
	};
	const checked = await checkModel(
		{ model, price: price ?? null, capUsd: capUsd ?? null },
		madeLectures[language],
		{ tell: (step) => steps.push(step), signal: new AbortController().signal, nowMs: () => nowMs }
	);
	return { checked, steps };
}

describe('the check of a language model', () => {
	it.each(['en', 'zh'] as const)('finds nothing wrong with a good one (%s)', async (language) => {
		const { checked, steps } = await check({ language });
		expect(steps).toEqual(['connection', 'notes', 'known', 'unknown']);
		expect(checked).toMatchObject({
			kind: 'checked',
			check: {
				...{ model: 'played-1', language, thought: false },
				notes: { kind: 'written', kept: 6, changed: 0, dropped: 0, isInLanguage: true },
				known: { kind: 'right', isInLanguage: true },
				unknown: { kind: 'admits' },
				use: { promptTokens: 10_000, completionTokens: 400, isCounted: true, costUsd: null }
			}
		});
	});

	it('tells how long the first line takes, and how fast the rest comes', async () => {
		const { checked } = await check({ waitMs: 4000, pieceMs: 50 });
		const speed = checked.kind === 'checked' ? checked.check.speed : undefined;
		expect(speed?.firstLineMs).toBeGreaterThan(4500);
		expect(speed?.firstLineMs).toBeLessThan(5500);
		expect(speed?.rate).toEqual({ unit: 'tokens', perSecond: 100 / ((speed?.notesMs ?? 0) / 1000 - 4) });
	});

	it('counts characters where the server counts no tokens', async () => {
		const end = { notes: { usage: undefined } };
		const { checked } = await check({ pieceMs: 50, end });
		expect(checked).toMatchObject({
			check: { speed: { rate: { unit: 'characters' } }, use: { isCounted: false } }
		});
	});

	it.each(['key-refused', 'no-such-model', 'not-reachable', 'silent'] as const)(
		'asks nothing more after %s',
		async (problem) => {
			const { checked, steps } = await check({ end: { connection: { kind: 'failed', problem } } });
			expect(checked).toMatchObject({ kind: 'failed', problem });
			expect(steps).toEqual(['connection']);
		}
	);

	it('goes on where the first word was only thought, and says what the notes came to', async () => {
		const thoughts = { kind: 'failed', problem: 'only-thoughts' } as const;
		const { checked, steps } = await check({ end: { connection: thoughts, notes: thoughts } });
		expect(steps).toHaveLength(4);
		expect(checked).toMatchObject({
			check: { notes: { kind: 'no-answer', problem: 'only-thoughts' }, known: { kind: 'right' } }
		});
	});

	it('judges answers by the same rules as the screen of questions', async () => {
		const { checked } = await check({
			say: { known: 'It is due on the fourteenth.', unknown: 'It is 3,730 km long [s3].' }
		});
		expect(checked).toMatchObject({ check: { known: { kind: 'uncited' }, unknown: { kind: 'invents' } } });
	});

	it('costs what it costs, and ends at the limit of a lecture', async () => {
		const price = { promptUsd: 100, cachedUsd: 100, completionUsd: 0, asOf: '2026-11-15' };
		const { checked } = await check({ price, capUsd: 0.5 });
		expect(checked).toMatchObject({
			check: {
				notes: { kind: 'written' },
				known: { kind: 'no-answer', problem: 'cap-reached' },
				use: { costUsd: 0.5 }
			}
		});
	});
});
