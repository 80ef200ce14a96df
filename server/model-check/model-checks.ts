import { performance } from 'node:perf_hooks';
import {
	checkMostMs,
	type CheckLanguage,
	type ModelCheckEvent,
	type ModelCheckStep
} from '#lib/protocol/index.ts';
import type { Tried } from '../llm/settings/language-models.ts';
import { checkModel, type Checked, type CheckUse } from './check-model.ts';
import { madeLectures } from './made-lecture.ts';

type Deps = { mostMs?: number; nowMs?: () => number };

/** Checks language models, one at a time: each costs money, and two would make each other slow. */
export class ModelChecks {
	readonly #mostMs: number;
	readonly #nowMs: () => number;
	#running: { off: AbortSignal; call: AbortController } | undefined;

	constructor({ mostMs = checkMostMs, nowMs = () => performance.now() }: Deps = {}) {
		this.#mostMs = mostMs;
		this.#nowMs = nowMs;
	}

	/** One that was called off asks nothing more, even if it has not come to its end. */
	get isRunning(): boolean {
		return this.#running?.off.aborted === false;
	}

	/**
	 * Checks a model and tells what comes of it, unless `signal` calls it off. Resolves with what it has used. Not to be
	 * called while another check is running.
	 */
	async run(
		tried: Tried,
		language: CheckLanguage,
		tell: (event: ModelCheckEvent) => void,
		signal: AbortSignal
	): Promise<CheckUse> {
		const call = new AbortController();
		const off = AbortSignal.any([signal, call.signal]);
		const running = (this.#running = { off, call });
		const around = {
			tell: (step: ModelCheckStep) => tell({ type: 'step', step }),
			signal: AbortSignal.any([off, AbortSignal.timeout(this.#mostMs)]),
			nowMs: this.#nowMs
		};
		try {
			const checked = await checkModel(tried, madeLectures[language], around);
			if (!off.aborted) tell(eventOf(checked));
			return checked.used;
		} finally {
			if (this.#running === running) this.#running = undefined;
			await tried.close();
		}
	}

	/** Calls off what is running. */
	close(): void {
		this.#running?.call.abort();
	}
}

const eventOf = (checked: Checked): ModelCheckEvent =>
	checked.kind === 'checked'
		? { type: 'done', check: checked.check }
		: { type: 'failed', problem: checked.problem };
