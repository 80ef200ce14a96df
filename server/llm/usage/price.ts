import * as v from 'valibot';
import type { Usage } from '../port.ts';

const dollars = v.pipe(v.number(), v.minValue(0), v.maxValue(10_000));

/** US dollars for a million tokens, as the provider had them on a day. Prices change; what is reckoned with them is an estimate. */
export const PriceSchema = v.strictObject({
	promptUsd: dollars,
	cachedUsd: dollars,
	completionUsd: dollars,
	asOf: v.pipe(v.string(), v.isoDate())
});
export type Price = v.InferOutput<typeof PriceSchema>;

/** Whole millionths of a dollar. */
export function costMicroUsd({ promptTokens, cachedTokens, completionTokens }: Usage, price: Price): number {
	const missed = promptTokens - cachedTokens;
	return Math.round(
		missed * price.promptUsd + cachedTokens * price.cachedUsd + completionTokens * price.completionUsd
	);
}
