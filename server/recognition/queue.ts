import type { RecognitionJob } from './port.ts';

export type Priority = RecognitionJob['priority'];

/** Where a job stands in the queue. */
export type Standing = Pick<RecognitionJob, 'priority' | 'stream' | 'guess' | 'ageMs'>;

/** How many wait, and for how long the first of them has. */
export type Waiting = { jobs: number; oldestMs: number };

/**
 * Finals before speculative ones; then guesses, first ones before later ones, and backlog in turn: so a long upload takes no
 * words from the screen, and is heard all the same. Within each of these in rounds: every stream once a round, the oldest first; so a
 * stream with much to do takes no turn from another. Bounded.
 */
export type Queue<Item> = {
	readonly size: number;
	/** False when there is no room: for this stream at this priority, or at all. */
	push(item: Item, standing: Standing): boolean;
	/** To the front of its priority: for what was taken and could not be finished. There is always room for it. */
	putBack(item: Item, standing: Standing): void;
	/** As if its speech had ended now: others of its stream have their turn before. There is always room for it. */
	putBehind(item: Item, standing: Standing): void;
	take(): Item | undefined;
	/** Takes out this one; false when it is not there (any more). */
	withdraw(item: Item): boolean;
	waiting(priority: Priority): Waiting;
	/** Empties the queue, or what waits at one priority. */
	drain(priority?: Priority): Item[];
};

export type QueueOptions = {
	nowMs?: () => number;
	/** Jobs that wait at all, and of one stream at one priority. */
	jobsMax?: number;
	jobsOfStreamMax?: number;
};

/** First guesses and later ones stand in lanes of their own. */
const laneNames = ['final', 'speculative', 'first-partial', 'partial', 'backlog'] as const;
type LaneName = (typeof laneNames)[number];

type Entry<Item> = {
	item: Item;
	/** Without a stream a job is one of its own. */
	stream: string | symbol;
	returned: boolean;
	sinceMs: number;
	/** By the clock when its speech ended. */
	spokenMs: number;
};

export function createQueue<Item>(options: QueueOptions = {}): Queue<Item> {
	const { nowMs = () => performance.now(), jobsMax = 4096, jobsOfStreamMax = 16 } = options;
	const lanes = Object.fromEntries(laneNames.map((name) => [name, new Lane<Item>()])) as Record<
		LaneName,
		Lane<Item>
	>;
	const inOrder = laneNames.map((name) => lanes[name]);
	/** Whether a guess had the last turn of those that guesses and backlog share. */
	let guessedLast = false;
	const size = () => inOrder.reduce((sum, lane) => sum + lane.entries.length, 0);

	function entryOf(item: Item, { stream, ageMs = 0 }: Standing, returned: boolean): Entry<Item> {
		const sinceMs = nowMs();
		return { item, stream: stream ?? Symbol(), returned, sinceMs, spokenMs: sinceMs - ageMs };
	}

	return {
		get size() {
			return size();
		},
		push(item, standing) {
			const lane = lanes[laneOf(standing)];
			if (size() >= jobsMax || lane.countOf(standing.stream) >= jobsOfStreamMax) return false;
			lane.entries.push(entryOf(item, standing, false));
			return true;
		},
		putBack: (item, standing) => void lanes[laneOf(standing)].entries.unshift(entryOf(item, standing, true)),
		putBehind: (item, standing) =>
			void lanes[laneOf(standing)].entries.push(entryOf(item, { ...standing, ageMs: 0 }, false)),
		take() {
			const waiting = laneNames.filter((name) => lanes[name].entries.length > 0);
			const [first] = waiting;
			if (first === undefined) return undefined;
			const isGuess = first === 'first-partial' || first === 'partial';
			const name = isGuess && guessedLast && waiting.includes('backlog') ? 'backlog' : first;
			if (isGuess || name === 'backlog') guessedLast = name !== 'backlog';
			return lanes[name].take();
		},
		withdraw: (item) => inOrder.some((lane) => lane.withdraw(item)),
		waiting(priority) {
			const since = lanesOf(priority).flatMap((name) => lanes[name].entries.map(({ sinceMs }) => sinceMs));
			return { jobs: since.length, oldestMs: since.length === 0 ? 0 : nowMs() - Math.min(...since) };
		},
		drain: (priority) =>
			(priority === undefined ? laneNames : lanesOf(priority)).flatMap((name) => lanes[name].drain())
	};
}

const laneOf = ({ priority, guess }: Standing): LaneName =>
	priority === 'partial' && guess === 0 ? 'first-partial' : priority;

const lanesOf = (priority: Priority): readonly LaneName[] =>
	priority === 'partial' ? ['first-partial', 'partial'] : [priority];

class Lane<Item> {
	entries: Entry<Item>[] = [];
	/** Streams that had their turn in this round. */
	readonly #served = new Set<string | symbol>();

	countOf(stream: string | undefined): number {
		return stream === undefined ? 0 : this.entries.filter((entry) => entry.stream === stream).length;
	}

	take(): Item | undefined {
		if (this.entries.every(({ stream }) => this.#served.has(stream))) this.#served.clear();
		const next = this.entries.reduce((first, entry) => (this.#isBefore(entry, first) ? entry : first));
		this.entries.splice(this.entries.indexOf(next), 1);
		if (this.entries.length === 0) this.#served.clear();
		else this.#served.add(next.stream);
		return next.item;
	}

	withdraw(item: Item): boolean {
		const at = this.entries.findIndex((entry) => entry.item === item);
		if (at >= 0) this.entries.splice(at, 1);
		return at >= 0;
	}

	drain(): Item[] {
		return this.entries.splice(0).map(({ item }) => item);
	}

	#isBefore(entry: Entry<Item>, other: Entry<Item>): boolean {
		const [turn, otherTurn] = [this.#turnOf(entry), this.#turnOf(other)];
		if (turn !== otherTurn) return turn < otherTurn;
		return !entry.returned && entry.spokenMs < other.spokenMs;
	}

	#turnOf({ returned, stream }: Entry<Item>): number {
		if (returned) return 0;
		return this.#served.has(stream) ? 2 : 1;
	}
}
