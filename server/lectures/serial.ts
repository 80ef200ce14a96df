/** Runs tasks of the same key one after another, tasks of different keys side by side. */
export class Serial {
	readonly #tails = new Map<string, Promise<unknown>>();

	run<T>(key: string, task: () => Promise<T>): Promise<T> {
		const result = (this.#tails.get(key) ?? Promise.resolve()).then(task, task);
		const tail = result.catch(() => undefined);
		this.#tails.set(key, tail);
		void tail.then(() => this.#tails.get(key) === tail && this.#tails.delete(key));
		return result;
	}
}
