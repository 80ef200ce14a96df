import type { UtteranceId } from '#lib/protocol/index.ts';
import { citedIn, type LineNamed } from './cited.ts';

/** A part of an answer as a model wrote it, with those of its citations that there are. */
export type ModelPart = {
	kind: 'lecture' | 'not-found' | 'beyond';
	/** Markdown; empty where the kind says it all. */
	md: string;
	cites: UtteranceId[];
};

/* Lines with which a model says what follows. */
const marks: readonly [RegExp, ModelPart['kind']][] = [
	[/^\W*not (?:found|said)\W*$/iu, 'not-found'],
	[/^\W*beyond the lecture\W*$/iu, 'beyond']
];
const item = /^(?:[-*+]|\d{1,3}[.)])\s/u;
/** A model may cite on the very line that ends its code. */
const fenceEnd = /^\s*(```|~~~)\s*((?:\[[^\]]*\]\s*)*)$/u;
const heading = /^#{1,6}\s+(\S.*)$/u;
/** Marks may close a heading too. */
const headingEnd = /(?<!#)#+$/u;

/**
 * Reads an answer as it comes in, and gives its parts as soon as each is whole: paragraphs, items of lists, tables,
 * fenced code. The parts are the same wherever the text was split.
 */
export class AnswerReader {
	readonly #lineNamed: LineNamed;
	#line = '';
	#block: string[] = [];
	#fence: string | undefined;
	#kind: ModelPart['kind'] = 'lecture';
	/** Citations of lines that there are not. */
	refusedCites = 0;

	constructor(lineNamed: LineNamed) {
		this.#lineNamed = lineNamed;
	}

	push(text: string): ModelPart[] {
		const lines = text.split('\n');
		// The line is not looked at before its end, so that its cost does not grow with the square of its length.
		lines[0] = this.#line + lines[0];
		this.#line = lines.pop() ?? '';
		return lines.flatMap((line) => this.#take(line.replace(/\r$/u, '')));
	}

	/** The rest of an answer that is over. */
	end(): ModelPart[] {
		const last = this.#line;
		this.#line = '';
		return [...this.#take(last), ...this.#flush()];
	}

	#take(line: string): ModelPart[] {
		if (this.#fence !== undefined) return this.#within(line);
		const kind = marks.find(([mark]) => mark.test(line))?.[1];
		if (kind) return this.#begin(kind);
		if (line.trim() === '') return this.#flush();
		const title = heading.exec(line)?.[1]?.replace(headingEnd, '').trim() || undefined;
		const before = title !== undefined || item.test(line) ? this.#flush() : [];
		this.#block.push(title === undefined ? line : `**${title}**`);
		this.#fence = fenceOpenedBy(line);
		return title === undefined ? before : [...before, ...this.#flush()];
	}

	#within(line: string): ModelPart[] {
		const [, code, cites = ''] = fenceEnd.exec(line) ?? [];
		const endsCode = code !== undefined && code === this.#fence;
		this.#block.push(
			...(endsCode ? [line.slice(0, line.length - cites.length), ...(cites ? [cites] : [])] : [line])
		);
		if (endsCode || (this.#fence === '$$' && line.includes('$$'))) this.#fence = undefined;
		return [];
	}

	/** A mark without words after it says something, too. */
	#begin(kind: ModelPart['kind']): ModelPart[] {
		const before = this.#flush();
		this.#kind = kind;
		return kind === 'not-found' ? [...before, { kind, md: '', cites: [] }] : before;
	}

	#flush(): ModelPart[] {
		const whole = [...this.#block, ...(this.#fence === undefined ? [] : [this.#fence])].join('\n');
		this.#block = [];
		this.#fence = undefined;
		const { md, cites, refused } = citedIn(whole, this.#lineNamed);
		this.refusedCites += refused;
		const kind = this.#kind === 'not-found' ? 'lecture' : this.#kind;
		return md === '' && cites.length === 0 ? [] : [{ kind, md, cites }];
	}
}

function fenceOpenedBy(line: string): string | undefined {
	const code = /^\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(```|~~~)/u.exec(line)?.[1];
	if (code) return line.indexOf(code) !== line.lastIndexOf(code) ? undefined : code;
	return (line.split('$$').length - 1) % 2 === 1 ? '$$' : undefined;
}
