const opening = '<think>';
const closing = '</think>';

/**
 * Takes `<think>…</think>` out of a text that arrives in pieces, with the blanks behind it. Some servers leave it in the
 * answer. What might be the beginning of a tag is held back until it is known.
 */
export class ThinkBlocks {
	#held = '';
	#inside = false;
	#trimming = false;

	/** What is certainly text, of this piece and of what was held back. */
	push(piece: string): string {
		this.#held += piece;
		let text = '';
		for (;;) {
			const tag = this.#inside ? closing : opening;
			const at = this.#held.indexOf(tag);
			if (at < 0) return text + this.#releaseUpTo(this.#held.length - overlap(this.#held, tag));
			text += this.#releaseUpTo(at);
			this.#held = this.#held.slice(tag.length);
			this.#trimming = this.#inside;
			this.#inside = !this.#inside;
		}
	}

	/** The text has ended: what was held back was no tag. */
	end(): string {
		return this.#releaseUpTo(this.#held.length);
	}

	#releaseUpTo(length: number): string {
		const part = this.#held.slice(0, length);
		this.#held = this.#held.slice(length);
		if (this.#inside) return '';
		const text = this.#trimming ? part.trimStart() : part;
		if (text !== '') this.#trimming = false;
		return text;
	}
}

/** Length of the longest end of `text` that begins `tag`. */
function overlap(text: string, tag: string): number {
	for (let length = Math.min(text.length, tag.length - 1); length > 0; length--)
		if (tag.startsWith(text.slice(-length))) return length;
	return 0;
}
