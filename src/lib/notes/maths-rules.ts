import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** What a formula stands between. A single `$` is money, not maths. */
const marks: readonly (readonly [string, string])[] = [
	['$$', '$$'],
	['\\[', '\\]'],
	['\\(', '\\)']
];
/** Tokens of this type hold the source of a formula in `content`; those on a line of their own are `block`. */
export const formulaToken = 'formula';

/**
 * Teaches Markdown formulas: `$$…$$`, `\[…\]` and `\(…\)`, also where they touch other letters. What stands alone on its
 * lines is displayed, anything else runs along in the text.
 */
export function withFormulas(markdown: MarkdownIt): MarkdownIt {
	markdown.block.ruler.before('fence', formulaToken, displayed, { alt: ['paragraph', 'blockquote', 'list'] });
	markdown.inline.ruler.before('escape', formulaToken, inText);
	return markdown;
}

function displayed(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
	const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
	if (!marks.some(([open]) => state.src.startsWith(open, start))) return false;
	for (let line = startLine; line < endLine && !isOutside(state, line); line++) {
		const content = texOf(state.src.slice(start, state.eMarks[line]).trimEnd());
		if (content === undefined) continue;
		if (silent) return true;
		Object.assign(state.push(formulaToken, '', 0), { content, block: true, map: [startLine, line + 1] });
		state.line = line + 1;
		return true;
	}
	return false;
}

/** A blank line, or one that no longer belongs to the list or quotation around it. */
const isOutside = (state: StateBlock, line: number): boolean =>
	state.isEmpty(line) || (state.sCount[line] ?? 0) < state.blkIndent;

/** The formula that a source is from its first to its last character, if it is one. */
function texOf(source: string): string | undefined {
	const [open, close] = marks.find(([mark]) => source.startsWith(mark)) ?? [];
	if (open === undefined || close === undefined) return undefined;
	const end = source.indexOf(close, open.length);
	return end > open.length && end + close.length === source.length
		? source.slice(open.length, end).trim()
		: undefined;
}

function inText(state: StateInline, silent: boolean): boolean {
	const [open, close] = marks.find(([mark]) => state.src.startsWith(mark, state.pos)) ?? [];
	if (open === undefined || close === undefined) return false;
	const start = state.pos + open.length;
	const end = state.src.indexOf(close, start);
	const tex = end < 0 || end > state.posMax ? '' : state.src.slice(start, end).trim();
	if (tex === '') return false;
	if (!silent) state.push(formulaToken, '', 0).content = tex;
	state.pos = end + close.length;
	return true;
}
