/** How near to the end, in pixels, still counts as being there. */
const slackPx = 64;
/**
 * A scroll so soon after a wheel, a finger or a key, or after another such scroll, is a person's. Rows
 * that turn out taller than guessed scroll too.
 */
const handMs = 1000;

/**
 * Keeps a scrolled element at its end while a person is there, and leaves it alone once they scroll away. `isAtEnd` is
 * reactive; the first child is what grows.
 */
export class StickToEnd {
	isAtEnd = $state(true);
	#element: HTMLElement | undefined;

	/** Whether new content is followed at all: a finished lecture opens at its beginning. */
	readonly #follows: () => boolean;

	constructor(follows: () => boolean) {
		this.#follows = follows;
	}

	attach = (element: HTMLElement): (() => void) => {
		this.#element = element;
		let handAt = -Infinity;
		const hand = () => (handAt = performance.now());
		const look = () => {
			if (distanceToEnd(element) <= slackPx) this.isAtEnd = true;
			else if (performance.now() - handAt < handMs) {
				hand();
				this.isAtEnd = false;
			}
		};
		const follow = () => (this.isAtEnd && this.#follows() ? this.toEnd() : undefined);
		const observer = new ResizeObserver(follow);
		observer.observe(element);
		if (element.firstElementChild) observer.observe(element.firstElementChild);
		const listeners = new AbortController();
		const { signal } = listeners;
		element.addEventListener('scroll', look, { passive: true, signal });
		for (const kind of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
			element.addEventListener(kind, hand, { passive: true, signal });
		return () => {
			observer.disconnect();
			listeners.abort();
		};
	};

	toEnd(): void {
		this.isAtEnd = true;
		this.#element?.scrollTo({ top: this.#element.scrollHeight });
	}

	/** Stops following, because a person was taken elsewhere on purpose. */
	letGo(): void {
		this.isAtEnd = false;
	}
}

const distanceToEnd = (element: HTMLElement): number =>
	element.scrollHeight - element.scrollTop - element.clientHeight;
