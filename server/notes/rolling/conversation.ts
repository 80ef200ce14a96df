import { outlineOf, type NoteBlock, type NoteDocument, type NoteStyle } from '#lib/protocol/index.ts';
import type { ChatMessage } from '../../llm/port.ts';
import { roughPromptTokens } from '../../llm/tokens.ts';
import type { NoteDeck, NoteLine } from '../port.ts';
import { courseMessage } from './course.ts';
import { Names } from './names.ts';
import { beginningOf, type OrderOf } from './place.ts';
import { oneLine, readyMessage, systemPrompt } from './prompts.ts';
import type { Scope } from './scope.ts';
import type { Scribe } from './scribe.ts';
import { stateWords } from './state-words.ts';
import { transcriptWords, type Numbered } from './transcript.ts';

/** What is asked at one moment of a conversation; asking alone changes nothing in it. */
export type Question = {
	messages: readonly ChatMessage[];
	scope: Scope;
	/** The lines under the numbers that they have if the answer is kept. */
	numbered: Numbered;
	since: Since;
};

export type Moment = {
	/** What is to be read now. */
	due: readonly NoteLine[];
	/** All of the transcript, in lecture order. */
	lines: readonly NoteLine[];
	document: NoteDocument;
	opsMax: number;
};

type Options = {
	style: NoteStyle;
	title: string;
	decks: readonly NoteDeck[];
	/** Fences what was said; nobody who speaks knows it. */
	mark: string;
	document: NoteDocument;
	/** Texts that a person removed in the conversation before. */
	unwanted: readonly string[];
};

type Since = { words: string[]; unwanted: string[]; corrected: NoteLine[] };

/** Lines before those to be read that are shown again, so that a sentence is not torn. */
const overlapLines = 2;

/**
 * A run of updates as one conversation that only grows, so that its beginning is the same bytes from call to call and
 * a server need not read it again. After a number of updates the next conversation begins with a summary instead,
 * and so the cost of a lecture grows with its length and not with the square of it.
 */
export class Conversation {
	readonly #mark: string;
	readonly #names: Names;
	readonly #heard = new Map<number, string>();
	readonly #numbers = new Map<string, number>();
	readonly #texts = new Map<string, string>();
	readonly #own = new Set<string>();
	#messages: ChatMessage[];
	/** Lines of notes that the model has before it, as it knows them. */
	#known: ReadonlyMap<string, NoteBlock>;
	#added: readonly string[] = [];
	#answers = 0;
	/** Texts that a person removed. */
	readonly unwanted: string[];

	constructor({ style, title, decks, mark, document, unwanted }: Options) {
		this.unwanted = [...unwanted];
		this.#mark = mark;
		this.#names = new Names(document.version);
		this.#known = document.blocks;
		this.#messages = [
			{ role: 'system', content: systemPrompt(style, mark) },
			{ role: 'user', content: courseMessage({ title, decks }, mark) },
			{ role: 'assistant', content: readyMessage }
		];
	}

	/** Updates that were kept. */
	get answers(): number {
		return this.#answers;
	}

	/** About how long it is by now. */
	get tokens(): number {
		return roughPromptTokens(this.#messages);
	}

	ask(moment: Moment): Question {
		const since = this.#since(moment);
		const before = this.#before(moment);
		const unheard = before.filter(({ id }) => !this.#numbers.has(id));
		const numbered = this.#numbered([...unheard, ...moment.due]);
		const heard = new Map(this.#heard);
		for (const [number, line] of numbered) heard.set(number, line.id);
		const inWindow = new Set([...before, ...moment.due].map(({ id }) => id));
		const window = new Map([...heard].filter(([, id]) => inWindow.has(id)));
		const content = [
			...(this.#answers === 0 ? [stateWords(moment.document, this.#names, this.#mark)] : since.words),
			...(unheard.length > 0
				? ['SAID BEFORE', transcriptWords(numbered.slice(0, unheard.length), this.#mark)]
				: []),
			...this.#place(moment),
			'NEW',
			transcriptWords(numbered.slice(unheard.length), this.#mark)
		].join('\n');
		return {
			messages: [...this.#messages, { role: 'user', content }],
			numbered,
			since,
			scope: {
				names: this.#names,
				window,
				heard,
				orderOf: orderIn(moment.lines),
				own: this.#own,
				unwanted: [...this.unwanted, ...since.unwanted],
				opsMax: moment.opsMax,
				whole: false
			}
		};
	}

	/** The answer counts: it becomes part of what the next call goes on from. */
	keep({ messages, numbered, since }: Question, answer: string, scribe: Scribe): void {
		this.#messages = [...messages, { role: 'assistant', content: answer }];
		for (const [number, { id, text }] of numbered) {
			this.#heard.set(number, id);
			this.#numbers.set(id, number);
			this.#texts.set(id, text);
		}
		for (const { id, text } of since.corrected) this.#texts.set(id, text);
		this.unwanted.push(...since.unwanted);
		for (const blockId of scribe.newBlocks) this.#own.add(blockId);
		this.#known = scribe.document.blocks;
		this.#added = scribe.added;
		this.#answers += 1;
	}

	/** What has happened since the last answer, other than speech. */
	#since({ document, lines }: Moment): Since {
		const since: Since = { words: [], unwanted: [], corrected: [] };
		if (this.#added.length > 0) since.words.push(`IDS ${this.#added.join(' ')}`);
		for (const [blockId, { md }] of this.#known) {
			const now = document.blocks.get(blockId);
			const name = this.#names.block(blockId);
			if (now?.locked && now.md !== md) since.words.push(`EDITED ${name} := ${oneLine(now.md, this.#mark)}`);
			if (now || !document.removed.has(blockId)) continue;
			since.words.push(`REMOVED ${name}`);
			since.unwanted.push(md);
		}
		for (const line of lines) {
			const known = this.#texts.get(line.id);
			if (known === undefined || known === line.text) continue;
			since.words.push(`CORRECTED s${this.#numbers.get(line.id)} := ${oneLine(line.text, this.#mark)}`);
			since.corrected.push(line);
		}
		return since;
	}

	/** Where in the notes lines belong that were said before others that are noted already. */
	#place({ due, lines, document }: Moment): string[] {
		const orderOf = orderIn(lines);
		const order = orderOf(due[0]?.id ?? '') ?? Infinity;
		const outline = outlineOf(document).filter(({ section }) => section.origin !== 'extractive');
		const home = outline.findLast(({ blocks }) => beginningOf(blocks, orderOf) <= order)?.section;
		if (!outline.some(({ blocks }) => lastOf(blocks, orderOf) > order)) return [];
		return [
			`SAID EARLIER, ${home ? `DURING ${this.#names.section(home.sectionId)}` : 'BEFORE ALL SECTIONS'}`
		];
	}

	#before({ due, lines }: Moment): readonly NoteLine[] {
		const first = lines.findIndex(({ id }) => id === due[0]?.id);
		return lines.slice(Math.max(0, first - overlapLines), first);
	}

	#numbered(lines: readonly NoteLine[]): Numbered {
		const first = this.#heard.size + 1;
		return lines.map((line, at) => [first + at, line] as const);
	}
}

const lastOf = (blocks: readonly NoteBlock[], orderOf: OrderOf): number =>
	Math.max(-1, ...blocks.flatMap(({ cites }) => cites.map((id) => orderOf(id) ?? -1)));

export function orderIn(lines: readonly NoteLine[]): OrderOf {
	const places = new Map(lines.map(({ id }, at) => [id, at]));
	return (id) => places.get(id);
}
