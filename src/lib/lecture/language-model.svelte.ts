import type {
	CheckLanguage,
	ModelCheck,
	ModelCheckEvent,
	ModelCheckStep,
	ModelProvider
} from '#lib/protocol/index.ts';
import type { ApiProblem } from './api.ts';
import { changeOf, formOf, hostOf, isInside, type ModelForm } from './language-model-form.ts';
import type { InUse, LanguageModelApi, ModelChange, ModelState } from './language-model-api.ts';

export type ModelView =
	| { kind: 'loading' }
	| { kind: 'unreachable' }
	/** For everybody. */
	| { kind: 'seen'; inUse: InUse }
	/** For administrators. */
	| { kind: 'kept'; state: ModelState };

export type CheckProblem = Extract<ModelCheckEvent, { type: 'failed' }>['problem'];

/** How far a test is. */
export type Testing = { step: ModelCheckStep; begunMs: number };

/** What the last press of a button came to. */
export type ModelOutcome =
	| { kind: 'none' }
	| { kind: 'saved' }
	| { kind: 'removed' }
	/** Of what was in use, or in the form, when the test began. */
	| { kind: 'tested'; check: ModelCheck }
	| { kind: 'out-of-reach'; problem: CheckProblem }
	| { kind: 'stopped' }
	| { kind: 'refused'; problem: ApiProblem };

/** Sees and sets the server's language model. */
export class LanguageModelSetup {
	readonly #api: LanguageModelApi;
	readonly #onChange: () => unknown;
	view: ModelView = $state.raw({ kind: 'loading' });
	form: ModelForm | null = $state(null);
	busy: 'saving' | 'testing' | 'removing' | null = $state(null);
	outcome: ModelOutcome = $state.raw({ kind: 'none' });
	testing: Testing | null = $state.raw(null);
	#test: AbortController | undefined;

	constructor(api: LanguageModelApi, onChange: () => unknown = () => {}) {
		this.#api = api;
		this.#onChange = onChange;
	}

	async load(isAdmin: boolean): Promise<void> {
		if (isAdmin) {
			const answer = await this.#api.state();
			this.view = answer.ok ? { kind: 'kept', state: answer.value } : { kind: 'unreachable' };
		} else {
			const answer = await this.#api.inUse();
			this.view = answer.ok ? { kind: 'seen', inUse: answer.value.inUse } : { kind: 'unreachable' };
		}
	}

	/** Opens the form on what is kept, or on the first provider's usual. */
	edit(): void {
		if (this.view.kind !== 'kept') return;
		this.outcome = { kind: 'none' };
		const { settings, presets, defaultCapUsd } = this.view.state;
		const { baseUrl, model, price } = presets.deepseek;
		const usual = { baseUrl, model, price, contextTokens: null, capUsd: defaultCapUsd, allowPrivate: false };
		this.form = formOf(settings ?? { provider: 'deepseek', ...usual });
	}

	cancel(): void {
		this.stopTest();
		this.form = null;
		this.outcome = { kind: 'none' };
	}

	/** Fills in what is usual for a provider. A key belongs to one provider: what was typed goes. */
	choose(provider: ModelProvider): void {
		if (this.view.kind !== 'kept' || !this.form) return;
		const { price, ...preset } = this.view.state.presets[provider];
		const isLocal = preset.baseUrl.startsWith('http:');
		const { capUsd } = this.form;
		this.form = {
			...formOf({ provider, ...preset, price, contextTokens: null, capUsd, allowPrivate: isLocal }),
			capUsd: price ? (capUsd ?? this.view.state.defaultCapUsd) : null
		};
	}

	async save(): Promise<void> {
		const change = this.#change();
		if (!change) return;
		await this.#while('saving', async () => {
			const answer = await this.#api.save(change);
			if (!answer.ok) return { kind: 'refused', problem: answer.problem };
			this.view = { kind: 'kept', state: answer.value };
			this.form = null;
			this.#onChange();
			return { kind: 'saved' };
		});
	}

	async remove(): Promise<void> {
		await this.#while('removing', async () => {
			const answer = await this.#api.remove();
			if (!answer.ok) return { kind: 'refused', problem: answer.problem };
			this.view = { kind: 'kept', state: answer.value };
			this.form = null;
			this.#onChange();
			return { kind: 'removed' };
		});
	}

	/** Has a lecture in this language noted and asked about by what is in the form, or by what is kept when it is closed. */
	async test(language: CheckLanguage): Promise<void> {
		await this.#while('testing', async () => {
			const asked = { language, change: this.#change() };
			const { signal } = (this.#test = new AbortController());
			let outcome: ModelOutcome = { kind: 'stopped' };
			this.testing = { step: 'connection', begunMs: performance.now() };
			const problem = await this.#api.test(
				asked,
				(event) => (outcome = this.#tested(event, outcome)),
				signal
			);
			this.testing = null;
			return problem ? { kind: 'refused', problem } : outcome;
		});
	}

	/** Ends a test, on the server and at the model. */
	stopTest(): void {
		this.#test?.abort();
	}

	#tested(event: ModelCheckEvent, outcome: ModelOutcome): ModelOutcome {
		if (event.type === 'done') return { kind: 'tested', check: event.check };
		if (event.type === 'failed') return { kind: 'out-of-reach', problem: event.problem };
		if (this.testing) this.testing = { ...this.testing, step: event.step };
		return outcome;
	}

	/** A server inside that takes over from another one needs no key: the one that was kept is not meant for it. */
	#change(): ModelChange | undefined {
		if (!this.form || this.view.kind !== 'kept') return undefined;
		const change = changeOf(this.form);
		const kept = this.view.state.settings?.baseUrl ?? '';
		const isOther = hostOf(kept) !== hostOf(change.baseUrl);
		return isOther && isInside(change.baseUrl) ? { apiKey: '', ...change } : change;
	}

	async #while(busy: NonNullable<typeof this.busy>, work: () => Promise<ModelOutcome>): Promise<void> {
		if (this.busy) return;
		this.busy = busy;
		this.outcome = { kind: 'none' };
		this.outcome = await work();
		this.busy = null;
	}
}
