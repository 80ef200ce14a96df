import type { Signal } from './messages.ts';
import type { CaptureProblem, Source, SourceProblem } from './port.ts';
import {
	isProblem,
	type Opened,
	type SoundSource,
	type SourceEvents,
	type SourceSign,
	type SourceWarning
} from './sound-source.ts';
import { SourceWatch } from './source-watch.ts';

export type KeptSourceDeps = {
	openSource: (source: Source, events: SourceEvents) => Promise<Opened>;
	nowMs: () => number;
	/** The source has let us know something. */
	onSign: () => void;
};

/** The source that a person chose: open, lost, or opened again. Nothing here rejects. */
export class KeptSource {
	readonly #deps: KeptSourceDeps;
	#chosen: Source | undefined;
	#open: SoundSource | undefined;
	#watch = new SourceWatch();
	/** A microphone that is silent for good is opened afresh once, and again only after it was heard. */
	#mayBeDead = true;
	warnings = $state.raw<readonly SourceWarning[]>([]);
	/** What the system calls the device; empty before it is open. */
	label = $state('');

	constructor(deps: KeptSourceDeps) {
		this.#deps = deps;
	}

	get sound(): SoundSource | undefined {
		return this.#open;
	}

	/** A sample that was played to its end. */
	get isPlayed(): boolean {
		return this.#isSample && this.#watch.hasEnded;
	}

	/** Asks the browser before anything is awaited. */
	async open(chosen: Source): Promise<CaptureProblem | undefined> {
		this.#chosen = chosen;
		this.warnings = [];
		const watch = new SourceWatch();
		this.#watch = watch;
		const onSign = (sign: SourceSign) => this.#hear(watch, sign);
		const opened = await this.#deps.openSource(chosen, { onSign }).catch(unknown);
		if (isProblem(opened)) return opened.problem;
		this.#open = opened;
		this.label = opened.label;
		return undefined;
	}

	/** Opens the source that was lost once more. Sound flows from it when nothing is in the way. */
	async reopen(): Promise<CaptureProblem | undefined> {
		const problem = await this.open(this.#chosen as Source);
		const obstacle = problem ?? (await this.#open?.obstacle().catch((): CaptureProblem => 'unknown'));
		if (obstacle) await this.close();
		return obstacle;
	}

	/** Goes on after `suspend`. A source that ended, does not wake, or is not what the system would choose, is opened again. */
	async wake(): Promise<CaptureProblem | undefined> {
		const known = this.#open;
		const isFit = !this.#watch.hasEnded && !this.warnings.includes('default-changed');
		if (known && isFit && (await wakes(known))) return undefined;
		this.#open = undefined;
		const opening = this.open(this.#chosen as Source);
		await known?.close().catch(() => undefined);
		return opening;
	}

	async suspend(): Promise<void> {
		await this.#open?.suspend().catch(() => undefined);
	}

	async close(): Promise<void> {
		const known = this.#open;
		this.#open = undefined;
		await known?.close().catch(() => undefined);
	}

	/** What the writer hears of it. */
	hear(signal: Signal): void {
		this.#watch.hear(signal);
		if (signal === 'sound') this.#mayBeDead = true;
	}

	/** Why the microphone must be opened afresh, if it must. A sample would begin again from its beginning. */
	takeLoss(): SourceProblem | undefined {
		if (this.#isSample) return undefined;
		const loss = this.#watch.lossAt(this.#deps.nowMs());
		if (loss !== 'digital-silence') return loss;
		const isFirst = this.#mayBeDead;
		this.#mayBeDead = false;
		return isFirst ? loss : undefined;
	}

	get #isSample(): boolean {
		return this.#chosen?.kind === 'sample';
	}

	#hear(watch: SourceWatch, sign: SourceSign): void {
		watch.sign(sign, this.#deps.nowMs());
		if (watch !== this.#watch) return;
		this.warnings = watch.warnings;
		this.#deps.onSign();
	}
}

const unknown = (): Opened => ({ problem: 'unknown' });
const wakes = (source: SoundSource): Promise<boolean> =>
	source.resume().then(
		() => true,
		() => false
	);
