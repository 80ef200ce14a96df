import type { Usage } from '../port.ts';
import { fieldsOf } from './fields.ts';

/** Counts of tokens as far as a server has told them by now. */
export type Counts = Partial<Usage>;

const names: Record<keyof Usage, readonly string[]> = {
	promptTokens: [
		'prompt_tokens',
		'input_tokens',
		'prompt_eval_count',
		'promptTokenCount',
		'tokens_evaluated'
	],
	completionTokens: [
		'completion_tokens',
		'output_tokens',
		'eval_count',
		'candidatesTokenCount',
		'tokens_predicted'
	],
	cachedTokens: [
		...['prompt_cache_hit_tokens', 'prompt_tokens_details.cached_tokens', 'cached_tokens'],
		...['input_tokens_details.cached_tokens', 'cache_read_input_tokens', 'cachedContentTokenCount']
	]
};

/** Undefined where none of them is there. */
export function countsOf(value: unknown): Counts | undefined {
	const found = Object.entries(names).flatMap(([name, paths]) => {
		const count = paths.map((path) => countAt(value, path)).find((each) => each !== undefined);
		return count === undefined ? [] : [[name, count] as const];
	});
	return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** What was used, once both prompt and answer are counted. */
export function usageOf({ promptTokens, completionTokens, cachedTokens = 0 }: Counts): Usage | undefined {
	if (promptTokens === undefined || completionTokens === undefined) return undefined;
	return { promptTokens, completionTokens, cachedTokens: Math.min(cachedTokens, promptTokens) };
}

function countAt(value: unknown, path: string): number | undefined {
	const found = path.split('.').reduce<unknown>((at, name) => fieldsOf(at)?.[name], value);
	return typeof found === 'number' && found >= 0 ? Math.round(found) : undefined;
}
