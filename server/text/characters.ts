/**
 * A text without differences of writing that say nothing: full and half width, case, accents of Latin letters, kinds of
 * hyphens and apostrophes. Its length may differ from that of the text.
 */
export const foldedCharacters = (text: string): string =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.normalize('NFD')
		.replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
		.normalize('NFC')
		.replace(/[\u2010-\u2015\u2212]/gu, '-')
		.replace(/[\u2018\u2019\u02bc]/gu, "'")
		.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/gu, '');
