import * as v from 'valibot';
import { modelProviders, type ModelProvider } from '#lib/protocol/index.ts';
import type { Answer, Ask } from './api.ts';

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

/** Why a language model does not answer. */
export const modelProblems = [
	'no-answer',
	'broken-off',
	'silent',
	'only-thoughts',
	'unknown-form',
	'server-error',
	'rate-limited',
	'overloaded',
	'key-refused',
	'no-balance',
	'no-such-model',
	'request-refused',
	'content-filtered',
	'not-a-language-model',
	'address-refused',
	'not-reachable'
] as const;
export type ModelProblem = (typeof modelProblems)[number];

export const TestResultSchema = v.variant('ok', [
	v.object({ ok: v.literal(true), model: v.string(), tookMs: v.number(), thought: v.boolean() }),
	v.object({
		ok: v.literal(false),
		problem: v.fallback(v.picklist(modelProblems), 'no-answer'),
		status: v.nullable(v.number())
	})
]);
export type TestResult = v.InferOutput<typeof TestResultSchema>;

/** The server itself gives a language model half a minute. */
const testMs = 35_000;
const admin = '/api/admin/llm';

/** The server's language model: everybody may see which, administrators may set it. */
export function createLanguageModelApi(ask: Ask) {
	return {
		inUse: (): Promise<Answer<{ inUse: InUse }>> => ask('GET', '/api/llm', undefined, InUseSchema),
		state: (): Promise<Answer<ModelState>> => ask('GET', admin, undefined, ModelStateSchema),
		save: (change: ModelChange): Promise<Answer<ModelState>> => ask('PUT', admin, change, ModelStateSchema),
		remove: (): Promise<Answer<ModelState>> => ask('DELETE', admin, undefined, ModelStateSchema),
		/** With what is kept, or with what may be kept next. */
		test: (change?: ModelChange): Promise<Answer<TestResult>> =>
			ask('POST', `${admin}/test`, change, TestResultSchema, testMs)
	};
}
export type LanguageModelApi = ReturnType<typeof createLanguageModelApi>;
