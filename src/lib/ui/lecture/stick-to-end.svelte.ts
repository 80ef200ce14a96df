/** How near to the end, in pixels, still counts as being there. */
const slackPx = 64;

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
		const look = () => (this.isAtEnd = distanceToEnd(element) <= slackPx);
		const follow = () => (this.isAtEnd && this.#follows() ? this.toEnd() : undefined);
		const observer = new ResizeObserver(follow);
		observer.observe(element);
		if (element.firstElementChild) observer.observe(element.firstElementChild);
		element.addEventListener('scroll', look, { passive: true });
		return () => {
			observer.disconnect();
			element.removeEventListener('scroll', look);
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
