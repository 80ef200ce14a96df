import { OpenAI } from 'openai';
import type { Fetch } from './watched-fetch.ts';

/** The watchdog ends a call that is silent; one that makes progress may take as long as it takes. */
const noTimeoutMs = 2 ** 31 - 1;

/**
 * The SDK without its own retries. Nothing is read from the environment, nothing is logged, and nothing is told about
 * this machine. An empty key is none.
 */
export function openAi({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }, fetch: Fetch): OpenAI {
	return new OpenAI({
		apiKey: apiKey === '' ? 'none' : apiKey,
		baseURL: baseUrl,
		organization: null,
		project: null,
		maxRetries: 0,
		timeout: noTimeoutMs,
		logLevel: 'off',
		fetch,
		defaultHeaders: Object.fromEntries(
			['Arch', 'Lang', 'OS', 'Package-Version', 'Retry-Count', 'Runtime', 'Runtime-Version', 'Timeout'].map(
				(name) => [`X-Stainless-${name}`, null]
			)
		)
	});
}
