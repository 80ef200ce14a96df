import type { ModelProblem } from '#lib/lecture/language-model-api.ts';
import type { ModelProvider } from '#lib/protocol/index.ts';
import type { Sentence } from '../sentence.ts';

export const languageModel = {
	languageModel: {
		title: 'Notes by a language model',
		none: 'No language model is set up. Notes are taken from the lecture word for word; nothing that is said leaves the server.',
		inUse: (model: string, host: string) => `${model} at ${host}`,
		leaves: (host: string): Sentence => ({
			what: `What is said leaves this server: the text, also that of slides, goes to ${host}.`,
			cure: 'Sound is never sent. How long the text is kept there is for that provider to say.'
		}),
		staysInside: (host: string): Sentence => ({
			what: `The text of lectures and slides is sent to ${host}, inside the server’s own network.`,
			cure: 'Sound is never sent.'
		}),
		key: 'Key',
		keySet: (ending: string | null) => (ending ? `set, ends in …${ending}` : 'set'),
		keyNone: 'none',
		keyKept: (ending: string | null) =>
			ending ? `Kept: …${ending}. Leave empty to keep it.` : 'Leave empty to keep the kept one.',
		keyHint: 'Stays on the server, encrypted. Nobody is shown it again.',
		keyOptional: 'Most servers inside need none.',
		keyLost: {
			what: 'The kept key cannot be read any more.',
			cure: 'The file secret-key in the data directory is not the one it was sealed with. Enter the key again.'
		},
		cutsShort: {
			what: 'The server of this model seems to leave out part of long requests.',
			cure: 'Let it take more at once (Ollama: OLLAMA_CONTEXT_LENGTH=16384), or put what it takes in “Tokens in one request”.'
		},
		limit: 'Limit',
		limitOf: (money: string) => `${money} a lecture`,
		noLimit: 'none',
		fromEnvironment: 'Set by the server’s environment (LLM_…). What is saved here goes before it.',
		setUp: 'Set up',
		change: 'Change',
		remove: 'Remove',
		save: 'Save',
		saving: 'Saving…',
		test: 'Test',
		testing: 'Asking…',
		provider: 'Provider',
		providers: {
			deepseek: 'DeepSeek',
			openai: 'OpenAI',
			qwen: 'Qwen (Alibaba Cloud)',
			kimi: 'Kimi (Moonshot AI)',
			siliconflow: 'SiliconFlow',
			ollama: 'Ollama, on your own machine',
			vllm: 'vLLM, on your own machine',
			'llama.cpp': 'llama.cpp, on your own machine',
			custom: 'Another, OpenAI-compatible'
		} satisfies Record<ModelProvider, string>,
		address: 'Address',
		allowPrivate: 'This machine is in the server’s own network, and that is meant.',
		model: 'Model',
		modelHint: 'As the provider calls it.',
		costs: 'Price and limit',
		costsHint: 'US dollars for a million tokens. Tokens are counted exactly; money is an estimate.',
		prompt: 'Text read',
		cached: 'Read again (cache)',
		completion: 'Text written',
		asOf: 'Price of',
		cap: 'Most a lecture may cost, US$',
		capHint: 'Then notes go on without the model. Empty means no limit.',
		context: 'Tokens in one request',
		contextHint: 'Empty: what is usual for the provider.',
		saved: { what: 'Saved.', cure: 'It is in use from now on.' },
		removed: { what: 'Removed.', cure: 'Nothing is sent any more.' },
		works: (model: string, seconds: string): Sentence => ({
			what: `${model} answers, in ${seconds} s.`,
			cure: ''
		}),
		thinks: 'It thinks before it writes although it was asked not to: notes will come later and cost more.',
		problem: {
			'no-answer': { what: 'No usable answer came.', cure: 'Check address and model, then try again.' },
			'rate-limited': { what: 'The provider asks to slow down.', cure: 'Try again in a minute.' },
			overloaded: { what: 'The provider is overloaded.', cure: 'Try again in a few minutes.' },
			'key-refused': { what: 'The key was refused.', cure: 'Copy it from the provider’s page once more.' },
			'no-balance': { what: 'The account has no money left.', cure: 'Top it up with the provider.' },
			'no-such-model': {
				what: 'The provider does not know this model.',
				cure: 'Check the name; models are retired now and then.'
			},
			'request-refused': {
				what: 'The provider did not accept the request.',
				cure: 'Check provider and model.'
			},
			'content-filtered': { what: 'The provider withheld the answer.', cure: 'Try another model.' },
			'not-a-language-model': {
				what: 'Something else answers at this address.',
				cure: 'Check it; often /v1 at the end is missing.'
			},
			'address-refused': {
				what: 'This server may not connect there.',
				cure: 'The name leads into the server’s own network; tick the box if that is meant. Plain http works only there.'
			},
			'not-reachable': {
				what: 'Nothing can be reached at this address.',
				cure: 'Check it, and that the server may reach it.'
			}
		} satisfies Record<ModelProblem, Sentence>
	}
};
