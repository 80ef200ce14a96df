import type { CaptureProblem, Source } from './port.ts';
import {
	isProblem,
	type Opened,
	type SoundSource,
	type SourceEvents,
	type SourceWarning
} from './sound-source.ts';

export type KeptSourceDeps = {
	openSource: (source: Source, events: SourceEvents) => Promise<Opened>;
	/** A sample has come to its end. */
	onPlayed: () => void;
};

/** The source that a person chose: open, lost, or opened again. Nothing here rejects. */
export class KeptSource {
	readonly #deps: KeptSourceDeps;
	#chosen: Source | undefined;
	#open: SoundSource | undefined;
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
		return this.#chosen?.kind === 'sample' && this.#hasEnded;
	}

	/** Asks the browser before anything is awaited. */
	async open(chosen: Source): Promise<CaptureProblem | undefined> {
		this.#chosen = chosen;
		this.warnings = [];
		const events: SourceEvents = {
			onEnded: () => this.#ended(),
			onMuted: (isMuted) => this.#warn('source-muted', isMuted)
		};
		const opened = await this.#deps.openSource(chosen, events).catch(unknown);
		if (isProblem(opened)) return opened.problem;
		this.#open = opened;
		this.label = opened.label;
		return undefined;
	}

	/** Goes on after `suspend`. A source that ended, or does not wake, is opened again. */
	async wake(): Promise<CaptureProblem | undefined> {
		const known = this.#open;
		if (known && !this.#hasEnded && (await wakes(known))) return undefined;
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

	get #hasEnded(): boolean {
		return this.warnings.includes('source-ended');
	}

	#ended(): void {
		this.#warn('source-ended', true);
		if (this.isPlayed) this.#deps.onPlayed();
	}

	#warn(warning: SourceWarning, isOn: boolean): void {
		const others = this.warnings.filter((each) => each !== warning);
		this.warnings = isOn ? [...others, warning] : others;
	}
}

const unknown = (): Opened => ({ problem: 'unknown' });
const wakes = (source: SoundSource): Promise<boolean> =>
	source.resume().then(
		() => true,
		() => false
	);
