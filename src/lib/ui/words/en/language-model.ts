import type { CheckLanguage, ModelCheckStep, ModelProblem, ModelProvider } from '#lib/protocol/index.ts';
import type { Sentence } from '../sentence.ts';

export const languageModel = {
	languageModel: {
		title: 'Notes by a language model',
		none: 'No language model is set up. Notes are excerpts from the transcript, and no text leaves the server.',
		inUse: (model: string, host: string) => `${model} at ${host}`,
		leaves: (host: string): Sentence => ({
			what: `The text of lectures and slides leaves this server: it’s sent to ${host}.`,
			cure: 'No sound is sent there. How long the text is kept is up to that provider.'
		}),
		staysInside: (host: string): Sentence => ({
			what: `The text of lectures and slides is sent to ${host}, inside the server’s own network.`,
			cure: 'No sound is sent there.'
		}),
		key: 'Key',
		keySet: (ending: string | null) => (ending ? `Set, ends in …${ending}` : 'Set'),
		keyNone: 'None',
		keyKept: (ending: string | null) =>
			ending ? `Saved: …${ending}. Leave empty to keep it.` : 'Leave empty to keep the saved key.',
		keyHint: 'Stored encrypted on the server and never shown again.',
		keyOptional: 'Most servers in your own network need none.',
		keyLost: {
			what: 'The saved key can no longer be read.',
			cure: 'The file secret-key in the data directory isn’t the one it was encrypted with. Enter the key again.'
		},
		cutsShort: {
			what: 'This model’s server seems to cut off long requests.',
			cure: 'Let it take more at once (Ollama: OLLAMA_CONTEXT_LENGTH=16384), or enter its limit under “Tokens per request”.'
		},
		limit: 'Limit',
		limitOf: (money: string) => `${money} per lecture`,
		noLimit: 'None',
		fromEnvironment:
			'Set by the server’s environment variables (LLM_…). Settings saved here take precedence.',
		setUp: 'Set up',
		change: 'Change',
		remove: 'Remove',
		save: 'Save',
		saving: 'Saving…',
		test: 'Test',
		stopTest: 'Stop the test',
		testing: {
			connection: 'Testing: reaching the model…',
			notes: 'Testing: notes of a short lecture…',
			known: 'Testing: a question about it…',
			unknown: 'Testing: a question that it doesn’t answer…'
		} satisfies Record<ModelCheckStep, string>,
		testStopped: { what: 'The test was stopped.', cure: 'The model may still charge for what it had begun.' },
		testTooSlow: (length: string): Sentence => ({
			what: `The model didn’t answer within ${length}.`,
			cure: 'It may still be loading: try again in a few minutes, or use a smaller one.'
		}),
		testLecture: {
			en: 'Tested on a made lecture of 12 sentences in English.',
			zh: 'Tested on a made lecture of 12 sentences in Chinese.'
		} satisfies Record<CheckLanguage, string>,
		notes: 'Notes',
		questions: 'Questions',
		speed: 'Speed',
		used: 'Used',
		provider: 'Provider',
		providers: {
			deepseek: 'DeepSeek',
			openai: 'OpenAI',
			qwen: 'Qwen (Alibaba Cloud)',
			kimi: 'Kimi (Moonshot AI)',
			siliconflow: 'SiliconFlow',
			ollama: 'Ollama (your own machine)',
			vllm: 'vLLM (your own machine)',
			'llama.cpp': 'llama.cpp (your own machine)',
			custom: 'Other (OpenAI-compatible)'
		} satisfies Record<ModelProvider, string>,
		address: 'Address',
		allowPrivate: 'This machine is in the server’s own network, as intended.',
		model: 'Model',
		modelHint: 'The provider’s name for it.',
		costs: 'Price and limit',
		costsHint: 'US dollars per million tokens. Token counts are exact; costs are estimates.',
		prompt: 'Input',
		cached: 'Cached input',
		completion: 'Output',
		asOf: 'Price date',
		cap: 'Maximum cost per lecture, US$',
		capHint: 'Beyond it, notes continue without the model. Leave empty for no limit.',
		context: 'Tokens per request',
		contextHint: 'Leave empty for the provider’s usual size.',
		saved: { what: 'Saved.', cure: 'In use from now on.' },
		removed: { what: 'Removed.', cure: 'Nothing more is sent.' },
		thinks: 'It reasons before it writes although asked not to, so notes take longer and cost more.',
		problem: {
			'no-answer': { what: 'The answer was empty.', cure: 'Try again, or try another model.' },
			'broken-off': { what: 'The answer broke off before its end.', cure: 'Try again in a moment.' },
			silent: {
				what: 'The model’s server sent nothing for too long.',
				cure: 'It may still be loading the model: try again in a few minutes, or use a smaller one.'
			},
			'only-thoughts': {
				what: 'The model only reasoned and wrote no answer.',
				cure: 'Turn reasoning off on its server, or use another model.'
			},
			'unknown-form': {
				what: 'The server answers in a format this app doesn’t know.',
				cure: 'Use an address that speaks the OpenAI Chat Completions API, usually one ending in /v1.'
			},
			'server-error': {
				what: 'The model’s server reports an error of its own.',
				cure: 'Its log says more. Then try again.'
			},
			'rate-limited': { what: 'The provider is limiting requests.', cure: 'Try again in a minute.' },
			overloaded: { what: 'The provider is overloaded.', cure: 'Try again in a few minutes.' },
			'key-refused': { what: 'The key was refused.', cure: 'Copy it from the provider’s page again.' },
			'no-balance': { what: 'The account has no credit left.', cure: 'Top it up with the provider.' },
			'no-such-model': {
				what: 'The provider doesn’t have this model.',
				cure: 'Check the name. Models are sometimes retired.'
			},
			'request-refused': {
				what: 'The provider rejected the request.',
				cure: 'Check the provider and model.'
			},
			'context-too-small': {
				what: 'The model takes in too little text at once for this app.',
				cure: 'Let its server take more (Ollama: OLLAMA_CONTEXT_LENGTH=16384), or use another model.'
			},
			'cap-reached': {
				what: 'The limit for one lecture is used up.',
				cure: 'Raise it under “Price and limit”.'
			},
			'content-filtered': { what: 'The provider withheld the answer.', cure: 'Try another model.' },
			'not-a-language-model': {
				what: 'This address isn’t a language model.',
				cure: 'Check it. Often /v1 is missing at the end.'
			},
			'address-refused': {
				what: 'This server isn’t allowed to connect there.',
				cure: 'The name leads into the server’s own network. Tick the box if that’s intended. Plain http works only there.'
			},
			'not-reachable': {
				what: 'This address can’t be reached.',
				cure: 'Check it, and that the server is able to reach it.'
			}
		} satisfies Record<ModelProblem, Sentence>
	}
};
