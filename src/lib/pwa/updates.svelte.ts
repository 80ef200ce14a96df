import { recorderLockName } from '../capture/recorder-lock.ts';

/** The least that is needed of a service worker's registration; workbox-window fits. */
export type Worker = {
	/** Told when a newer version has been fetched and waits. */
	onWaiting(act: () => void): void;
	/** Told when this page is served by another version than before. */
	onExchanged(act: () => void): void;
	/** Lets the newer version take over. */
	exchange(): void;
	/** Looks for a newer version. */
	look(): Promise<unknown>;
};

export type UpdatesDeps = {
	/** Undefined where there are no service workers. */
	register: () => Promise<Worker | undefined>;
	/** Whether any tab of this browser records. */
	isAnyRecording: () => Promise<boolean>;
	reload: () => void;
};

const lookEveryMs = 60 * 60 * 1000;

/**
 * A newer version of the app waits until a person asks for it. It never reloads a page by itself, and takes over only
 * while nothing is recorded: a recording page still needs its own version's files.
 */
export class Updates {
	readonly #deps: UpdatesDeps;
	#worker: Worker | undefined;
	/** `held-back`: it was asked for while a tab recorded. */
	state: 'none' | 'waiting' | 'held-back' | 'exchanging' = $state('none');

	constructor(deps: UpdatesDeps) {
		this.#deps = deps;
	}

	/** Registers the service worker and looks for newer versions every hour; gives the way to stop looking. */
	start(): () => void {
		void this.#deps.register().then((worker) => this.#follow(worker));
		const timer = setInterval(() => void this.#look(), lookEveryMs);
		return () => clearInterval(timer);
	}

	/** Lets the newer version take over and reloads this page; not while any tab records. */
	async take(): Promise<void> {
		if (this.state === 'none' || this.state === 'exchanging') return;
		if (await this.#deps.isAnyRecording()) {
			this.state = 'held-back';
			return;
		}
		this.state = 'exchanging';
		this.#worker?.exchange();
	}

	#follow(worker: Worker | undefined): void {
		this.#worker = worker;
		worker?.onWaiting(() => (this.state = 'waiting'));
		worker?.onExchanged(() => this.state === 'exchanging' && this.#deps.reload());
	}

	async #look(): Promise<void> {
		if (await this.#deps.isAnyRecording()) return;
		await this.#worker?.look().catch(() => undefined);
	}
}

export const isAnyRecording = async (): Promise<boolean> => {
	const { held } = (await navigator.locks?.query()) ?? {};
	return held?.some(({ name }) => name === recorderLockName) ?? false;
};
