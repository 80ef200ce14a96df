import * as v from 'valibot';
import type { SecretBox } from '../../keys/secret-box.ts';
import type { LlmRepository } from '../../store/llm.ts';
import { createLanguageModel, type Around, type Endpoint } from '../client.ts';
import type { LanguageModel } from '../port.ts';
import type { Clock } from '../clock.ts';
import { meteredModel } from '../usage/metered.ts';
import { readBaseUrl, type AddressProblem } from './address.ts';
import { guardedFetch, type Lookup } from './guarded-fetch.ts';
import { defaultCapUsd, presets, providerAt } from './presets.ts';
import { LlmSettingsSchema, type LlmChange, type LlmSettings } from './schema.ts';

/** What the environment says; it holds until an administrator saves something else. */
export type LlmEnvironment = Partial<Record<'baseUrl' | 'model' | 'apiKey', string | undefined>>;

/** Why a change was not taken. Nothing has changed then. */
export type ChangeProblem =
	| AddressProblem
	/** The address is another one: a key that was kept for the old one is not sent there. */
	| 'key-needed'
	/** A cap is counted with a price. */
	| 'cap-without-price';

export type KeyState = { set: boolean; ending: string | null };
export type LlmState = {
	source: 'saved' | 'environment' | 'none';
	settings: LlmSettings | null;
	key: KeyState;
	/** A key is kept, and cannot be opened any more: the key file is another one. */
	keyLost: boolean;
	/** The server seems to leave out part of long requests, as Ollama does beyond its context. */
	cutsShort: boolean;
};
/** A model that is tried, at which cost. */
export type Tried = { model: LanguageModel; close: () => Promise<void> } & Pick<
	LlmSettings,
	'price' | 'capUsd'
>;

type Deps = {
	repository: LlmRepository;
	box: SecretBox;
	environment: LlmEnvironment;
	clock?: Clock;
	lookup?: Lookup;
	/** Another model is in use from now on, or none. */
	onChange?: () => void;
};
type Held = { source: LlmState['source']; settings: LlmSettings; apiKey: string; keyLost: boolean };
type Running = { model: LanguageModel; settings: LlmSettings; close: () => Promise<void> };

/** The language model in use. It can be exchanged while lectures go on: calls under way end with the old one. */
export class LanguageModels {
	readonly #deps: Deps;
	#held: Held | undefined;
	#running: Running | undefined;
	#cutsShort = false;

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** Takes up what was saved, or what the environment says. */
	async load(): Promise<void> {
		const stored = await this.#deps.repository.settings();
		this.#hold(stored ? this.#opened(stored) : heldFromEnvironment(this.#deps.environment));
	}

