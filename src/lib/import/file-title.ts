import { titleCharactersMax } from '#lib/protocol/limits.ts';

/** A lecture's title from the name of its file: without the extension, and with spaces where names have `_`. */
export function titleOf(fileName: string): string {
	const stem = fileName.replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '');
	const words = stem.replace(/[\p{Cc}_]+/gu, ' ').replace(/ {2,}/g, ' ');
	return [...words.trim()]
		.slice(0, titleCharactersMax / 2)
		.join('')
		.trim();
}
