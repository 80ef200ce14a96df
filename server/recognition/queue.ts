import type { RecognitionJob } from './port.ts';

export type Priority = RecognitionJob['priority'];

const order: readonly Priority[] = ['final', 'speculative', 'backlog', 'partial'];

/** First in, first out within a priority; finals before speculative ones before backlog before partials. */
export type Queue<Item> = {
	readonly size: number;
	push(item: Item, priority: Priority): void;
	/** To the front of its priority: for what was taken and could not be finished. */
	putBack(item: Item, priority: Priority): void;
	take(): Item | undefined;
	/** Takes out this one; false when it is not there (any more). */
	withdraw(item: Item): boolean;
	/** Empties the queue. */
	drain(): Item[];
};

export function createQueue<Item>(): Queue<Item> {
	const lanes: Record<Priority, Item[]> = { final: [], speculative: [], backlog: [], partial: [] };
	const inOrder = () => order.map((priority) => lanes[priority]);
	return {
		get size() {
			return inOrder().reduce((sum, lane) => sum + lane.length, 0);
		},
		push: (item, priority) => void lanes[priority].push(item),
		putBack: (item, priority) => void lanes[priority].unshift(item),
		take: () =>
			inOrder()
				.find((lane) => lane.length > 0)
				?.shift(),
		withdraw(item) {
			const lane = inOrder().find((items) => items.includes(item));
			lane?.splice(lane.indexOf(item), 1);
			return lane !== undefined;
		},
		drain: () => inOrder().flatMap((lane) => lane.splice(0))
	};
}
