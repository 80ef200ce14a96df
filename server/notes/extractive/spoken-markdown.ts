/**
 * One line of speech as Markdown that shows it letter by letter: stars, underscores, dollars and brackets that a recogniser wrote
 * are what was said, and make no emphasis, formula or link. A mark that has no other half stays as it is, since people edit this.
 */
export const spokenMarkdown = (text: string): string => escapedStart(escapedMarks(text));

/** `term :: meaning`, as blocks of this kind are written; a `::` within the term does not end it. */
export const spokenTerm = (term: string, meaning: string): string =>
	`${spokenMarkdown(term).replace(/(?<=:):/g, String.raw`\:`)} :: ${spokenMarkdown(meaning)}`;

/** `[` stays: after a backslash it would open a formula, and without its `]` it means nothing. */
const always = /\\(?=[!-/:-@[-`{-~])|[<\]]|&(?=#?\w+;)|\$(?=\$)/g;
const inPairs = ['*', '_', '`', '~'];

function escapedMarks(text: string): string {
	const md = text.replace(always, String.raw`\$&`);
	return inPairs.reduce(
		(escaped, mark) => (text.split(mark).length > 2 ? escaped.replaceAll(mark, `\\${mark}`) : escaped),
		md
	);
}

/** What would begin a list or a quotation. */
const escapedStart = (md: string): string =>
	md.replace(/^(\s*)([-+*>])/, String.raw`$1\$2`).replace(/^(\s*\d+)([.)])(?=\s|$)/, String.raw`$1\$2`);
