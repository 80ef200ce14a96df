import { createHash, randomBytes } from 'node:crypto';
import type { NoteOp } from '#lib/protocol/index.ts';
import type { NoteLine, NoteRequest } from '../port.ts';
import type { LanguageModel } from '../../llm/port.ts';
import { Conversation } from './conversation.ts';

/**
 * Updates that one conversation has at most. With 10 (`npm run bench:cost`) at least 85 % of what is sent is in the
 * server's cache, and a lecture of twice the length costs about twice as much.
 */
const conversationAnswers = 10;
const roundRestMs = 30_000;
const restMaxMs = 600_000;
/** The most of a model's context that a conversation fills before the next one begins. */
const conversationShare = 0.5;

/** What rests when a model cannot be reached: it as a whole. An answer of no use rests under the key of its call. */
export const theModel = 'model';

type Rest = { failures: number; untilMs: number };

/** What the engine knows of a lecture beyond what is stored. Losing it costs a conversation that begins anew. */
export class Memory {
	readonly #secret = randomBytes(16);
	readonly #seenMs = new Map<string, number>();
	readonly #rests = new Map<string, Rest>();
	/** What was extracted of the lines that wait for a model, as it is shown. */
	standIn: readonly NoteOp[] = [];
	#conversation: { key: string; it: Conversation } | undefined;

	/** Notes when each waiting line was seen first. */
	see(lines: readonly NoteLine[], nowMs: number): void {
		const waiting = new Set(lines.map(({ id }) => id));
		for (const id of this.#seenMs.keys()) if (!waiting.has(id)) this.#seenMs.delete(id);
		for (const id of waiting) if (!this.#seenMs.has(id)) this.#seenMs.set(id, nowMs);
	}

	/** How long the first of the lines waits, and how long ago the newest of them came. */
	waiting(lines: readonly NoteLine[], nowMs: number): { waitedMs: number; quietMs: number } {
		const seen = lines.map(({ id }) => this.#seenMs.get(id) ?? nowMs);
		return { waitedMs: nowMs - Math.min(nowMs, ...seen), quietMs: nowMs - Math.max(0, ...seen) };
	}

	/** How long something that failed is left alone. */
	restMs(what: string, nowMs: number): number {
		return Math.max(0, (this.#rests.get(what)?.untilMs ?? 0) - nowMs);
	}

	failures = (what: string): number => this.#rests.get(what)?.failures ?? 0;

	failed(what: string, nowMs: number): void {
		const failures = this.failures(what) + 1;
		const restMs = Math.min(restMaxMs, roundRestMs * 2 ** (failures - 1));
		this.#rests.set(what, { failures, untilMs: nowMs + restMs });
	}

	succeeded(what: string): void {
		this.#rests.delete(what);
	}

	/** The conversation to go on with: a new one when the old one is long, or was about other notes. */
	conversation(request: NoteRequest, model: LanguageModel): Conversation {
		const { lectureId, title, decks, style, document } = request;
		const deckIds = decks.map(({ deckId }) => deckId);
		const key = JSON.stringify([document.version, title, deckIds, style, model.provider, model.model]);
		const old = this.#conversation;
		if (old?.key === key && !isLong(old.it, model)) return old.it;
		const unwanted = old?.it.unwanted ?? [];
		const it = new Conversation({ style, title, decks, mark: this.mark(lectureId), document, unwanted });
		this.#conversation = { key, it };
		return it;
	}

	/** The fence around what was said: the same for a lecture while the server runs, and nobody's to guess. */
	mark(lectureId: string): string {
		return `m${createHash('sha256').update(this.#secret).update(lectureId).digest('hex').slice(0, 10)}`;
	}
}

const isLong = (conversation: Conversation, { contextTokens }: LanguageModel): boolean =>
	conversation.answers >= conversationAnswers || conversation.tokens > contextTokens * conversationShare;
