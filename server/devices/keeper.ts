import type { ResolvedModel } from '../models/resolve.ts';
import type { Device, DeviceWish } from '../recognition/device.ts';
import type { RecogniserPool } from '../recognition/pool.ts';
import type { Recogniser } from '../recognition/port.ts';
import type { Choice, Survey } from './survey.ts';
import { deviceProblemInWords } from './words.ts';

export type KeeperDeps = {
	wish: DeviceWish;
	surveyOf: (model: ResolvedModel) => Promise<Pick<Survey, 'choose'>>;
	recogniserOf: (model: ResolvedModel, choice: Choice) => RecogniserPool;
	/** Lets new segments be heard by another recogniser; closes the old one. */
	exchange: (recogniser: Recogniser) => Promise<void>;
	/** The device that was asked for, or found earlier, cannot be used; in words for the person at the terminal. */
	onRefused: (line: string) => void;
	signal: AbortSignal;
};

/**
 * Sees to it that the recogniser runs on the device that was asked for. A start never waits for a device: the processor
 * serves, and is exchanged when something better was found, now or earlier, and has loaded.
 */
export class DeviceKeeper {
	readonly #deps: KeeperDeps;
	/** The model that is recognised with; an older one's probes come to nothing. */
	#model: ResolvedModel | undefined;
	/** What was asked for and cannot be used. */
	refused: Device | undefined;

	constructor(deps: KeeperDeps) {
		this.#deps = deps;
	}

	/** A recogniser on the processor: it serves at once. */
	async begin(model: ResolvedModel): Promise<RecogniserPool> {
		this.#model = model;
		return this.#onProcessor(model);
	}

	/** Probes as soon as `current` answers, and exchanges it for a better one. Never rejects. */
	async improve(model: ResolvedModel, current: RecogniserPool): Promise<void> {
		await this.#improve(model, current).catch((error: Error) => {
			if (!this.#deps.signal.aborted)
				this.#refuse(`Devices could not be compared: ${error.message}`, undefined);
		});
	}

	async #improve(model: ResolvedModel, current: RecogniserPool): Promise<void> {
		const { wish, surveyOf } = this.#deps;
		const survey = await surveyOf(model);
		if ((await failureOf(current, this.#deps.signal)) !== undefined || this.#isOver(model)) return;
		const choice = await survey.choose(wish, 'needed');
		if (this.#isOver(model)) return;
		if (choice.refused?.kind === 'fails')
			this.#refuse(
				deviceProblemInWords(choice.refused.device, choice.refused.problem),
				choice.refused.device
			);
		if (choice.device !== 'cpu') await this.#exchange(model, choice);
	}

	/** The old one serves until the new one has loaded. */
	async #exchange(model: ResolvedModel, choice: Choice): Promise<void> {
		const next = this.#deps.recogniserOf(model, choice);
		const failure = await failureOf(next, this.#deps.signal);
		if (failure === undefined && !this.#isOver(model)) {
			this.#watch(model, next);
			return this.#deps.exchange(next);
		}
		await next.close();
		if (failure !== undefined) this.#refuse(`${choice.device} cannot be used: ${failure}`, choice.device);
	}

	#watch(model: ResolvedModel, recogniser: RecogniserPool): void {
		const stop = recogniser.onState((state) => {
			if (state !== 'failed') return;
			stop();
			if (this.#isOver(model)) return;
			const failure = recogniser.failure ?? 'it failed';
			this.#toProcessor(model, recogniser, failure).catch((error: Error) =>
				this.#deps.onRefused(
					`${recogniser.device} cannot be used any more, and cpu neither: ${error.message}`
				)
			);
		});
	}

	async #toProcessor(model: ResolvedModel, { device }: RecogniserPool, failure: string): Promise<void> {
		await this.#deps.exchange(await this.#onProcessor(model));
		this.#refuse(`${device} cannot be used any more: ${failure}`, device as Device);
	}

	async #onProcessor(model: ResolvedModel): Promise<RecogniserPool> {
		const survey = await this.#deps.surveyOf(model);
		return this.#deps.recogniserOf(model, await survey.choose('cpu', 'kept'));
	}

	#refuse(line: string, device: Device | undefined): void {
		this.refused = device;
		this.#deps.onRefused(`${line}\nRecognised on cpu. \`npm run doctor\` shows what works here.`);
	}

	#isOver(model: ResolvedModel): boolean {
		return this.#deps.signal.aborted || this.#model !== model;
	}
}

/** Why a recogniser did not come to answer; undefined when it does, or when nobody waits any more. */
function failureOf(recogniser: RecogniserPool, signal: AbortSignal): Promise<string | undefined> {
	return new Promise((resolve) => {
		const look = () => {
			if (recogniser.state === 'starting' && !signal.aborted) return;
			stop();
			signal.removeEventListener('abort', look);
			resolve(recogniser.state === 'failed' ? (recogniser.failure ?? 'it failed') : undefined);
		};
		const stop = recogniser.onState(look);
		signal.addEventListener('abort', look);
		look();
	});
}
