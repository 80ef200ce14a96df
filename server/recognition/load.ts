import { loads, type Load } from '#lib/protocol/index.ts';

/** A final that has waited for longer makes the load at least this. */
const waitMsMax: Record<Exclude<Load, 'normal'>, number> = { busy: 1_000, overloaded: 6_000 };
/** The load goes down a step when no final has waited for half of that for this long. */
const calmMs = 10_000;

/** How the recogniser keeps up, told by how long finals wait: up at once, down step by step and not at the first lull. */
export class LoadGauge {
	#load: Load = 'normal';
	#calmSinceMs: number | undefined;

	get load(): Load {
		return this.#load;
	}

	/** `oldestMs` is how long the first of the waiting finals has waited, 0 when none does; answers whether the load changed. */
	observe(oldestMs: number, nowMs: number): boolean {
		const before = this.#load;
		this.#load = this.#after(oldestMs, nowMs);
		return this.#load !== before;
	}

	#after(oldestMs: number, nowMs: number): Load {
		const load = this.#load;
		const wanted = loadAt(oldestMs);
		if (loads.indexOf(wanted) > loads.indexOf(load)) {
			this.#calmSinceMs = undefined;
			return wanted;
		}
		if (load === 'normal' || oldestMs > waitMsMax[load] / 2) {
			this.#calmSinceMs = undefined;
			return load;
		}
		this.#calmSinceMs ??= nowMs;
		if (nowMs - this.#calmSinceMs < calmMs) return load;
		this.#calmSinceMs = undefined;
		return load === 'overloaded' ? 'busy' : 'normal';
	}
}

const loadAt = (oldestMs: number): Load =>
	oldestMs > waitMsMax.overloaded ? 'overloaded' : oldestMs > waitMsMax.busy ? 'busy' : 'normal';
