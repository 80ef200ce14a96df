import type { ChatOutcome, ChatRequest, ChatSink, LanguageModel } from '../llm/port.ts';

/** A call as it was seen from outside. */
export type Call = {
	/** From its beginning to the first text; null where none came. */
	firstTextMs: number | null;
	tookMs: number;
	outcome: ChatOutcome;
};

/** The same model, which remembers its calls. */
export class ObservedModel implements LanguageModel {
	readonly #model: LanguageModel;
	readonly #nowMs: () => number;
	/** Those that are over, in order. */
	readonly calls: Call[] = [];

	constructor(model: LanguageModel, nowMs: () => number) {
		this.#model = model;
		this.#nowMs = nowMs;
	}

	get provider(): string {
		return this.#model.provider;
	}

	get model(): string {
		return this.#model.model;
	}

	get contextTokens(): number {
		return this.#model.contextTokens;
	}

	async chat(request: ChatRequest, sink: ChatSink, signal: AbortSignal): Promise<ChatOutcome> {
		const begunMs = this.#nowMs();
		let firstTextMs: number | null = null;
		const onText = (delta: string): void => {
			firstTextMs ??= this.#nowMs() - begunMs;
			sink.onText?.(delta);
		};
		const outcome = await this.#model.chat(request, { ...sink, onText }, signal);
		this.calls.push({ firstTextMs, tookMs: this.#nowMs() - begunMs, outcome });
		return outcome;
	}
}
