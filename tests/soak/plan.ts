/** What befalls a recording. */
export type Blow =
	| { kind: 'kill-server'; downMs: number }
	/** It starts again on what it has kept; `isOffline`: while nobody answers. */
	| { kind: 'kill-browser'; isOffline: boolean }
	| { kind: 'cut' }
	| { kind: 'reset' }
	/** Connections die in the middle of a frame. */
	| { kind: 'cut-after'; bytes: number }
	| { kind: 'refuse'; ms: number }
	/** Bytes vanish for so long, and nobody is told. */
	| { kind: 'black-hole'; ms: number }
	/** Slow, late and in small pieces until the next change of weather. */
	| { kind: 'bad-weather'; bytesPerS: number; latencyMs: number; jitterMs: number; sliceBytes: number }
	| { kind: 'fine-weather' }
	/** The page's thread is busy. */
	| { kind: 'block-page'; ms: number };

export type Counts = Record<'servers' | 'browsers' | 'cuts' | 'blackHoles' | 'weathers' | 'blocks', number>;
/**
 * A blow, and how long the recording is left in peace before it. `whileFlowing`: not before sound reaches the server
 * again, for which the browser is told that it is online; otherwise the blow may fall on a line that is down already.
 */
export type Step = { afterMs: number; whileFlowing: boolean; blow: Blow };

/** A random order of so many blows; the same for the same seed. `random` gives 0 ≤ x < 1. */
export function planOf(counts: Counts, random: () => number): Step[] {
	const between = (least: number, most: number) => Math.floor(least + random() * (most - least));
	const many = (count: number, blow: () => Blow) => Array.from({ length: count }, blow);
	const anyCut = (): Blow => {
		const kind = (['cut', 'reset', 'cut-after', 'refuse'] as const)[between(0, 4)];
		if (kind === 'cut-after') return { kind, bytes: between(1, 60_000) };
		if (kind === 'refuse') return { kind, ms: between(500, 14_000) };
		return { kind: kind ?? 'cut' };
	};
	const weather = (): Blow => ({
		kind: 'bad-weather',
		bytesPerS: between(2_000, 60_000),
		latencyMs: between(0, 400),
		jitterMs: between(0, 300),
		sliceBytes: between(100, 1500)
	});
	const blows = [
		// One in five stays away for longer than a recorder may be behind (rule W4).
		...many(counts.servers, () => ({
			kind: 'kill-server',
			downMs: random() < 0.2 ? between(10_000, 15_000) : between(0, 2500)
		})),
		...many(counts.browsers, () => ({ kind: 'kill-browser', isOffline: random() < 0.3 })),
		...many(counts.cuts, anyCut),
		...many(counts.blackHoles, () => ({ kind: 'black-hole', ms: between(1000, 6000) })),
		...many(counts.weathers, weather),
		...many(counts.weathers, () => ({ kind: 'fine-weather' })),
		...many(counts.blocks, () => ({ kind: 'block-page', ms: 5000 }))
	] satisfies Blow[];
	return shuffled(blows, random).map((blow) => ({
		afterMs: between(100, 4000),
		whileFlowing: random() < 0.7,
		blow
	}));
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
	const left = [...items];
	return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as T);
}
