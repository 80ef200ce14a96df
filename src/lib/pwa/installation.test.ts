import { describe, expect, it } from 'vitest';
import { Installation } from './installation.svelte.ts';

const promptWith = (outcome: 'accepted' | 'dismissed') =>
	Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
		prompt: async () => ({ outcome })
	});

describe('installing the app', () => {
	it('is offered once the browser lets the page ask, and is done when the person agrees', async () => {
		const target = new EventTarget();
		const installation = new Installation({ isStandalone: false, isByHand: false });
		installation.start(target);
		expect(installation.state).toBe('unknown');
		const prompt = promptWith('accepted');
		target.dispatchEvent(prompt);
		expect(prompt.defaultPrevented).toBe(true);
		expect(installation.state).toBe('can-ask');
		await installation.ask();
		expect(installation.state).toBe('installed');
	});

	it('is not offered again with a prompt that was answered', async () => {
		const target = new EventTarget();
		const installation = new Installation({ isStandalone: false, isByHand: false });
		installation.start(target);
		target.dispatchEvent(promptWith('dismissed'));
		await installation.ask();
		expect(installation.state).toBe('unknown');
	});

	it('is told by hand on a phone whose browser never asks, and not at all in the installed app', () => {
		expect(new Installation({ isStandalone: false, isByHand: true }).state).toBe('by-hand');
		expect(new Installation({ isStandalone: true, isByHand: true }).state).toBe('installed');
	});
});
