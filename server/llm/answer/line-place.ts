const lineMost = 64;

/** Where in a Markdown text one is: at the beginning of it, of a line, in code. It is told the text as it is released. */
export class LinePlace {
	/** Nothing but blanks so far. */
	isAtStart = true;
	#line = '';
	#fence: string | undefined;
	/** Backticks that code in this line was opened with. */
	#ticks = 0;

	get isInCode(): boolean {
		return this.#fence !== undefined || this.#ticks > 0;
	}

	/** Nothing but blanks in this line so far. */
	get isAtLineStart(): boolean {
		return this.#line.trim() === '';
	}

	/** Characters of this line before the place; the last ones, where it is long. */
	get before(): string {
		return this.#line;
	}

	/** `text` has no line feed, and no backtick or tilde unless it is a run of them. */
	pass(text: string): void {
		if (/^(`+|~{3,})$/u.test(text)) this.#code(text);
		this.#line = (this.#line + text).slice(-lineMost);
		if (this.isAtStart && text.trim() !== '') this.isAtStart = false;
	}

	newLine(): void {
		this.#line = '';
		this.#ticks = 0;
	}

	#code(run: string): void {
		const isFence = run.length >= 3 && /^\s*(?:(?:[-*+>]|\d{1,3}[.)])\s+)?$/u.test(this.#line);
		if (this.#fence !== undefined) {
			if (isFence && run.startsWith(this.#fence)) this.#fence = undefined;
		} else if (isFence) this.#fence = run;
		else if (run.startsWith('`')) this.#ticks = this.#ticks === run.length ? 0 : this.#ticks || run.length;
	}
}
