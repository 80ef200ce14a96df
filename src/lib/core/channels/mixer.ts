type Plane = Float32Array<ArrayBuffer>;

/** Sound is weighed in stretches of this length, and short-time levels within them. */
const stretchS = 0.5;
const frameS = 0.02;
/** Below this level, about -75 dB, nothing is told apart from silence. */
const floorPower = 3e-8;
/** Channels that go against each other at least this much are out of phase. */
const opposed = -0.5;
/** Less than this part of the power left by a plain mean: the channels cancel. */
const cancelledShare = 0.1;

export type Mixer = {
	/** Takes planes of equal length; gives the mono sound that is settled by them. */
	push(planes: readonly Plane[]): Plane;
	finish(): Plane;
	/** Whether the channels cancelled each other over most of what was loud. */
	readonly isCancelling: boolean;
};

/**
 * Many channels as one. Where they agree it is their mean, so that nothing clips. A channel that goes against the others is turned
 * round, and one that carries speech weighs more than those that carry noise or nothing: speech rises out of its own background.
 */
export function createMixer(sampleRate: number): Mixer {
	const stretch = Math.round(stretchS * sampleRate);
	const frame = Math.max(1, Math.round(frameS * sampleRate));
	let waiting: Plane[] = [];
	let before: number[] | undefined;
	const power = { mixed: 0, mean: 0 };

	function mixed(planes: readonly Plane[]): Plane {
		const gains = gainsOf(planes, frame);
		const mono = blend(planes, before ?? gains, gains);
		before = gains;
		power.mixed += powerOf(mono) * mono.length;
		power.mean += powerOf(blend(planes, even(planes), even(planes))) * mono.length;
		return mono;
	}

	return {
		push(planes) {
			if (planes.length < 2) return planes[0] ?? new Float32Array(0);
			if (waiting.length > 0 && waiting.length !== planes.length)
				return joined([this.finish(), this.push(planes)]);
			waiting =
				waiting.length === 0 ? [...planes] : waiting.map((plane, n) => joined([plane, planes[n] as Plane]));
			const length = waiting[0]?.length ?? 0;
			const ready = length - (length % stretch);
			const out: Plane[] = [];
			for (let at = 0; at < ready; at += stretch)
				out.push(mixed(waiting.map((plane) => plane.subarray(at, at + stretch))));
			waiting = waiting.map((plane) => plane.slice(ready));
			return joined(out);
		},
		finish() {
			const rest = waiting;
			waiting = [];
			return (rest[0]?.length ?? 0) > 0 ? mixed(rest) : new Float32Array(0);
		},
		get isCancelling() {
			return power.mean < cancelledShare * power.mixed;
		}
	};
}

const even = (planes: readonly Plane[]): number[] => planes.map(() => 1 / planes.length);

/** What each channel weighs, in all 1; negative where it is turned round. */
function gainsOf(planes: readonly Plane[], frame: number): number[] {
	const rises = planes.map((plane) => riseOf(plane, frame));
	const leader = planes[rises.indexOf(Math.max(...rises))] as Plane;
	const sum = rises.reduce((all, rise) => all + rise, 0);
	return planes.map(
		(plane, n) => ((rises[n] as number) / sum) * (likeness(plane, leader) < opposed ? -1 : 1)
	);
}

/** How far a channel's power rises above its own background: 1 for an even hum and for silence, far more for speech. */
function riseOf(plane: Plane, frame: number): number {
	const levels: number[] = [];
	for (let at = 0; at < plane.length; at += frame) levels.push(powerOf(plane.subarray(at, at + frame)));
	const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
	return (mean + floorPower) / (Math.min(...levels) + floorPower);
}

function powerOf(plane: Float32Array): number {
	let sum = 0;
	for (const value of plane) sum += value * value;
	return plane.length > 0 ? sum / plane.length : 0;
}

/** Correlation, -1..1; 0 where one of them is silent. */
function likeness(a: Plane, b: Plane): number {
	let [both, ownA, ownB] = [0, 0, 0];
	for (let n = 0; n < a.length; n++) {
		const [x, y] = [a[n] as number, b[n] as number];
		both += x * y;
		ownA += x * x;
		ownB += y * y;
	}
	return ownA > 0 && ownB > 0 ? both / Math.sqrt(ownA * ownB) : 0;
}

/** Gains go over from the earlier ones to the later within the first tenth, so that nothing clicks. */
function blend(planes: readonly Plane[], from: readonly number[], to: readonly number[]): Plane {
	const mono = new Float32Array(planes[0]?.length ?? 0);
	const ramp = Math.max(1, Math.floor(mono.length / 10));
	planes.forEach((plane, channel) => {
		const [early = 0, late = 0] = [from[channel], to[channel]];
		for (let n = 0; n < mono.length; n++) {
			const gain = n < ramp ? early + ((late - early) * n) / ramp : late;
			mono[n] = (mono[n] as number) + gain * (plane[n] as number);
		}
	});
	return mono;
}

function joined(planes: readonly Plane[]): Plane {
	if (planes.length === 1) return planes[0] as Plane;
	const all = new Float32Array(planes.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const plane of planes) {
		all.set(plane, at);
		at += plane.length;
	}
	return all;
}
