/** What Chromium hands out before it would offer to install the app. */
type InstallPrompt = Event & { prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }> };

export type InstallState =
	| 'installed'
	/** The browser lets the page ask. */
	| 'can-ask'
	/** Safari on a phone or tablet: by hand, in the share menu. */
	| 'by-hand'
	/** Elsewhere: the browser's own menu, if at all. */
	| 'unknown';

/** Whether the app is installed on this device, and how it can be. */
export class Installation {
	#prompt: InstallPrompt | undefined = $state.raw();
	#isInstalled = $state(false);
	readonly #isByHand: boolean;
	readonly state: InstallState = $derived.by(() => {
		if (this.#isInstalled) return 'installed';
		if (this.#prompt) return 'can-ask';
		return this.#isByHand ? 'by-hand' : 'unknown';
	});

	constructor(browser: { isStandalone: boolean; isByHand: boolean }) {
		this.#isInstalled = browser.isStandalone;
		this.#isByHand = browser.isByHand;
	}

	/** Listens to the browser; gives the way to stop. */
	start(target: EventTarget): () => void {
		const onPrompt = (event: Event) => {
			event.preventDefault();
			this.#prompt = event as InstallPrompt;
		};
		const onInstalled = () => (this.#isInstalled = true);
		target.addEventListener('beforeinstallprompt', onPrompt);
		target.addEventListener('appinstalled', onInstalled);
		return () => {
			target.removeEventListener('beforeinstallprompt', onPrompt);
			target.removeEventListener('appinstalled', onInstalled);
		};
	}

	/** Lets the browser ask the person. It may do so once for each prompt. */
	async ask(): Promise<void> {
		const prompt = this.#prompt;
		this.#prompt = undefined;
		const answer = await prompt?.prompt().catch(() => undefined);
		if (answer?.outcome === 'accepted') this.#isInstalled = true;
	}
}

/** How this browser runs and installs the app. */
export function browserInstallation(): Installation {
	const isStandalone =
		matchMedia('(display-mode: standalone)').matches ||
		(navigator as { standalone?: boolean }).standalone === true;
	const isApple = /iPad|iPhone|iPod/.test(navigator.userAgent);
	const isTablet = navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1;
	return new Installation({ isStandalone, isByHand: isApple || isTablet });
}
