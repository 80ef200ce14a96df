import type { Rescue } from '#lib/rescue/rescue.ts';
import type { TakenIn } from '#lib/rescue/take-in.ts';
import type { MediaFile, MediaIntake } from './media-intake.ts';
import type { MediaTaken } from './port.ts';
import type { ImportProgress } from './progress.ts';

export type ImportOutcome = TakenIn | MediaTaken;

/** One file on its way into this device, or what became of it. */
export type ImportRow = {
	id: number;
	name: string;
	/** Null while it waits its turn, and of rescue files. */
	progress: ImportProgress | null;
	outcome: ImportOutcome | null;
	/** The file itself, as long as another of its tracks can be taken in. */
	file: MediaFile;
};

export type ImporterDeps = {
	rescue: Pick<Rescue, 'takeIn'>;
	media: Pick<MediaIntake, 'takeIn'>;
	wakeLock: { hold(): void; release(): void };
};

/** Takes files in one after another, and says how each fared. It lives as long as the page. */
export class Importer {
	readonly #deps: ImporterDeps;
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- no screen reads it
	readonly #stops = new Map<number, AbortController>();
	#work: Promise<void> = Promise.resolve();
	rows: readonly ImportRow[] = $state.raw([]);
	readonly isBusy = $derived(this.rows.some(({ outcome }) => outcome === null));

	constructor(deps: ImporterDeps) {
		this.#deps = deps;
	}

	/** Resolves when all that was added so far is done with. */
	add(files: Iterable<MediaFile>, track?: number): Promise<void> {
		for (const file of files) {
			const id = this.rows.length;
			const stop = new AbortController();
			this.#stops.set(id, stop);
			this.rows = [...this.rows, { id, name: file.name, progress: null, outcome: null, file }];
			this.#deps.wakeLock.hold();
			this.#work = this.#work.then(() => this.#takeIn(id, file, stop.signal, track));
		}
		return this.#work;
	}

	/** Takes another track of a file in, as a lecture of its own. */
	addTrack({ file }: ImportRow, track: number): Promise<void> {
		return this.add([file], track);
	}

	/** Stops a file, and leaves nothing of it behind. */
	cancel(id: number): void {
		this.#stops.get(id)?.abort();
	}

	async #takeIn(id: number, file: MediaFile, signal: AbortSignal, track?: number): Promise<void> {
		const outcome = signal.aborted
			? ({ kind: 'cancelled' } as const)
			: await this.#outcomeOf(id, file, signal, track);
		this.#change(id, { progress: null, outcome });
		this.#stops.delete(id);
		if (!this.isBusy) this.#deps.wakeLock.release();
	}

	/** What is no rescue file is sound or video, or nothing that can be taken in. */
	async #outcomeOf(id: number, file: MediaFile, signal: AbortSignal, track?: number): Promise<ImportOutcome> {
		const { rescue, media } = this.#deps;
		const taken = await rescue.takeIn(file);
		const isForeign = taken.kind === 'refused' && taken.problem === 'foreign-file';
		return isForeign
			? media.takeIn(file, (progress) => this.#change(id, { progress }), signal, track)
			: taken;
	}

	#change(id: number, change: Partial<ImportRow>): void {
		this.rows = this.rows.map((row) => (row.id === id ? { ...row, ...change } : row));
	}
}
