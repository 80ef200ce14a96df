/** Streams whose place is remembered. */
const streamsMax = 256;

/** Sends a stream to the place that heard it last, which may still hold its features; otherwise to the one that rested longest. */
export class Affinity<Place> {
	readonly #heardBy = new Map<string, Place>();
	/** Least recently used first. */
	readonly #used = new Set<Place>();

	/** One of those that are `open`, which then counts as the stream's place; undefined when there is none. */
	choose(open: readonly Place[], stream: string | undefined): Place | undefined {
		const before = stream === undefined ? undefined : this.#heardBy.get(stream);
		const place = before !== undefined && open.includes(before) ? before : this.#mostRested(open);
		if (place === undefined) return undefined;
		this.#used.delete(place);
		this.#used.add(place);
		if (stream !== undefined) this.#remember(stream, place);
		return place;
	}

	#mostRested(open: readonly Place[]): Place | undefined {
		return (
			open.find((place) => !this.#used.has(place)) ?? [...this.#used].find((place) => open.includes(place))
		);
	}

	#remember(stream: string, place: Place): void {
		this.#heardBy.delete(stream);
		this.#heardBy.set(stream, place);
		const [oldest] = this.#heardBy.keys();
		if (this.#heardBy.size > streamsMax && oldest !== undefined) this.#heardBy.delete(oldest);
	}
}
