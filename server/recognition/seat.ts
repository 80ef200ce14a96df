import type { ChildAnswer, ChildReport, ChildSettings } from './child-messages.ts';
import { startChild, type Child } from './child-process.ts';
import type { RecognitionJob } from './port.ts';

/** A job in hand, and what to do when it ends or takes its child with it. */
export type Assignment = {
	job: RecognitionJob;
	deadlineMs: number;
	onAnswer: (answer: ChildAnswer) => void;
	/** The child ended before it answered: by itself, because the deadline had passed, or with the seat. */
	onLost: (how: 'died' | 'hung' | 'closed') => void;
};

export type SeatRules = {
	entry: string | URL;
	settings: ChildSettings;
	loadDeadlineMs: number;
	/** Wait before the second start in a row that brought no answer; doubles with each further one. */
	backoffMs: number;
	backoffMsMax: number;
	/** A child that grew beyond this is replaced between two jobs. */
	rssBytesMax: number;
};

type State =
	| { kind: 'empty' }
	| { kind: 'loading'; child: Child; timer: NodeJS.Timeout }
	| { kind: 'idle'; child: Child }
	| { kind: 'busy'; child: Child; timer: NodeJS.Timeout; assignment: Assignment; hung: boolean }
	| { kind: 'resting'; timer: NodeJS.Timeout }
	| { kind: 'closed' };

/** The place of one child: keeps it filled, hands it one job at a time. `onChange` is told after every change. */
export class Seat {
	readonly #rules: SeatRules;
	readonly #onChange: () => void;
	#state: State = { kind: 'empty' };
	#fruitlessStarts = 0;
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

	start(): void {
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

	/** Only while idle. */
	assign(assignment: Assignment): void {
		if (this.#state.kind !== 'idle') throw new Error(`the seat is ${this.#state.kind}`);
		const { child } = this.#state;
		const timer = setTimeout(() => {
			if (this.#state.kind === 'busy') this.#state.hung = true;
			void child.kill();
		}, assignment.deadlineMs);
		this.#enter({ kind: 'busy', child, timer, assignment, hung: false });
		child.send({ kind: 'job', job: assignment.job });
	}

	/** Ends the child for good. */
	async close(): Promise<void> {
		const state = this.#state;
		this.#enter({ kind: 'closed' });
		if (state.kind === 'busy') state.assignment.onLost('closed');
		if ('child' in state) await state.child.kill();
	}

	#isHeldBy(child: Child): boolean {
		return 'child' in this.#state && this.#state.child === child;
	}

	#hear(report: ChildReport, child: Child): void {
		if (report.kind === 'loaded') {
			this.refusal = undefined;
			return this.#enter({ kind: 'idle', child });
		}
		if (report.kind === 'refused') {
			this.refusal = report.reason;
			return void child.kill();
		}
		if (this.#state.kind !== 'busy') return;
		const { assignment } = this.#state;
		this.#fruitlessStarts = 0;
		if (report.rssBytes > this.#rules.rssBytesMax) this.#replace(child);
		else this.#enter({ kind: 'idle', child });
		assignment.onAnswer(report.answer);
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
		if (state.kind === 'busy') state.assignment.onLost(state.hung ? 'hung' : 'died');
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
