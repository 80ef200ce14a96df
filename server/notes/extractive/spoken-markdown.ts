/** Speech as Markdown in which it makes no link and no picture: what was said of them is shown as it was written down. */
export const spokenMarkdown = (text: string): string =>
	text.replaceAll('![', String.raw`!\[`).replaceAll('](', String.raw`]\(`);
