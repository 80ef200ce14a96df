import MiniSearch from 'minisearch';
import type { NoteLine } from '../notes/port.ts';
import { contentTerms, searchTerms } from './search-terms.ts';

export type Hit = { line: NoteLine; place: number };

type Document = { id: number; text: string; around: string };

/** A hit has at least this share of what is asked for, … */
const coverLeast = 0.3;
/** … and this share of the best hit's score. */
const scoreLeast = 0.25;

/** Finds lines of a transcript by BM25, a little of it by what stands around them. */
export class LineIndex {
	readonly #lines: readonly NoteLine[];
	readonly #index: MiniSearch<Document>;

	constructor(lines: readonly NoteLine[]) {
		this.#lines = lines;
		this.#index = new MiniSearch<Document>({
			fields: ['text', 'around'],
			tokenize: searchTerms,
			processTerm: (term) => term
		});
		const text = (at: number): string => lines[at]?.text ?? '';
		const documents = lines.map((line, at) => ({
			id: at,
			text: line.text,
			around: `${text(at - 1)}\n${text(at + 1)}`
		}));
		this.#index.addAll(documents);
	}

	/** The best first. `anyOf`: whatever shares a term at all; without it, only what may be an answer. */
	search(question: string, most: number, { anyOf = false } = {}): Hit[] {
		const wanted = contentTerms(question);
		const found = this.#index.search(question, {
			boost: { text: 3 },
			prefix: (term) => /^[a-z]{5,}$/u.test(term),
			fuzzy: (term) => (/^[a-z]{6,}$/u.test(term) ? 0.2 : false)
		});
		const best = found[0]?.score ?? 0;
		const fitting = found.filter(({ queryTerms, score, match }) => {
			if (anyOf) return true;
			const isInLine = Object.values(match).some((fields) => fields.includes('text'));
			const covered = wanted.filter((term) => queryTerms.some((found) => term.includes(found))).length;
			return isInLine && covered >= Math.max(1, wanted.length * coverLeast) && score >= best * scoreLeast;
		});
		return fitting.slice(0, most).flatMap(({ id }) => {
			const line = this.#lines[id as number];
			return line ? [{ line, place: id as number }] : [];
		});
	}
}
