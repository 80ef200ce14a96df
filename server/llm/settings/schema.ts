import * as v from 'valibot';
import { modelProviders } from '#lib/protocol/index.ts';
import { PriceSchema } from '../usage/price.ts';

/** Printable ASCII, as a header can carry it. */
const key = v.pipe(v.string(), v.trim(), v.maxLength(1000), v.regex(/^[\x21-\x7e]*$/));

const entries = {
	provider: v.picklist(modelProviders),
	baseUrl: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500)),
	model: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
	/** Tokens that fit into one request; null is the provider's usual. */
	contextTokens: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1024), v.maxValue(10_000_000))),
	price: v.nullable(PriceSchema),
	/** US dollars that one lecture may cost; null is no limit. */
	capUsd: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(10_000))),
	/** The administrator means an address on this machine or in its network. */
	allowPrivate: v.boolean()
};

/** Which model is asked, at whose cost. The key is kept apart from it. */
export const LlmSettingsSchema = v.strictObject(entries);
export type LlmSettings = v.InferOutput<typeof LlmSettingsSchema>;

/** What an administrator sends. Without a key the one that is kept goes on; an empty one takes it away. */
export const LlmChangeSchema = v.strictObject({ ...entries, apiKey: v.optional(key) });
export type LlmChange = v.InferOutput<typeof LlmChangeSchema>;
