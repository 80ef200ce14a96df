import { createNoise, samplesOf } from './sound.ts';

type MakeNoise = (seconds: number, level: number) => Int16Array;

const turn = 2 * Math.PI;

/** What rooms sound like when nobody speaks, made: `level` is the highest value, 0..1. The same every time. */
export const noises: Record<string, MakeNoise> = {
	hum: (seconds, level) =>
		samplesOf(seconds, (t) => (level / 2) * (Math.sin(turn * 50 * t) + 0.5 * Math.sin(turn * 150 * t))),
	fan: (seconds, level) => {
		const [noise, low] = [createNoise(2), lowPass(0.05)];
		return samplesOf(seconds, (t) => level * low(noise()) * 3 * (1 + 0.2 * Math.sin(turn * 3 * t)));
	},
	hiss: (seconds, level) => {
		const noise = createNoise(3);
		return samplesOf(seconds, () => level * noise());
	},
	keyboard: (seconds, level) => {
		const [noise, chance] = [createNoise(4), createNoise(5)];
		let [ring, next] = [0, 0];
		return samplesOf(seconds, (_, index) => {
			if (index >= next) [ring, next] = [1, index + 1_500 + Math.round(2_000 * Math.abs(chance()))];
			ring *= 0.994;
			return level * (ring * noise() + 0.01 * noise());
		});
	},
	/** Many voices at once: noise in the bands of speech, each with its own slow rise and fall. */
	babble: (seconds, level) => {
		const voices = Array.from({ length: 12 }, (_, n) => ({
			noise: createNoise(10 + n),
			band: bandPass(300 + 220 * n),
			rateHz: 2 + 0.37 * n
		}));
		return samplesOf(seconds, (t) => {
			const sum = voices.reduce(
				(all, { noise, band, rateHz }, n) =>
					all + band(noise()) * (1 + 0.6 * Math.sin(turn * rateHz * t + n)),
				0
			);
			return level * 0.35 * sum;
		});
	},
	/** A tune: three notes with overtones that fade, twice a second. */
	music: (seconds, level) => {
		const notesHz = [262, 330, 392, 523];
		return samplesOf(seconds, (t) => {
			const [beat, since] = [Math.floor(t * 2), (t * 2) % 1];
			const hz = notesHz[beat % notesHz.length] as number;
			return (
				level * 0.5 * Math.exp(-3 * since) * (Math.sin(turn * hz * t) + 0.4 * Math.sin(turn * 2 * hz * t))
			);
		});
	},
	tone: (seconds, level) => samplesOf(seconds, (t) => level * Math.sin(turn * 440 * t)),
	footsteps: (seconds, level) => {
		const [noise, low] = [createNoise(6), lowPass(0.02)];
		return samplesOf(
			seconds,
			(t) => level * (4 * Math.exp(-14 * ((t * 1.8) % 1)) * low(noise()) + 0.003 * noise())
		);
	}
};

/** One pole. */
function lowPass(share: number): (value: number) => number {
	let held = 0;
	return (value) => (held += share * (value - held));
}

/** Two poles around a frequency, about an eighth of it wide. */
function bandPass(hz: number): (value: number) => number {
	const radius = 1 - (Math.PI * hz) / 8 / 16_000;
	const turnBack = 2 * radius * Math.cos((turn * hz) / 16_000);
	let [one, two] = [0, 0];
	return (value) => {
		const next = (1 - radius) * value + turnBack * one - radius * radius * two;
		[one, two] = [next, one];
		return next;
	};
}
