import MiniSearch from 'minisearch';
import type { NoteLine } from '../../notes/port.ts';
import type { ReadText } from '../../text/search-text.ts';
import { factsOf, type LineFacts } from './line-facts.ts';
import type { Concept } from './question.ts';

/** How well a concept stands in a line: 1 for the very word, less for a kin or another word for it. */
export type Match = ReadonlyMap<number, number>;

type Document = { id: string; terms: string };

const kinStrength = 0.7;
const synonymStrength = 0.6;
const charactersStrength = 0.4;
const initialsStrength = 0.9;

/** The lines of a lecture, found by their words. Kept up to date line by line. */
export class LectureIndex {
	readonly #readText: ReadText;
	readonly #facts = new Map<string, LineFacts>();
	readonly #index = new MiniSearch<Document>({
		fields: ['terms'],
		tokenize: (terms) => terms.split(' '),
		processTerm: (term) => term
	});
	#lines: readonly NoteLine[] = [];
	#places = new Map<string, number>();

	constructor(readText: ReadText) {
		this.#readText = readText;
	}

	/** Takes up what is new, changed or gone, one line for each step of the iterator. */
	*update(lines: readonly NoteLine[]): Generator<void> {
		const ids = new Set(lines.map(({ id }) => id));
		for (const id of this.#facts.keys()) if (!ids.has(id)) this.#remove(id);
		for (const { id, text } of lines) {
			if (this.#facts.get(id)?.text === text) continue;
			this.#remove(id);
			const facts = factsOf(text, this.#readText);
			this.#facts.set(id, facts);
			this.#index.add({ id, terms: [...facts.terms].join(' ') });
			yield;
		}
		this.#lines = lines;
		this.#places = new Map(lines.map(({ id }, place) => [id, place]));
	}

	#remove(id: string): void {
		if (this.#facts.delete(id)) this.#index.discard(id);
	}

	get lines(): readonly NoteLine[] {
		return this.#lines;
	}

	factsAt(place: number): LineFacts | undefined {
		const line = this.#lines[place];
		return line && this.#facts.get(line.id);
	}

	/** Places of the lines that a concept stands in. */
	match({ terms, synonyms, kind }: Concept): Match {
		const found = new Map<number, number>();
		const take = (id: unknown, strength: number): void => {
			const place = this.#places.get(id as string);
			if (place !== undefined) found.set(place, Math.max(found.get(place) ?? 0, strength));
		};
		for (const { id, match } of this.#index.search(terms.join(' '), kind === 'word' ? loosely : {}))
			take(id, Object.keys(match).some((term) => terms.includes(term)) ? 1 : kinStrength);
		for (const { id } of this.#index.search(synonyms.join(' '))) take(id, synonymStrength);
		for (const phrase of synonyms.filter(isPhrase))
			for (const [id, { folded }] of this.#facts) if (folded.includes(phrase)) take(id, synonymStrength);
		const initials = found.size < 3 && kind === 'word' ? initialsOf(terms) : undefined;
		if (initials)
			for (const [id, { folded }] of this.#facts) if (initials.test(folded)) take(id, initialsStrength);
		const characters = kind === 'pair' ? [...(terms[0] ?? '')].join(' ') : '';
		for (const { id } of this.#index.search(characters, { combineWith: 'AND' })) take(id, charactersStrength);
		return found;
	}
}

/** Words with the same beginning, and misspelled ones. */
const loosely = {
	prefix: (term: string) => /^[a-z]{4,}$/u.test(term),
	fuzzy: (term: string) => (/^[a-z]{5,}$/u.test(term) ? 1 : false)
};
const isPhrase = (words: string): boolean => /\s|\p{Script=Han}{3}|%/u.test(words);

/** What an abbreviation may stand for: QE is "quantitative easing". */
function initialsOf(terms: readonly string[]): RegExp | undefined {
	const letters = terms.find((term) => /^[a-z]{2,5}$/u.test(term));
	if (letters === undefined) return undefined;
	const words = [...letters].map((letter) => String.raw`${letter}[a-z]{2,}`);
	return new RegExp(String.raw`\b${words.join(String.raw`(?: (?:of|the|and|to|for))?[ -]`)}\b`, 'u');
}
