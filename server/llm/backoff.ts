const stepsMs = [1000, 2000, 4000, 8000, 16_000] as const;
export const retriesMost = stepsMs.length;
const retryAfterMostMs = 60_000;

/** Waiting before retry 0, 1, …: full jitter up to 1, 2, 4, 8, 16 s, and never less than the server asked for (60 s at most). */
export function delayMs(
	retry: number,
	retryAfterMs: number | undefined,
	random: () => number,
	askedMostMs = retryAfterMostMs
): number {
	const step = Math.max(0, Math.min(retry, stepsMs.length - 1));
	const jitter = random() * (stepsMs[step] as number);
	return Math.max(jitter, Math.min(retryAfterMs ?? 0, askedMostMs));
}

/** `retry-after`: whole or broken seconds, or a date; undefined for anything else. Also `retry-after-ms`. */
export function retryAfterMsOf(
	headers: { get(name: string): string | null },
	nowMs: number
): number | undefined {
	const exactMs = Number(headers.get('retry-after-ms') ?? NaN);
	if (exactMs >= 0) return exactMs;
	const text = headers.get('retry-after')?.trim();
	if (!text) return undefined;
	// Some say `30s`; where two proxies added one each, they stand in one line.
	const seconds = /^(\d{1,9}(?:\.\d{1,9})?)\s?s?\s?(?:,|$)/u.exec(text)?.[1];
	if (seconds !== undefined) return Number(seconds) * 1000;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
