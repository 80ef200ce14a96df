import { hasVoice } from './voicing.ts';

/** What is known of a stretch of sound once it was decoded. */
export type Evidence = {
	/** 16-bit, 16 kHz. */
	samples: Int16Array;
	text: string;
	tokenCount: number;
	/** Mean probability of the tokens, 0..1. */
	confidence: number;
	/** Head tags. */
	nospeech: boolean;
	event: string | null;
};

const windowSamples = 480;
/** Below this nothing is heard: about 26 steps of a 16-bit sample. */
const silenceDb = -62;
/** Fewer loud windows in a row are a click; sound shorter than one window holds no word either. */
const shortestSoundWindows = 3;
/** Sound whose level moves less than this is no speech, whatever was read into it. */
const steadyDb = 3;
/** Sound whose level moves less than this is speech only when the model is sure of it. */
const fairlySteadyDb = 6;
const unsure = 0.5;
/** Windows of 30 ms with a voice in them: fewer are chance, or none of a person. */
const voicedMin = 4;
/** A word or two with its mark: what is made up on noise is seldom longer. */
const fewTokens = 3;
/** Too short to judge how steady it is. */
const judgedSamplesMin = 8_000;

/**
 * Whether a text was made up on silence or noise. SenseVoice answers such sound with a word or a few; the level of
 * speech, unlike that of noise, goes up and down by more than 8 dB even at 0 dB signal to noise, and speech has vowels.
 */
export function isInvention({ samples, text, tokenCount, confidence, nospeech, event }: Evidence): boolean {
	if (!/[\p{L}\p{N}]/u.test(text)) return true;
	if (nospeech && tokenCount <= 4) return true;
	if (event !== null && tokenCount <= 2) return true;
	const levels = levelsDb(samples);
	const soundWindowsMin = Math.max(1, Math.min(shortestSoundWindows, levels.length));
	if (longestRun(levels, silenceDb) < soundWindowsMin) return true;
	if (samples.length < judgedSamplesMin) return false;
	const spread = spreadDb(levels);
	if (spread < steadyDb || (spread < fairlySteadyDb && confidence < unsure)) return true;
	return (confidence < unsure || tokenCount <= fewTokens) && !hasVoice(samples, voicedMin);
}

/** Level of each 30 ms, mean removed, against full scale. */
function levelsDb(samples: Int16Array): number[] {
	const levels: number[] = [];
	for (let from = 0; from + windowSamples <= samples.length; from += windowSamples) {
		let sum = 0;
		let squares = 0;
		for (let n = from; n < from + windowSamples; n++) {
			const sample = samples[n]!;
			sum += sample;
			squares += sample * sample;
		}
		const variance = Math.max(0, squares / windowSamples - (sum / windowSamples) ** 2);
		levels.push(10 * Math.log10(variance / 32_768 ** 2 + 1e-12));
	}
	return levels;
}

function longestRun(levels: readonly number[], above: number): number {
	let longest = 0;
	let run = 0;
	for (const level of levels) {
		run = level >= above ? run + 1 : 0;
		longest = Math.max(longest, run);
	}
	return longest;
}

/** From the level that a tenth of the sound stays under to the one that a tenth exceeds. */
function spreadDb(levels: readonly number[]): number {
	const sorted = [...levels].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
	return at(0.9) - at(0.1);
}
