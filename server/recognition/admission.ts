import type { Load } from '#lib/protocol/index.ts';
import { LoadGauge } from './load.ts';
import type { RecogniserMetrics, RecognitionJob, RecognitionOutcome } from './port.ts';
import { createQueue, type Priority } from './queue.ts';

export type Clock = {
	nowMs: () => number;
	/** Calls `act` once after `ms`; returns the undoing. Keeps no process alive. */
	after: (ms: number, act: () => void) => () => void;
};

export type AdmissionDeps = {
	/** While nobody serves, waiting says nothing of the load. */
	isServing: () => boolean;
	onLoad: (load: Load) => void;
};

/** A job that was let in, and how to answer it. */
export type Work = {
	job: RecognitionJob;
	withdrawal: AbortSignal | undefined;
	lostChildren: number;
	settle: (outcome: RecognitionOutcome) => void;
};

/** What is given up under each load, first to last. */
const shedAt: Record<Load, readonly Priority[]> = {
	normal: [],
	busy: ['partial'],
	overloaded: ['partial', 'speculative']
};
/** How often the load is looked at while something waits or it is not normal. */
const lookEveryMs = 250;

/**
 * Which jobs are let in, in which order they are given out, and which are shed while finals wait for too long. The load
 * is measured by waiting finals alone, and goes down by itself.
 */
export class Admission {
	readonly #clock: Clock;
	readonly #deps: AdmissionDeps;
	readonly #queue;
	readonly #gauge = new LoadGauge();
	readonly #answered: Record<Priority, number> = { final: 0, speculative: 0, backlog: 0, partial: 0 };
	#shed = 0;
	#setAside = 0;
	#cancelLook: (() => void) | undefined;
	#closed = false;

	constructor(deps: AdmissionDeps, clock: Clock = systemClock) {
		this.#clock = clock;
		this.#deps = deps;
		this.#queue = createQueue<Work>({ nowMs: () => clock.nowMs() });
	}

	get load(): Load {
		return this.#gauge.load;
	}

	get size(): number {
		return this.#queue.size;
	}

	/** Ends as `shed` what there is no room for, or no time under this load; as `cancelled` what is withdrawn. */
	ask(job: RecognitionJob, withdrawal?: AbortSignal): Promise<RecognitionOutcome> {
		return new Promise((settle) => {
			if (this.#closed || withdrawal?.aborted) return settle({ kind: 'cancelled' });
			const work: Work = { job, withdrawal, lostChildren: 0, settle };
			if (shedAt[this.load].includes(job.priority) || !this.#queue.push(work, job)) return this.#drop(work);
			withdrawal?.addEventListener(
				'abort',
				() => this.#queue.withdraw(work) && settle({ kind: 'cancelled' })
			);
			this.#look();
		});
	}

	/** The next job for a child. */
	next(): Work | undefined {
		if (this.#queue.size === 0) return undefined;
		this.#look();
		return this.#queue.take();
	}

	/** To be heard next, unless it was withdrawn meanwhile. */
	putBack(work: Work): void {
		if (isWanted(work)) this.#queue.putBack(work, work.job);
	}

	/** The same behind others. */
	putBehind(work: Work): void {
		if (isWanted(work)) this.#queue.putBehind(work, work.job);
	}

	answer({ job, settle }: Work, outcome: RecognitionOutcome): void {
		this.#answered[job.priority]++;
		if (outcome.kind === 'failed') this.#setAside++;
		settle(outcome);
	}

	metrics(): Pick<RecogniserMetrics, 'waiting' | 'answered' | 'shed' | 'setAside'> {
		const waiting = (priority: Priority) => {
			const { jobs, oldestMs } = this.#queue.waiting(priority);
			return { jobs, oldestMs: Math.round(oldestMs) };
		};
		return {
			waiting: {
				final: waiting('final'),
				speculative: waiting('speculative'),
				backlog: waiting('backlog'),
				partial: waiting('partial')
			},
			answered: { ...this.#answered },
			shed: this.#shed,
			setAside: this.#setAside
		};
	}

	/** Gives up what waits at these priorities. */
	shed(priorities: readonly Priority[]): void {
		for (const priority of priorities) for (const work of this.#queue.drain(priority)) this.#drop(work);
	}

	close(): void {
		this.#closed = true;
		this.#cancelLook?.();
		for (const { settle } of this.#queue.drain()) settle({ kind: 'cancelled' });
	}

	#look(): void {
		const oldestMs = this.#deps.isServing() ? this.#queue.waiting('final').oldestMs : 0;
		if (this.#gauge.observe(oldestMs, this.#clock.nowMs())) {
			this.shed(shedAt[this.load]);
			this.#deps.onLoad(this.load);
		}
		if (this.#queue.size === 0 && this.load === 'normal') return;
		this.#cancelLook ??= this.#clock.after(lookEveryMs, () => {
			this.#cancelLook = undefined;
			if (!this.#closed) this.#look();
		});
	}

	#drop({ settle }: Work): void {
		this.#shed++;
		settle({ kind: 'shed' });
	}
}

function isWanted({ withdrawal, settle }: Work): boolean {
	if (withdrawal?.aborted) settle({ kind: 'cancelled' });
	return !withdrawal?.aborted;
}

const systemClock: Clock = {
	nowMs: () => performance.now(),
	after(ms, act) {
		const timer = setTimeout(act, ms).unref();
		return () => clearTimeout(timer);
	}
};
