type Render = (typeof import('./render.ts'))['render'];

/** Markdown and formulas weigh more than all of the home page: they come when the first note is to be shown. */
class Renderer {
	#render: Render | undefined = $state.raw();
	#isComing = false;

	/** Undefined until it has come, which begins with the first look. */
	get render(): Render | undefined {
		if (!this.#isComing) void this.#fetch();
		return this.#render;
	}

	/** An older page, whose files are gone, keeps showing the words as they were written. */
	async #fetch(): Promise<void> {
		this.#isComing = true;
		this.#render = (await import('./render.ts').catch(() => undefined))?.render;
	}
}

export const renderer = new Renderer();
