import * as v from 'valibot';
import {
	ModelCheckEventSchema,
	modelProviders,
	type CheckLanguage,
	type ModelCheckEvent,
	type ModelProvider
} from '#lib/protocol/index.ts';
import { createAsk, problemOf, type Answer, type ApiProblem, type Fetch } from './api.ts';
import { eventsOf } from './server-events.ts';

/** US dollars for a million tokens, and the day of the price list. */
const PriceSchema = v.object({
	promptUsd: v.number(),
	cachedUsd: v.number(),
	completionUsd: v.number(),
	asOf: v.string()
});
export type Price = v.InferOutput<typeof PriceSchema>;

const SettingsSchema = v.object({
	provider: v.picklist(modelProviders),
	baseUrl: v.string(),
	model: v.string(),
	contextTokens: v.nullable(v.number()),
	price: v.nullable(PriceSchema),
	capUsd: v.nullable(v.number()),
	allowPrivate: v.boolean()
});
export type ModelSettings = v.InferOutput<typeof SettingsSchema>;
/** Without a key the one that the server keeps goes on. */
export type ModelChange = ModelSettings & { apiKey?: string };

const PresetSchema = v.object({ baseUrl: v.string(), model: v.string(), price: v.nullable(PriceSchema) });

const PresetSchemas = Object.fromEntries(
	modelProviders.map((provider) => [provider, PresetSchema])
) as Record<ModelProvider, typeof PresetSchema>;

export const ModelStateSchema = v.object({
	source: v.picklist(['saved', 'environment', 'none']),
	settings: v.nullable(SettingsSchema),
	key: v.object({ set: v.boolean(), ending: v.nullable(v.string()) }),
	keyLost: v.boolean(),
	/** The server of the model seems to leave out part of long requests. */
	cutsShort: v.boolean(),
	presets: v.object(PresetSchemas),
	defaultCapUsd: v.number()
});
export type ModelState = v.InferOutput<typeof ModelStateSchema>;

export const InUseSchema = v.object({
	inUse: v.nullable(v.object({ model: v.string(), baseUrl: v.string() }))
});
export type InUse = v.InferOutput<typeof InUseSchema>['inUse'];

const admin = '/api/admin/llm';

/** The server's language model: everybody may see which, administrators may set it. Nothing rejects. */
export function createLanguageModelApi(fetch: Fetch) {
	const ask = createAsk(fetch);
	return {
		inUse: (): Promise<Answer<{ inUse: InUse }>> => ask('GET', '/api/llm', undefined, InUseSchema),
		state: (): Promise<Answer<ModelState>> => ask('GET', admin, undefined, ModelStateSchema),
		save: (change: ModelChange): Promise<Answer<ModelState>> => ask('PUT', admin, change, ModelStateSchema),
		remove: (): Promise<Answer<ModelState>> => ask('DELETE', admin, undefined, ModelStateSchema),

		/**
		 * Has the server check what is kept, or what may be kept next, and hands over how far it is; the last event is `done`
		 * or `failed`. Leaving by `signal` ends the check, without an answer of its own.
		 */
		async test(
			asked: { language: CheckLanguage; change: ModelChange | undefined },
			onEvent: (event: ModelCheckEvent) => void,
			signal: AbortSignal
		): Promise<ApiProblem | undefined> {
			let isOver = false;
			try {
				const headers = { 'content-type': 'application/json' };
				const init = { method: 'POST', headers, body: JSON.stringify(asked), signal };
				const response = await fetch(`${admin}/test`, init);
				if (!response.ok) return await problemOf(response);
				for await (const event of eventsOf(response, ModelCheckEventSchema)) {
					isOver ||= event.type !== 'step';
					onEvent(event);
				}
			} catch {
				// A line that breaks is a line that ended.
			}
			return isOver || signal.aborted ? undefined : 'unreachable';
		}
	};
}
export type LanguageModelApi = ReturnType<typeof createLanguageModelApi>;