	/**
	 * The model at the expense of a lecture, or undefined when none is set up. To be asked for anew before each call, so that
	 * a change takes effect.
	 */
	for(lectureId: string): LanguageModel | undefined {
		if (!this.#running) return undefined;
		const { model, settings } = this.#running;
		const onCutShort = () => {
			if (this.#running?.model === model) this.#cutsShort = true;
		};
		return meteredModel(model, lectureId, { ...settings, repository: this.#deps.repository, onCutShort });
	}

	/** For everybody: which model, and where the words are sent. */
	get inUse(): { model: string; baseUrl: string } | null {
		const settings = this.#running?.settings;
		return settings ? { model: settings.model, baseUrl: settings.baseUrl } : null;
	}

	/** US dollars that a lecture may cost. */
	get capUsd(): number | null {
		return this.#running?.settings.capUsd ?? null;
	}

	/** For administrators. Of the key only its end is told. */
	get state(): LlmState {
		const cutsShort = this.#cutsShort;
		if (!this.#held) return { source: 'none', settings: null, key: keyState(''), keyLost: false, cutsShort };
		const { source, settings, apiKey, keyLost } = this.#held;
		return { source, settings, key: keyState(apiKey), keyLost, cutsShort };
	}

	async save(change: LlmChange): Promise<ChangeProblem | undefined> {
		const next = this.#changed(change);
		if (typeof next === 'string') return next;
		const sealedKey = next.apiKey === '' ? null : this.#deps.box.seal(next.apiKey);
		await this.#deps.repository.saveSettings({ settings: JSON.stringify(next.settings), sealedKey });
		this.#hold(next);
		this.#deps.onChange?.();
		return undefined;
	}

	/** Back to the environment, or to no model at all. */
	async remove(): Promise<void> {
		await this.#deps.repository.removeSettings();
		this.#hold(heldFromEnvironment(this.#deps.environment));
		this.#deps.onChange?.();
	}

	/** What is kept, or what may be kept next, for a trial: no call is made twice. To be closed afterwards. */
	forTrial(change: LlmChange | undefined): Tried | ChangeProblem | 'none' {
		const held = change ? this.#changed(change) : this.#held;
		if (held === undefined) return 'none';
		if (typeof held === 'string') return held;
		const { allowPrivate, price, capUsd } = held.settings;
		const { fetch, close } = guardedFetch(allowPrivate, this.#deps.lookup);
		const model = createLanguageModel(this.#endpoint(held), { ...this.#around(), fetch, retries: 0 });
		return { model, price, capUsd, close };
	}

	async close(): Promise<void> {
		await this.#running?.close();
		this.#running = undefined;
	}

	#changed({ apiKey, ...settings }: LlmChange): Held | ChangeProblem {
		const read = readBaseUrl(settings.baseUrl, settings.allowPrivate);
		if (typeof read === 'string') return read;
		if (settings.capUsd !== null && settings.price === null) return 'cap-without-price';
		const kept = this.#held?.apiKey ?? '';
		const isSameServer = this.#held && new URL(this.#held.settings.baseUrl).origin === read.url.origin;
		if (apiKey === undefined && kept !== '' && !isSameServer) return 'key-needed';
		return {
			source: 'saved',
			settings: { ...settings, baseUrl: read.baseUrl },
			apiKey: apiKey ?? kept,
			keyLost: apiKey === undefined && this.#held?.keyLost === true
		};
	}

	#opened({ settings, sealedKey }: { settings: string; sealedKey: string | null }): Held {
		const apiKey = sealedKey === null ? '' : this.#deps.box.open(sealedKey);
		return {
			source: 'saved',
			settings: v.parse(LlmSettingsSchema, JSON.parse(settings)),
			apiKey: apiKey ?? '',
			keyLost: apiKey === undefined
		};
	}

	/** Connections of the old model end by themselves once its calls are over. */
	#hold(held: Held | undefined): void {
		this.#held = held;
		this.#cutsShort = false;
		this.#running = undefined;
		if (!held || held.keyLost) return;
		const { fetch, close } = guardedFetch(held.settings.allowPrivate, this.#deps.lookup);
		const model = createLanguageModel(this.#endpoint(held), { ...this.#around(), fetch });
		this.#running = { model, settings: held.settings, close };
	}

	#endpoint({ settings, apiKey }: Held): Endpoint {
		const { provider, baseUrl, model, contextTokens } = settings;
		const { installationId } = this.#deps.box;
		return {
			...{ provider, baseUrl, model, apiKey, userId: installationId },
			...(contextTokens !== null && { capabilities: { contextTokens } })
		};
	}

	#around(): Around {
		return this.#deps.clock ? { clock: this.#deps.clock } : {};
	}
}

/** The ending of a short key would be too much of it. */
function keyState(apiKey: string): KeyState {
	return { set: apiKey !== '', ending: apiKey.length >= 16 ? apiKey.slice(-4) : null };
}

/** Whoever sets the environment may mean an address inside. */
function heldFromEnvironment({ baseUrl, model, apiKey }: LlmEnvironment): Held | undefined {
	if (!baseUrl && !model && !apiKey) return undefined;
	const provider = providerAt(baseUrl ?? presets.deepseek.baseUrl);
	const preset = presets[baseUrl ? provider : 'deepseek'];
	const price = model && model !== preset.model ? null : preset.price;
	return {
		source: 'environment',
		settings: {
			provider: baseUrl ? provider : 'deepseek',
			baseUrl: (baseUrl ?? preset.baseUrl).replace(/(?<!\/)\/+$/, ''),
			model: model ?? preset.model,
			contextTokens: null,
			price,
			capUsd: price && defaultCapUsd,
			allowPrivate: true
		},
		apiKey: apiKey ?? '',
		keyLost: false
	};
}
