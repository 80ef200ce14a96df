import { describe, test } from 'vitest';
import { createLanguageModel } from '../../server/llm/client.ts';
import { startLlmServer, type LlmCall } from '../fakes/llm-server.ts';
import { languageModelContract } from './language-model-contract.ts';

const repeat = ({ messages }: LlmCall): string => messages.at(-1)?.content.replace(/^Say: /, '') ?? '';

languageModelContract('the client on a server that is played', async () => {
	const { url } = await startLlmServer(repeat, { apiKey: 'sk-right', model: 'deepseek-flash' });
	const endpoint = { provider: 'deepseek', baseUrl: url, model: 'deepseek-flash' } as const;
	return {
		model: createLanguageModel({ ...endpoint, apiKey: 'sk-right' }),
		withWrongKey: createLanguageModel({ ...endpoint, apiKey: 'sk-wrong' })
	};
});

/** Costs a few hundred tokens; only by hand. */
const {
	TEST_LLM_API_KEY: apiKey,
	TEST_LLM_BASE_URL: baseUrl = 'https://api.deepseek.com',
	TEST_LLM_MODEL: model = 'deepseek-flash'
} = process.env;

if (apiKey) {
	languageModelContract(`${model} at ${baseUrl}`, async () => {
		const provider = baseUrl.includes('deepseek') ? 'deepseek' : 'custom';
		const endpoint = { provider, baseUrl, model } as const;
		return {
			model: createLanguageModel({ ...endpoint, apiKey }),
			withWrongKey: createLanguageModel({ ...endpoint, apiKey: 'sk-wrong' })
		};
	});
} else {
	describe('a real language model', () => {
		test.skip('keeps the same contract (set TEST_LLM_API_KEY, TEST_LLM_BASE_URL, TEST_LLM_MODEL)', () => {});
	});
}
