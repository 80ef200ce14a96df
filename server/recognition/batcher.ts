import { setImmediate as turn } from 'node:timers/promises';
import { planBatches, type Waiting } from './batches.ts';

export type BatcherDeps<Item, Answer> = {
	/** All of a batch in one run; answers in the same order. */
	run: (items: readonly Item[]) => Promise<Answer[]>;
	/** How long the first item of a batch waits for company while nothing runs. */
	waitMs: number;
};

/** Resolves or rejects with what came of this item. */
export type Batcher<Item, Answer> = (item: Item) => Promise<Answer>;

type Asked<Item, Answer> = Waiting & {
	item: Item;
	resolve: (answer: Answer) => void;
	reject: (error: unknown) => void;
};

/**
 * Runs items in batches: those that came while the last batch ran, or within `waitMs` after a rest. What makes a batch
 * fail is found by running its items one by one, so that it harms nobody else.
 */
export function createBatcher<Item extends Waiting, Answer>({
	run,
	waitMs
}: BatcherDeps<Item, Answer>): Batcher<Item, Answer> {
	let waiting: Asked<Item, Answer>[] = [];
	let isAwake = false;

	async function work(): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, waitMs));
		while (waiting.length > 0) {
			const [batch] = planBatches(waiting);
			const items = batch?.items ?? [];
			waiting = waiting.filter((asked) => !items.includes(asked));
			await answer(items);
			// A run holds up the thread: let in what was sent meanwhile.
			await turn();
			await turn();
		}
		isAwake = false;
	}

	async function answer(batch: readonly Asked<Item, Answer>[]): Promise<void> {
		try {
			const answers = await run(batch.map(({ item }) => item));
			batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
		} catch (error) {
			if (batch.length === 1) return batch[0]?.reject(error);
			for (const asked of batch) await answer([asked]);
		}
	}

	return (item) =>
		new Promise((resolve, reject) => {
			const { frames, priority } = item;
			waiting.push({ item, frames, priority, resolve, reject });
			if (isAwake) return;
			isAwake = true;
			void work();
		});
}
