import { describe, expect, it, test } from 'vitest';
import { modelProviders, type ModelProvider } from '#lib/protocol/index.ts';
import { changeOf, formOf, hostOf, isInside, mayBeInside } from './language-model-form.ts';
import {
	type LanguageModelApi,
	type ModelChange,
	type ModelSettings,
	type ModelState
} from './language-model-api.ts';
import { LanguageModelSetup } from './language-model.svelte.ts';

const price = { promptUsd: 0.3, cachedUsd: 0.006, completionUsd: 1.2, asOf: '2026-11-15' };
const settings: ModelSettings = {
	provider: 'deepseek',
	baseUrl: 'https://api.deepseek.com',
	model: 'deepseek-flash',
	contextTokens: null,
	price,
	capUsd: 1,
	allowPrivate: false
};
const presetOf = (provider: ModelProvider) =>
	provider === 'ollama'
		? { baseUrl: 'http://localhost:11434/v1', model: '', price: null }
		: { baseUrl: `https://${provider}.example/v1`, model: 'm', price };
const state = (kept: ModelSettings | null): ModelState => ({
	source: kept ? 'saved' : 'none',
	settings: kept,
	key: { set: kept !== null, ending: kept && '7xyz' },
	keyLost: false,
	cutsShort: false,
	presets: Object.fromEntries(modelProviders.map((name) => [name, presetOf(name)])) as ModelState['presets'],
	defaultCapUsd: 1
});

/** A server that takes everything, and writes down what it was sent. */
function begin(kept: ModelSettings | null = settings) {
	const saved: ModelChange[] = [];
	const tested: (ModelChange | undefined)[] = [];
	const api: LanguageModelApi = {
		inUse: async () => ({ ok: true, value: { inUse: null } }),
		state: async () => ({ ok: true, value: state(kept) }),
		save: async ({ apiKey, ...change }) => {
			saved.push({ ...change, ...(apiKey !== undefined && { apiKey }) });
			return { ok: true, value: state(change) };
		},
		remove: async () => ({ ok: true, value: state(null) }),
		test: async ({ change }, onEvent) => {
			tested.push(change);
			onEvent({ type: 'step', step: 'connection' });
			onEvent({ type: 'failed', problem: 'key-refused' });
			return undefined;
		}
	};
	return { api, saved, tested, setup: new LanguageModelSetup(api) };
}

describe('setting up a language model', () => {
	it('saves what is in the form; a key that is not typed is not sent', async () => {
		const { setup, saved } = begin();
		await setup.load(true);
		setup.edit();
		setup.form!.model = 'deepseek-pro';
		await setup.save();
		expect(saved).toEqual([{ ...settings, model: 'deepseek-pro' }]);
		expect(setup.form).toBeNull();
		expect(setup.outcome).toEqual({ kind: 'saved' });
	});

	it('forgets a typed key as soon as it is saved, called off, or another provider is chosen', async () => {
		const { setup, saved } = begin();
		await setup.load(true);
		for (const leave of [() => setup.save(), () => setup.cancel(), () => setup.choose('openai')]) {
			setup.edit();
			expect(setup.form?.apiKey).toBe('');
			setup.form!.apiKey = ' sk-typed ';
			await leave();
			expect(setup.form?.apiKey ?? '').toBe('');
		}
		expect(saved).toEqual([{ ...settings, apiKey: 'sk-typed' }]);
	});

	it('fills in what is usual for a provider, and a limit only where there is a price', async () => {
		const { setup } = begin(null);
		await setup.load(true);
		setup.edit();
		setup.choose('ollama');
		expect(setup.form).toMatchObject({
			baseUrl: 'http://localhost:11434/v1',
			allowPrivate: true,
			capUsd: null
		});
		setup.choose('qwen');
		expect(setup.form).toMatchObject({ allowPrivate: false, capUsd: 1, promptUsd: 0.3 });
	});

	it('a server inside takes over without the key that was kept for another', async () => {
		const { setup, saved } = begin();
		await setup.load(true);
		setup.edit();
		setup.choose('ollama');
		setup.form!.model = 'qwen3';
		await setup.save();
		expect(saved[0]).toMatchObject({ baseUrl: 'http://localhost:11434/v1', apiKey: '', price: null });
	});

	it('tries the form while it is open, and else what is kept', async () => {
		const { setup, tested } = begin();
		await setup.load(true);
		await setup.test('en');
		setup.edit();
		await setup.test('en');
		expect(tested).toEqual([undefined, settings]);
		expect(setup.outcome).toEqual({ kind: 'out-of-reach', problem: 'key-refused' });
	});

	it('says how far a test is, and ends it where a person stops it', async () => {
		const { api, setup } = begin();
		const steps: (string | undefined)[] = [];
		api.test = async (_, onEvent, signal) => {
			onEvent({ type: 'step', step: 'notes' });
			steps.push(setup.testing?.step);
			setup.stopTest();
			steps.push(String(signal.aborted));
			return undefined;
		};
		await setup.load(true);
		await setup.test('zh');
		expect(steps).toEqual(['notes', 'true']);
		expect(setup).toMatchObject({ testing: null, busy: null, outcome: { kind: 'stopped' } });
	});

	it('a refusal keeps the form as it is, and says why', async () => {
		const { api, setup } = begin();
		api.save = async () => ({ ok: false, problem: 'private-address' });
		await setup.load(true);
		setup.edit();
		await setup.save();
		expect(setup.form).not.toBeNull();
		expect(setup.outcome).toEqual({ kind: 'refused', problem: 'private-address' });
		expect(setup.busy).toBeNull();
	});

	it('others see only what is in use', async () => {
		const { setup } = begin();
		await setup.load(false);
		expect(setup.view).toEqual({ kind: 'seen', inUse: null });
		setup.edit();
		expect(setup.form).toBeNull();
	});
});

test('a form that is not touched changes nothing', () => {
	expect(changeOf(formOf(settings))).toEqual(settings);
	expect(changeOf(formOf({ ...settings, price: null, capUsd: null }))).toMatchObject({
		price: null,
		capUsd: null
	});
});

test('half a price is none; without a price for the cache it costs the same', () => {
	const form = formOf(settings);
	expect(changeOf({ ...form, promptUsd: null }).price).toBeNull();
	expect(changeOf({ ...form, asOf: '' }).price).toBeNull();
	expect(changeOf({ ...form, cachedUsd: null }).price).toEqual({ ...price, cachedUsd: 0.3 });
});

test.each([
	['http://localhost:11434/v1', true, true],
	['http://gpu.campus.example/v1', true, true],
	['https://gpu/v1', true, true],
	['https://192.168.1.9/v1', true, true],
	['https://8.8.8.8/v1', false, true],
	['https://[2606:4700::1111]/v1', false, true],
	['https://api.deepseek.com', false, false],
	['nonsense', false, false]
])('%s: words stay inside %s, to be confirmed %s', (baseUrl, inside, maybe) => {
	expect(isInside(baseUrl)).toBe(inside);
	expect(mayBeInside(baseUrl)).toBe(maybe);
});

test('the host of a half-typed address is not made up', () => {
	expect(hostOf('https://api.deepseek.com/v1')).toBe('api.deepseek.com');
	expect(hostOf('api.deep')).toBe('');
});
