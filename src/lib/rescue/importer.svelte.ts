import type { Rescue } from './rescue.ts';
import type { TakenIn } from './take-in.ts';

/** One file on its way into this device, or what became of it. */
export type ImportRow = { id: number; name: string; outcome: TakenIn | null };

/** Takes files in one after another, and says how each fared. */
export class Importer {
	readonly #rescue: Pick<Rescue, 'takeIn'>;
	#work: Promise<void> = Promise.resolve();
	rows: readonly ImportRow[] = $state.raw([]);
	readonly isBusy = $derived(this.rows.some(({ outcome }) => outcome === null));

	constructor(rescue: Pick<Rescue, 'takeIn'>) {
		this.#rescue = rescue;
	}

	/** Resolves when all that was added so far is done with. */
	add(files: Iterable<File>): Promise<void> {
		for (const file of files) {
			const id = this.rows.length;
			this.rows = [...this.rows, { id, name: file.name, outcome: null }];
			this.#work = this.#work.then(async () => this.#settle(id, await this.#rescue.takeIn(file)));
		}
		return this.#work;
	}

	#settle(id: number, outcome: TakenIn): void {
		this.rows = this.rows.map((row) => (row.id === id ? { ...row, outcome } : row));
	}
}
