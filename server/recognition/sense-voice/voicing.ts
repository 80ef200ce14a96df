/** The pitch of a voice is looked for at 4 kHz: what is above hides it in noise. */
const decimation = 4;
const windowLength = 160;
const hopLength = 80;
/** Periods of voices from 70 to 400 Hz. */
const periodMin = 10;
const periodMax = 57;
/** How alike a vowel and itself one period later are. */
const alikeMin = 0.5;

/**
 * Whether at least `wanted` windows of 40 ms repeat themselves at the pitch of a voice, as vowels do and the noises of things
 * do not. Music does, too; whispering does not. Stops at the last window that it needs.
 */
export function hasVoice(samples: Int16Array, wanted: number): boolean {
	let voiced = 0;
	const length = Math.floor(samples.length / decimation);
	for (let from = 0; from + windowLength <= length; from += hopLength) {
		if (isVoiced(lowered(samples, from)) && ++voiced >= wanted) return true;
	}
	return false;
}

/** A window at 4 kHz, its mean removed. */
function lowered(samples: Int16Array, from: number): Float64Array {
	const window = new Float64Array(windowLength);
	for (let n = 0; n < windowLength; n++)
		for (let at = 0; at < decimation; at++) window[n]! += samples[(from + n) * decimation + at]!;
	const mean = window.reduce((sum, value) => sum + value, 0) / windowLength;
	return window.map((value) => value - mean);
}

/** A peak, not a slope: what only moves slowly is like itself a little later, and less so the later it is. */
function isVoiced(window: Float64Array): boolean {
	let [before, last] = [Infinity, Infinity];
	for (let period = periodMin - 1; period <= periodMax; period++) {
		const now = likeness(window, period);
		if (last >= alikeMin && last > before && last >= now) return true;
		[before, last] = [last, now];
	}
	return false;
}

/** Normalised correlation of a window with itself `period` later: −1..1. */
function likeness(window: Float64Array, period: number): number {
	let [product, here, later] = [0, 0, 0];
	for (let n = 0; n + period < window.length; n++) {
		const [a, b] = [window[n]!, window[n + period]!];
		product += a * b;
		here += a * a;
		later += b * b;
	}
	return product / Math.sqrt(here * later + 1);
}
