/*
 * The language in which a model writes notes: one operation a line, its text last, so that `|` and `\frac` in it are
 * safe. Never JSON: it eats the backslashes of formulas.
 *
 *   = S3 | title                 begins or renames a section
 *   + S3 | s12-s14,s17 | text    a line of notes, and the lines of speech that it rests on
 *   ! S3 | s18 | text            a task, a deadline
 *   !! S3 | s18 | text           what an examination asks, when it is, a class that is moved
 *   * S3 | s15 | term :: text    a term and what was said of it
 *   ? S3 | s16 | text            a question for review
 *   ~ S3.2 | s12,s19 | text      rewrites a line of notes
 *   ? S3.2 | reason              that line may be wrong
 *   - S3.2 | reason              takes a line back         ┐ only where the whole
 *   > S3.2 | S5                  moves a line to a section │ lecture is looked over
 *   > S3 | S2                    moves all of a section    ┘
 *   .                            the end
 */

/** An operation as it was written; nothing in it has been looked up yet. */
export type WrittenOp =
	| { op: 'section'; section: string; title: string }
	| {
			op: 'add';
			as: 'line' | 'task' | 'important' | 'term' | 'question';
			section: string;
			cites: number[];
			text: string;
	  }
	| { op: 'revise'; block: string; cites: number[]; text: string }
	| { op: 'doubt'; block: string }
	| { op: 'remove'; block: string }
	| { op: 'move'; block: string; section: string }
	| { op: 'merge'; section: string; into: string };

const header = /^(!!|[=+!*?~>-]) *([SP]\d{1,4}(?:\.\d{1,4})?|B\d{1,4}) *\|(.*)$/su;
const citesMax = 200;
const added = { '+': 'line', '!': 'task', '!!': 'important', '*': 'term', '?': 'question' } as const;

/** The operation that a whole line (or several, between `<<` and `>>`) says; undefined when it says none. */
export function operationOf(text: string): WrittenOp | undefined {
	const [, mark = '', target = '', rest = ''] = header.exec(text) ?? [];
	const isBlock = target.includes('.') || target.startsWith('B');
	if (mark === '') return undefined;
	return isBlock ? ofBlock(mark, target, rest.trim()) : ofSection(mark, target, rest.trim());
}

function ofSection(mark: string, section: string, rest: string): WrittenOp | undefined {
	if (mark === '=') return rest ? { op: 'section', section, title: rest } : undefined;
	if (mark === '>') return sectionName.test(rest) ? { op: 'merge', section, into: rest } : undefined;
	const as = added[mark as keyof typeof added];
	const cited = citedText(rest);
	return as && cited ? { op: 'add', as, section, ...cited } : undefined;
}

function ofBlock(mark: string, block: string, rest: string): WrittenOp | undefined {
	if (mark === '?') return { op: 'doubt', block };
	if (mark === '-') return { op: 'remove', block };
	if (mark === '>') return sectionName.test(rest) ? { op: 'move', block, section: rest } : undefined;
	const cited = mark === '~' ? citedText(rest) : undefined;
	return cited && { op: 'revise', block, ...cited };
}

const sectionName = /^[SP]\d{1,4}$/u;

function citedText(rest: string): { cites: number[]; text: string } | undefined {
	const bar = rest.indexOf('|');
	const cites = citesOf(rest.slice(0, Math.max(0, bar)));
	const text = rest.slice(bar + 1).trim();
	return bar >= 0 && cites && text ? { cites, text } : undefined;
}

const citation = /^\[?s(\d{1,6})\]?(?: *[-–] *\[?s?(\d{1,6})\]?)?$/u;

/** `s12-s14, s17` as numbers in the order in which they stand; undefined when it is anything else. */
export function citesOf(text: string): number[] | undefined {
	const cites = new Set<number>();
	for (const part of text.trim().split(/(?<!\s)\s*[,;，、]\s*|(?<!\s)\s+(?=\[?s\d)/u)) {
		const match = citation.exec(part);
		if (!match) return undefined;
		const first = Number(match[1]);
		const last = Number(match[2] ?? match[1]);
		if (last < first || last - first >= citesMax) return undefined;
		for (let cite = first; cite <= last; cite++) cites.add(cite);
	}
	return cites.size <= citesMax ? [...cites] : undefined;
}
