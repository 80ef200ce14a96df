import type {
	ChatMessage,
	ChatOutcome,
	ChatRequest,
	ChatSink,
	LanguageModel
} from '../../server/llm/port.ts';
import { roughTokens } from '../../server/llm/tokens.ts';
import { isNote, readingOf } from '../../server/notes/extractive/reading.ts';
import { PromptCache } from './prompt-cache.ts';

/*
 * Plays a model that keeps to the language of notes: it picks lines as the extractor does and writes them as
 * operations. The same messages give the same answer.
 */

const spoken = /^s(\d+) \d+:\d\d (.*)$/u;
const linesPerAnswer = 8;
/** Answers with new lines before it begins another section. */
const answersPerSection = 3;

/** The answer to a conversation. */
export function notesAnswer(messages: readonly Pick<ChatMessage, 'role' | 'content'>[]): string {
	const asked = messages.at(-1)?.content ?? '';
	if (messages[0]?.content.includes('The lecture is over')) return lookedOver(asked);
	const lines = heardIn(asked.slice(asked.lastIndexOf('\nNEW\n')));
	const worth = lines.filter(({ text }) => isNote(readingOf(text))).slice(0, linesPerAnswer);
	if (worth.length === 0) return '.\n';
	const named = messages
		.slice(1)
		.flatMap(({ content }) => [...content.matchAll(/^= S(\d+) \|/gmu)].map(([, number]) => Number(number)));
	const last = Math.max(0, ...named);
	const since = messages
		.slice(1)
		.slice(messages.slice(1).findLastIndex(({ content }) => content.includes(`= S${last} |`)));
	const answers = since.filter(({ role }) => role === 'assistant').length;
	const begins = last === 0 || answers >= answersPerSection;
	const section = `S${last + Number(begins)}`;
	const title = begins
		? [
				`= ${section} | ${worth[0]?.text
					.split(/[\s，。]/u)
					.slice(0, 4)
					.join(' ')}`
			]
		: [];
	return [...title, ...worth.map((line) => noteOf(line, section)), '.', ''].join('\n');
}

type Heard = { name: string; text: string };

const heardIn = (text: string): Heard[] =>
	text.split('\n').flatMap((row) => {
		const [, number, words] = spoken.exec(row) ?? [];
		return number && words ? [{ name: `s${number}`, text: words }] : [];
	});

function noteOf({ name, text }: Heard, section: string): string {
	const reading = readingOf(text);
	const short = [...reading.text].slice(0, 150).join('');
	if (reading.cue === 'task') return `! ${section} | ${name} | ${short}`;
	if (reading.cue === 'important') return `!! ${section} | ${name} | ${short}`;
	if (reading.defines) return `* ${section} | ${name} | ${reading.defines} :: ${short}`;
	return `+ ${section} | ${name} | ${short}`;
}

/** A question for the first line that is not cited. */
function lookedOver(asked: string): string {
	const [first] = heardIn(asked);
	const missing = /^NOT CITED (s\d+)/mu.exec(asked)?.[1] ?? first?.name;
	const numbers = [...asked.matchAll(/^= S(\d+) \|/gmu)].map(([, number]) => Number(number));
	const section = `S${Math.max(0, ...numbers) + 1}`;
	return missing
		? `= ${section} | Review questions\n? ${section} | ${missing} | What was said here?\n.\n`
		: '.\n';
}

/** What one call comes to instead of an answer: an outcome, or another text. */
export type Mishap = ChatOutcome | { kind: 'says'; text: string };

/** The player as a language model inside this process, with usage as a caching server counts it. */
export class PlayedModel implements LanguageModel {
	readonly provider = 'played';
	readonly model = 'played-1';
	readonly contextTokens: number;
	readonly requests: ChatRequest[] = [];
	readonly usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
	readonly #cache = new PromptCache();
	readonly #mishap: (call: number, request: ChatRequest) => Mishap | undefined;
	readonly #stride: number;

	constructor({
		mishap = () => undefined,
		contextTokens = 1_000_000,
		stride = 5
	}: {
		mishap?: (call: number, request: ChatRequest) => Mishap | undefined;
		contextTokens?: number;
		stride?: number;
	} = {}) {
		this.#mishap = mishap;
		this.#stride = stride;
		this.contextTokens = contextTokens;
	}

	async chat(request: ChatRequest, sink: ChatSink, signal: AbortSignal): Promise<ChatOutcome> {
		this.requests.push(request);
		const mishap = this.#mishap(this.requests.length - 1, request);
		const text = mishap && 'text' in mishap ? mishap.text : notesAnswer(request.messages);
		if (mishap?.kind !== 'failed')
			for (let at = 0; at < text.length; at += this.#stride) {
				sink.onText?.(text.slice(at, at + this.#stride));
				await Promise.resolve();
			}
		if (signal.aborted) return { kind: 'failed', problem: 'aborted', status: undefined };
		if (mishap && mishap.kind !== 'says') return mishap;
		return { kind: 'complete', text, usage: this.#count(request, text) };
	}

	#count({ messages }: ChatRequest, text: string) {
		const { hit, miss } = this.#cache.take(messages, text);
		const usage = {
			promptTokens: hit + miss,
			cachedTokens: hit,
			completionTokens: Math.ceil(roughTokens(text))
		};
		for (const key of ['promptTokens', 'cachedTokens', 'completionTokens'] as const)
			this.usage[key] += usage[key];
		return usage;
	}
}
