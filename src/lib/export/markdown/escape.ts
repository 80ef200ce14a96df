type Place = {
	/** The text begins a line, where a mark may begin a list or a heading. */
	startsLine: boolean;
	/** Within the words of a link there is no other. */
	inLink: boolean;
};

/** Text as Markdown that shows it letter by letter, in CommonMark, in GitHub's dialect, and in Pandoc's. */
export function escapeText(text: string, { startsLine, inLink }: Place): string {
	let md = '';
	let end = 0;
	for (const match of text.matchAll(address)) {
		if (inLink || entity.test(match[0])) continue;
		md += escapeMarks(text.slice(end, match.index)) + `<${match[0]}>`;
		end = match.index + match[0].length;
	}
	md += escapeMarks(text.slice(end));
	return startsLine ? escapeStart(md) : md;
}

/** Some renderers make a link of an address by themselves, and would show the escapes in it. */
const address = /\bhttps?:\/\/[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]*[#$%&*+\-/0-9=@A-Z_a-z~]/g;
const entity = /&#?\w+;/;

/*
 * `[` and `(` stay: after a backslash they would open a formula in notes, and without their other half they mean nothing.
 * `$`, `^`, `==` and `{` are marks in Pandoc and Obsidian.
 */
const escapeMarks = (text: string): string =>
	text
		.replace(/[\\`*_~<\]|$^{]/g, '\\$&')
		.replace(/&(?=#?\w+;)/g, '\\&')
		.replace(/-(?=-)/g, '\\-')
		.replace(/=(?==)/g, '\\=')
		.replace(/(?<=https?|ftp):(?=\/\/)/gi, '\\:')
		.replace(/www\./gi, (www) => `${www.slice(0, -1)}\\.`)
		.replace(/(?<=^|\s)#+$/, '\\$&');

/** What would begin a heading, a quotation, a list, a definition or a line under a heading. */
const escapeStart = (md: string): string =>
	md
		.replace(/^[>=+:%-]|^#(?!#*$)/, '\\$&')
		.replace(/^(\(?(?:\p{Nd}+|[A-Za-z]|[ivxlcdm]+|#|@[\w-]*))([.)])(?=\s|$)/iu, '$1\\$2');
