import { recorderLockName } from '../capture/recorder-lock.ts';
import { importingLectures } from '../import/import-lock.ts';

/** How the files that this device keeps stand to the server's: the same, newer ones on their way, or newer ones here. */
export type Freshness = 'newest' | 'fetching' | 'waiting';

/** The least that is needed of a service worker's registration; workbox-window fits. */
export type Worker = {
	/** Told when a newer version has been fetched and waits. */
	onWaiting(act: () => void): void;
	/** Told when this page is served by another version than before. */
	onExchanged(act: () => void): void;
	/** Lets the newer version take over. */
	exchange(): void;
	/** Looks for a newer version. */
	look(): Promise<Freshness>;
};

export type UpdatesDeps = {
	/** Undefined where there are no service workers. */
	register: () => Promise<Worker | undefined>;
	/** Whether any tab of this browser records or imports. */
	isAnyRecording: () => Promise<boolean>;
	reload: () => void;
};

export type UpdateState =
	| 'none'
	| 'waiting'
	/** It was asked for while a tab recorded. */
	| 'held-back'
	/** A person wants it, and it is still on its way. */
	| 'fetching'
	| 'exchanging'
	/** Another tab took it; this page is the older version still. */
	| 'exchanged';

const lookEveryMs = 60 * 60 * 1000;

/**
 * A newer version of the app waits until a person asks for it. It never reloads a page by itself, and takes over only
 * while nothing is recorded: a recording page still needs its own version's files.
 */
export class Updates {
	readonly #deps: UpdatesDeps;
	#worker: Worker | undefined;
	state: UpdateState = $state('none');

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
		if (this.state === 'exchanged') return this.#deps.reload();
		if (this.state !== 'waiting' && this.state !== 'held-back') return;
		if (await this.#deps.isAnyRecording()) {
			this.state = 'held-back';
			return;
		}
		this.state = 'exchanging';
		this.#worker?.exchange();
	}

	/** Reloads this page with the server's version, which a plain reload would not fetch. To be called in the handler of a press. */
	async renew(): Promise<void> {
		const freshness = await this.#worker?.look().catch(() => 'newest' as const);
		if (freshness === 'fetching') this.state = 'fetching';
		else if (freshness === 'waiting' && this.state === 'none') this.state = 'waiting';
		if (this.state === 'none') this.#deps.reload();
		else await this.take();
	}

	#follow(worker: Worker | undefined): void {
		this.#worker = worker;
		worker?.onWaiting(() => {
			const isWanted = this.state === 'fetching';
			this.state = 'waiting';
			if (isWanted) void this.take();
		});
		worker?.onExchanged(() => {
			if (this.state === 'exchanging') this.#deps.reload();
			else if (this.state !== 'none') this.state = 'exchanged';
		});
	}

	async #look(): Promise<void> {
		if (await this.#deps.isAnyRecording()) return;
		await this.#worker?.look().catch(() => undefined);
	}
}

export const isAnyRecording = async (): Promise<boolean> => {
	const { held } = (await navigator.locks?.query()) ?? {};
	const isRecording = held?.some(({ name }) => name === recorderLockName) ?? false;
	return isRecording || (await importingLectures()).size > 0;
};
