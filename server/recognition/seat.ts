import type { ChildAnswer, ChildReport, ChildSettings } from './child-messages.ts';
import { startChild, type Child } from './child-process.ts';
import type { RecognitionJob } from './port.ts';

/** A job in hand, and what to do when it ends or takes its child with it. */
export type Assignment = {
	job: RecognitionJob;
	/** Shares the child with no other job. */
	alone: boolean;
	deadlineMs: number;
	onAnswer: (answer: ChildAnswer) => void;
	/** The child ended before it answered. */
	onLost: (how: Loss) => void;
};

/** By itself; because a deadline had passed; because it said what is no answer, or one to another question; or with the seat. */
export type Loss = 'died' | 'hung' | 'nonsense' | 'closed';

export type SeatRules = {
	entry: string | URL;
	settings: ChildSettings;
	/** Jobs in one child's hands; more than one only where it batches. */
	jobsMax: number;
	loadDeadlineMs: number;
	/** Wait before the second start in a row that brought no answer; doubles with each further one. */
	backoffMs: number;
	backoffMsMax: number;
	/** A child that grew by more than this since it had loaded is replaced when it has nothing in hand. */
	growthBytesMax: number;
};

type InHand = { assignment: Assignment; timer: NodeJS.Timeout };

type State =
	| { kind: 'empty' }
	| { kind: 'loading'; child: Child; timer: NodeJS.Timeout }
	| {
			kind: 'serving';
			child: Child;
			/** Of the child when it had loaded; drivers of a graphics processor alone may take gigabytes. */
			rssBytes: number;
			inHand: Map<number, InHand>;
			loss: Loss | undefined;
			outgrown: boolean;
	  }
	| { kind: 'resting'; timer: NodeJS.Timeout }
	| { kind: 'closed' };

/** The place of one child: keeps it filled, hands it as many jobs as it takes. `onChange` is told after every change. */
export class Seat {
	readonly #rules: SeatRules;
	readonly #onChange: () => void;
	#state: State = { kind: 'empty' };
	#fruitlessStarts = 0;
	#jobs = 0;
	#starts = 0;
	/** Why the last child did not load, until one does. */
	refusal: string | undefined;

	constructor(rules: SeatRules, onChange: () => void) {
		this.#rules = rules;
		this.#onChange = onChange;
	}

	get state(): State['kind'] {
		return this.#state.kind;
	}

	/** Process id of the child, if there is one. */
	get pid(): number | undefined {
		return 'child' in this.#state ? this.#state.child.pid : undefined;
	}

	/** How many more jobs it takes now. */
	get room(): number {
		const state = this.#state;
		if (state.kind !== 'serving' || state.outgrown || state.loss) return 0;
		if ([...state.inHand.values()].some(({ assignment }) => assignment.alone)) return 0;
		return this.#rules.jobsMax - state.inHand.size;
	}

	/** Loaded, and without a job. */
	get isIdle(): boolean {
		return this.#state.kind === 'serving' && this.#state.inHand.size === 0;
	}

	/** Starts beyond the first. */
	get restarts(): number {
		return Math.max(0, this.#starts - 1);
	}

	start(): void {
		this.#starts++;
		const child: Child = startChild(this.#rules.entry, this.#rules.settings, {
			onReport: (report) => this.#isHeldBy(child) && this.#hear(report, child),
			onEnd: () => this.#isHeldBy(child) && this.#lose()
		});
		this.#enter({
			kind: 'loading',
			child,
			timer: setTimeout(() => void child.kill(), this.#rules.loadDeadlineMs)
		});
	}

	/** Only where there is room. */
	assign(assignment: Assignment): void {
		const state = this.#state;
		if (state.kind !== 'serving' || this.room === 0) throw new Error(`the seat is ${state.kind}`);
		const { child } = state;
		const timer = setTimeout(() => {
			state.loss ??= 'hung';
			void child.kill();
		}, assignment.deadlineMs);
		const number = this.#jobs++;
		state.inHand.set(number, { assignment, timer });
		child.send({ kind: 'job', number, job: assignment.job });
	}

	/** Ends the child for good. */
	async close(): Promise<void> {
		const state = this.#state;
		this.#enter({ kind: 'closed' });
		if (state.kind === 'serving') letGo(state.inHand, 'closed');
		if ('child' in state) await state.child.kill();
	}

	#isHeldBy(child: Child): boolean {
		return 'child' in this.#state && this.#state.child === child;
	}

	#hear(report: ChildReport | undefined, child: Child): void {
		const { kind } = this.#state;
		if (this.#state.kind === 'serving' && this.#state.loss) return;
		if (kind === 'loading' && report?.kind === 'loaded') {
			this.refusal = undefined;
			const { rssBytes } = report;
			this.#enter({ kind: 'serving', child, rssBytes, inHand: new Map(), loss: undefined, outgrown: false });
		} else if (kind === 'loading' && report?.kind === 'refused') {
			this.refusal = report.reason;
			void child.kill();
		} else if (report?.kind !== 'answered' || !this.#finish(report, child)) this.#distrust(child);
	}

	/** False when no such job is in hand. */
	#finish({ number, answer, rssBytes }: Extract<ChildReport, { kind: 'answered' }>, child: Child): boolean {
		const state = this.#state;
		const done = state.kind === 'serving' ? state.inHand.get(number) : undefined;
		if (state.kind !== 'serving' || !done) return false;
		clearTimeout(done.timer);
		state.inHand.delete(number);
		this.#fruitlessStarts = 0;
		state.outgrown ||= rssBytes - state.rssBytes > this.#rules.growthBytesMax;
		if (state.outgrown && state.inHand.size === 0) this.#replace(child);
		else this.#onChange();
		done.assignment.onAnswer(answer);
		return true;
	}

	/** What says nonsense once is not asked again. */
	#distrust(child: Child): void {
		if (this.#state.kind === 'serving') this.#state.loss ??= 'nonsense';
		else this.refusal = 'The recogniser said something else than whether its model is loaded.';
		void child.kill();
	}

	#replace(child: Child): void {
		this.start();
		void child.kill();
	}

	#lose(): void {
		const state = this.#state;
		const delayMs = this.#backoffMs();
		if (state.kind === 'loading') this.refusal ??= 'The recogniser ended while it loaded the model.';
		this.#enter({ kind: 'resting', timer: setTimeout(() => this.start(), delayMs) });
		if (state.kind === 'serving') letGo(state.inHand, state.loss ?? 'died');
	}

	#backoffMs(): number {
		const { backoffMs, backoffMsMax } = this.#rules;
		const delayMs = this.#fruitlessStarts === 0 ? 0 : backoffMs * 2 ** (this.#fruitlessStarts - 1);
		this.#fruitlessStarts++;
		return Math.min(delayMs, backoffMsMax);
	}

	#enter(state: State): void {
		if ('timer' in this.#state) clearTimeout(this.#state.timer);
		this.#state = state;
		this.#onChange();
	}
}

function letGo(inHand: ReadonlyMap<number, InHand>, how: Loss): void {
	for (const { timer } of inHand.values()) clearTimeout(timer);
	// The oldest last: each goes back to the front of the queue.
	for (const { assignment } of [...inHand.values()].reverse()) assignment.onLost(how);
}
