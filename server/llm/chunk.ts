import * as v from 'valibot';
import type { Usage } from './port.ts';
import type { Capabilities } from './providers.ts';

const CountsSchema = v.nullish(v.record(v.string(), v.unknown()));
const ChunkSchema = v.object({
	choices: v.nullish(
		v.array(
			v.object({
				delta: v.nullish(v.record(v.string(), v.unknown())),
				finish_reason: v.nullish(v.string()),
				usage: CountsSchema
			})
		)
	),
	usage: CountsSchema
});

export type Chunk = { text: string; thought: boolean; finish: string | undefined; usage: Usage | undefined };

/** One event of an answer, or undefined for something that is none. What the model thinks is seen, not read. */
export function readChunk(event: unknown, capabilities: Capabilities): Chunk | undefined {
	const parsed = v.safeParse(ChunkSchema, event);
	if (!parsed.success) return undefined;
	const choice = parsed.output.choices?.[0];
	const content = choice?.delta?.['content'];
	return {
		text: typeof content === 'string' ? content : '',
		thought: Boolean(choice?.delta?.[capabilities.reasoningField]),
		finish: choice?.finish_reason ?? undefined,
		usage: usageOf(parsed.output.usage ?? choice?.usage, capabilities.cacheUsageFields)
	};
}

function usageOf(
	counts: Record<string, unknown> | null | undefined,
	cacheFields: readonly string[]
): Usage | undefined {
	const promptTokens = countAt(counts, 'prompt_tokens');
	const completionTokens = countAt(counts, 'completion_tokens');
	if (promptTokens === undefined || completionTokens === undefined) return undefined;
	const cached = cacheFields.map((path) => countAt(counts, path)).find((count) => count !== undefined);
	return { promptTokens, completionTokens, cachedTokens: Math.min(cached ?? 0, promptTokens) };
}

function countAt(counts: unknown, path: string): number | undefined {
	const found = path
		.split('.')
		.reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], counts);
	return typeof found === 'number' && found >= 0 ? Math.round(found) : undefined;
}
