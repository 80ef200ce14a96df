import createMarkdown from 'markdown-it';
import type { Token } from 'markdown-it';
import withCjkEmphasis from 'markdown-it-cjk-friendly';
import { formulaToken, withFormulas } from './maths-rules.ts';

export type Formula = { tex: string; displayed: boolean };
/** HTML in which formula number `n` is an empty element with `data-formula="n"`; it still has to be sanitised. */
export type Draft = { html: string; formulas: readonly Formula[] };

/** Where a link of a note may lead: a page, a letter, or a moment of this lecture in seconds. */
export const isLinkTarget = (url: string): boolean => /^(?:https?:\/\/|mailto:|#t=\d+$)/i.test(url);

type Found = { formulas: Formula[] };

/*
 * Everything that a note may hold is named; HTML, images and headings are not, so they stay text. By CommonMark alone,
 * `**重点：**内容` would not be bold, since a letter follows the punctuation.
 */
const markdown = withFormulas(createMarkdown('zero', { html: false, breaks: true })).use(withCjkEmphasis);
markdown.enable(['fence', 'list', 'blockquote', 'table']);
markdown.enable([
	'newline',
	'escape',
	'entity',
	'backticks',
	'emphasis',
	'strikethrough',
	'link',
	'autolink'
]);
markdown.validateLink = isLinkTarget;

markdown.renderer.rules[formulaToken] = (tokens, at, _options, env) => {
	const { content, block } = tokens[at] as Token;
	const number = (env as Found).formulas.push({ tex: content, displayed: block }) - 1;
	return block ? `<div data-formula="${number}"></div>` : `<span data-formula="${number}"></span>`;
};
markdown.renderer.rules['link_open'] = (tokens, at, options, _env, renderer) => {
	const token = tokens[at] as Token;
	if (!String(token.attrGet('href')).startsWith('#')) {
		token.attrSet('target', '_blank');
		token.attrSet('rel', 'noopener noreferrer');
	}
	return renderer.renderToken(tokens, at, options);
};

/** What a note block is made of, as the screen shows it. */
export const tokensOf = (md: string): Token[] => markdown.parse(md, { formulas: [] });

/** One note block. A block that is a single paragraph gives its words alone, so that they can run along in a line. */
export function draftOf(md: string): Draft {
	const formulas: Formula[] = [];
	const tokens = markdown.parse(md, { formulas });
	const [first, words, last] = tokens;
	if (tokens.length === 3 && first?.type === 'paragraph_open' && words?.type === 'inline' && last)
		first.hidden = last.hidden = true;
	return { html: markdown.renderer.render(tokens, markdown.options, { formulas }).trim(), formulas };
}
