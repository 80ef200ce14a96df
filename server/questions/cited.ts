import type { UtteranceId } from '#lib/protocol/index.ts';
import { citesOf } from '../notes/rolling/grammar.ts';

/** The line that a model calls s12; undefined when it was never shown one of that name. */
export type LineNamed = (number: number) => UtteranceId | undefined;

export type Cited = {
	/** Without its citations. */
	md: string;
	/** In the order in which they were named. */
	cites: UtteranceId[];
	/** Names of lines that there are not. */
	refused: number;
};

const verbatim = /(```[^]*?(?:```|$)|~~~[^]*?(?:~~~|$)|\$\$[^]*?(?:\$\$|$)|`[^`\n]*`)/u;
const brackets = /(?<![ \t])[ \t]*[[(（【]{1,2}([^\][()（）【】\n]{2,120})[\])）】]{1,2}/gu;

/** Takes `[s12-s14]` out of Markdown, but for code and formulas, where brackets are something else. */
export function citedIn(md: string, lineNamed: LineNamed): Cited {
	const cites = new Set<UtteranceId>();
	let refused = 0;
	const take = (whole: string, inside: string): string => {
		const numbers = citesOf(inside);
		for (const number of numbers ?? []) {
			const id = lineNamed(number);
			if (id === undefined) refused++;
			else cites.add(id);
		}
		return numbers ? '' : whole;
	};
	const parts = md.split(verbatim).map((part, at) => (at % 2 === 1 ? part : part.replace(brackets, take)));
	return { md: parts.join('').trim(), cites: [...cites], refused };
}
