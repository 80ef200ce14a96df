import type { ModelCheck } from '#lib/protocol/index.ts';
import { promptMs } from '../notes/rolling/engine.ts';
import type { Call } from './observed-model.ts';

type Speed = ModelCheck['speed'];

/** Writing that took less says little about how fast a model is. */
const measuredMs = 200;

/** How fast notes came. Where all came in one piece, the time until it came was that of writing. */
export function speedOf({ firstTextMs, tookMs, outcome }: Call, firstLineMs: number | null): Speed {
	const isSlow = (firstLineMs ?? tookMs) > promptMs;
	const speed = { firstLineMs, isSlow, notesMs: tookMs, rate: null };
	if (outcome.kind === 'failed' || outcome.text === '') return speed;
	const writingMs = tookMs - (firstTextMs ?? tookMs);
	const ms = writingMs >= measuredMs ? writingMs : tookMs;
	if (ms < measuredMs) return speed;
	const { text, usage } = outcome;
	const perSecond = (count: number): number => count / (ms / 1000);
	return {
		...speed,
		rate: usage
			? { unit: 'tokens', perSecond: perSecond(usage.completionTokens) }
			: { unit: 'characters', perSecond: perSecond([...text].length) }
	};
}
