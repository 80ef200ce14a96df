import { expect, it } from 'vitest';
import type { ModelCheckEvent } from '#lib/protocol/index.ts';
import { checkAnswer, stepOf } from '../../tests/fakes/check-answers.ts';
import type { ChatOutcome, LanguageModel } from '../llm/port.ts';
import { ModelChecks } from './model-checks.ts';

const aborted: ChatOutcome = { kind: 'failed', problem: 'aborted', status: undefined };

/** A model that answers with a word, and then is silent until it is called off. */
function begin() {
	const closed: string[] = [];
	const model: LanguageModel = {
		...{ provider: 'played', model: 'played-1', contextTokens: 32_000 },
		async chat({ messages }, _, signal) {
			if (stepOf(messages) === 'connection')
				return { kind: 'complete', text: checkAnswer(messages), usage: undefined };
			if (!signal.aborted)
				await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
			return aborted;
		}
	};
	const tried = { model, price: null, capUsd: null, close: async () => void closed.push('closed') };
	const events: ModelCheckEvent[] = [];
	return { tried, events, closed, tell: (event: ModelCheckEvent) => void events.push(event) };
}

it('a check whose time is over says of each part that it was too slow', async () => {
	const { tried, events, closed, tell } = begin();
	await new ModelChecks({ mostMs: 50 }).run(tried, 'en', tell, new AbortController().signal);
	expect(events.at(-1)).toMatchObject({
		type: 'done',
		check: { notes: { kind: 'too-slow' }, known: { kind: 'too-slow' }, unknown: { kind: 'too-slow' } }
	});
	expect(closed).toEqual(['closed']);
});

it('a check that is called off says nothing, and makes room for the next one', async () => {
	const { tried, events, closed, tell } = begin();
	const checks = new ModelChecks();
	const running = checks.run(tried, 'en', tell, new AbortController().signal);
	expect(checks.isRunning).toBe(true);
	checks.close();
	expect(checks.isRunning).toBe(false);
	await running;
	expect(events.map(({ type }) => type)).not.toContain('done');
	expect(checks.isRunning).toBe(false);
	expect(closed).toEqual(['closed']);
});
