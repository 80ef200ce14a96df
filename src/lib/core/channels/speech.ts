const frameS = 0.02;
/** Speech is at least this loud, about -60 dB, and rises that many times above the quieter parts around it. */
const leastPower = 1e-6;
const rise = 8;

/** How much of a sound may be speech, 0..1: what is loud between what is not. Silence and an even hum give nothing. */
export function speechIn(pieces: readonly Float32Array[], sampleRate: number): number {
	const frame = Math.max(1, Math.round(frameS * sampleRate));
	const levels: number[] = [];
	let [sum, count] = [0, 0];
	for (const piece of pieces)
		for (const value of piece) {
			sum += value * value;
			if (++count < frame) continue;
			levels.push(sum / frame);
			[sum, count] = [0, 0];
		}
	if (levels.length === 0) return 0;
	const background = [...levels].sort((a, b) => a - b)[Math.floor(levels.length / 10)] ?? 0;
	return levels.filter((level) => level > leastPower && level > rise * background).length / levels.length;
}
