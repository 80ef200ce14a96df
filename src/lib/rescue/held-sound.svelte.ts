import type { Saved } from './save-file.ts';

/** The sound of one lecture that only this device has: how much it is, and saving it as a file. */
export class HeldSound {
	readonly #measure: () => Promise<number>;
	readonly #save: (name: string, description: string) => Promise<Saved>;
	/** As far as it was looked. */
	ms = $state(0);
	saving: 'idle' | 'saving' | Saved = $state('idle');

	/** `measure` gives the length in ms. */
	constructor(measure: () => Promise<number>, save: (name: string, description: string) => Promise<Saved>) {
		this.#measure = measure;
		this.#save = save;
	}

	async look(): Promise<void> {
		this.ms = await this.#measure();
	}

	/** To be called in the handler of a press. `name` is without an extension. */
	async save(name: string, description: string): Promise<void> {
		if (this.saving === 'saving') return;
		this.saving = 'saving';
		this.saving = await this.#save(name, description);
	}
}
