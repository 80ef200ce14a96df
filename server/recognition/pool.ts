import { availableParallelism } from 'node:os';
import { samplesToMs, type Load } from '#lib/protocol/index.ts';
import { Admission, type Work } from './admission.ts';
import { Affinity } from './affinity.ts';
import { childrenFor } from './children.ts';
import { rowsMax } from './batches.ts';
import type { Device } from './device.ts';
import { refusalOf } from './failure.ts';
import type { Recogniser, RecogniserState } from './port.ts';
import { Seat, type Assignment, type Loss, type SeatRules } from './seat.ts';

export type RecogniserOptions = {
	model: Recogniser['model'];
	/** A model's directory, or one of its files. */
	modelDirectory: string;
	/** The processor unless told otherwise. */
	device?: Device;
	/** Where a large model's extended copy goes when its own folder is read-only. */
	cacheDirectory?: string;
	/** Children at once; as many as suit the processors unless told otherwise. */
	children?: number;
	/** Threads of one child. */
	threads?: number;
	/** Jobs in one child's hands: the next batch beside the one that runs; one on the processor, which gains nothing by batches. */
	jobsPerChild?: number;
	/** A job may take this many times 5 s and half the length of its sound. */
	patience?: number;
	/** The file that a child runs. */
	childEntry?: string | URL;
	loadDeadlineMs?: number;
	backoffMs?: number;
	backoffMsMax?: number;
	childGrowthBytesMax?: number;
};

/** The pool as seen by those who watch over it. */
export type RecogniserPool = Recogniser & {
	/** Why `state` is `failed`, in words for the person who runs the server. */
	readonly failure: string | undefined;
	/** Process ids of the children that live now. */
	readonly pids: readonly number[];
	readonly queuedJobs: number;
};

/** A job that took this many children with it is set aside. */
const lostChildrenMax = 2;

/**
 * Recognition in child processes, because a run blocks its thread and can only be stopped by ending the process.
 * Answers at once; the children load in the background, the first one alone. Jobs wait while no child can load.
 */
export function createRecogniser(options: RecogniserOptions): RecogniserPool {
	const loadListeners = new Set<(load: Load) => void>();
	const admission = new Admission({
		isServing: () => state === 'ready',
		onLoad: (load) => tell(loadListeners, load)
	});
	const affinity = new Affinity<Seat>();
	const listeners = new Set<(state: RecogniserState) => void>();
	const rules = rulesOf(options);
	const seats = Array.from({ length: childCount(options) }, () => new Seat(rules, () => changed()));
	let state: RecogniserState = 'starting';
	let closed = false;

	function changed(): void {
		if (closed) return;
		if (seats.some(isReady)) for (const seat of seats) if (seat.state === 'empty') seat.start();
		dispatch();
		const next = stateOf(seats);
		if (next === state) return;
		state = next;
		tell(listeners, next);
	}

	function dispatch(): void {
		for (let open = openSeats(); open.length > 0; open = openSeats()) if (!assignNext(open)) break;
	}

	const openSeats = () => seats.filter((seat) => seat.room > 0);

	/** What lost a child among others is tried again alone, so that only the guilty job is set aside. */
	function assignNext(open: readonly Seat[]): boolean {
		const work = admission.next();
		if (!work) return false;
		const alone = work.lostChildren > 0;
		const seat = affinity.choose(alone ? open.filter((each) => each.isIdle) : open, work.job.stream);
		if (seat) seat.assign(assignmentOf(work, alone));
		else admission.putBack(work);
		return seat !== undefined;
	}

	function assignmentOf(work: Work, alone: boolean): Assignment {
		return {
			job: work.job,
			alone,
			deadlineMs: (options.patience ?? 4) * (5_000 + samplesToMs(work.job.sampleCount) / 2),
			onAnswer: (answer) => admission.answer(work, answer),
			onLost: (how) => lose(work, how)
		};
	}

	function lose(work: Work, how: Loss): void {
		if (how === 'closed') return work.settle({ kind: 'cancelled' });
		work.lostChildren++;
		if (work.lostChildren < lostChildrenMax) {
			admission.putBack(work);
			return dispatch();
		}
		admission.answer(work, { kind: 'failed', reason: whySetAside(how) });
	}

	async function close(): Promise<void> {
		closed = true;
		admission.close();
		await Promise.all(seats.map((seat) => seat.close()));
	}

	seats[0]?.start();

	return {
		model: options.model,
		device: options.device ?? 'cpu',
		get state() {
			return state;
		},
		get failure() {
			return state === 'failed' ? failureOf(seats) : undefined;
		},
		get pids() {
			return seats.flatMap((seat) => seat.pid ?? []);
		},
		get queuedJobs() {
			return admission.size;
		},
		get load() {
			return admission.load;
		},
		onState: (listener) => listen(listeners, listener),
		onLoad: (listener) => listen(loadListeners, listener),
		metrics: () => ({ ...admission.metrics(), ...metricsOf(seats) }),
		recognise(job, withdrawal) {
			const refusal = refusalOf(job);
			if (refusal) return Promise.resolve({ kind: 'failed', reason: refusal });
			const outcome = admission.ask(job, withdrawal);
			dispatch();
			return outcome;
		},
		close
	};
}

const faults: Record<Exclude<Loss, 'closed'>, string> = {
	died: 'stopped',
	hung: 'took too long',
	nonsense: 'answered nonsense'
};
const whySetAside = (how: Exclude<Loss, 'closed'>): string =>
	`The recogniser ${faults[how]} on this segment, twice. It was set aside.`;

const metricsOf = (seats: readonly Seat[]) => ({
	children: seats.filter(isReady).length,
	restarts: seats.reduce((sum, { restarts }) => sum + restarts, 0)
});

function listen<Told>(listeners: Set<(told: Told) => void>, listener: (told: Told) => void): () => void {
	listeners.add(listener);
	return () => void listeners.delete(listener);
}

function tell<Told>(listeners: ReadonlySet<(told: Told) => void>, told: Told): void {
	for (const listener of [...listeners]) listener(told);
}

const isReady = (seat: Seat): boolean => seat.state === 'serving';

function stateOf(seats: readonly Seat[]): RecogniserState {
	if (seats.some(isReady)) return 'ready';
	return seats.some((seat) => seat.refusal !== undefined) ? 'failed' : 'starting';
}

const failureOf = (seats: readonly Seat[]): string | undefined =>
	seats.find((seat) => seat.refusal !== undefined)?.refusal;

const childCount = ({ children }: RecogniserOptions): number =>
	Math.max(1, children ?? childrenFor(availableParallelism()));

function rulesOf(options: RecogniserOptions): SeatRules {
	const jobsMax = options.jobsPerChild ?? ((options.device ?? 'cpu') === 'cpu' ? 1 : 2 * rowsMax);
	const batches = jobsMax > 1;
	return {
		entry: options.childEntry ?? new URL('./child.ts', import.meta.url),
		settings: {
			modelDirectory: options.modelDirectory,
			cacheDirectory: options.cacheDirectory,
			threads: options.threads ?? 1,
			device: options.device ?? 'cpu',
			batches
		},
		jobsMax,
		loadDeadlineMs: options.loadDeadlineMs ?? (batches ? 300_000 : 120_000),
		backoffMs: options.backoffMs ?? 250,
		backoffMsMax: options.backoffMsMax ?? 30_000,
		growthBytesMax: options.childGrowthBytesMax ?? 2 * 1024 ** 3
	};
}
