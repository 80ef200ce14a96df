import { samplesToMs } from '#lib/protocol/limits.ts';
import { powerDb } from './pcm.ts';

/** How far above the noise floor a frame is speech for sure, and below which it is none. */
const surelySpeechDb = 18;
const surelyQuietDb = 6;
/** The floor is the quietest moment of this long: a lecturer breathes more often. */
const floorWindowMs = 6000;
const floorStepMs = 500;
const floorMinDb = -70;
const floorMaxDb = -30;
/** Time constant of the level's fall; it rises at once. */
const releaseMs = 60;

export type EnergyGate = {
	/** How likely the next frame is speech, 0..1, as far as its loudness alone tells. */
	probabilityOf(frame: Int16Array): number;
};

/**
 * Stands in for the speech model: compares the level with an adaptive noise floor, the minimum over the last seconds
 * (after R. Martin, Noise power spectral density estimation based on optimal smoothing and minimum statistics, 2001).
 */
export function createEnergyGate(): EnergyGate {
	const minima: number[] = [];
	let stepMinimum = Infinity;
	let stepMs = 0;
	let levelDb = -Infinity;

	function follow(frame: Int16Array): number {
		const frameMs = samplesToMs(frame.length);
		const db = Math.max(-96, powerDb(frame));
		levelDb = Math.max(db, db + (levelDb - db) * Math.exp(-frameMs / releaseMs));
		return frameMs;
	}

	function floorDb(frameMs: number): number {
		stepMinimum = Math.min(stepMinimum, levelDb);
		stepMs += frameMs;
		const lowest = Math.min(stepMinimum, ...minima);
		if (stepMs >= floorStepMs) {
			minima.push(stepMinimum);
			if (minima.length > floorWindowMs / floorStepMs) minima.shift();
			stepMinimum = Infinity;
			stepMs = 0;
		}
		return Math.max(floorMinDb, Math.min(floorMaxDb, lowest));
	}

	return {
		probabilityOf(frame) {
			const aboveDb = -floorDb(follow(frame)) + levelDb;
			return Math.max(0, Math.min(1, (aboveDb - surelyQuietDb) / (surelySpeechDb - surelyQuietDb)));
		}
	};
}
