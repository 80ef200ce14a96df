import type { NoteLine } from '../notes/port.ts';
import { isCjk } from '../notes/extractive/script.ts';
import { stopWords } from '../notes/extractive/stop-words.ts';
import { clock } from '../notes/rolling/transcript.ts';
import { dayClaims, digitClaims, nameClaims, spokenClaims } from '../text/claims.ts';
import { hanTermsOf, type ReadText } from '../text/search-text.ts';
import type { JudgeCites } from './judge.ts';

/** Lines on each side of a cited one in which a number or a name may stand as well. */
const neighbours = 1;

/** Judges parts of an answer by the lines that they cite and those next to them. */
export function judgeCitesBy(lines: readonly NoteLine[], readText: ReadText): JudgeCites {
	const places = new Map(lines.map(({ id }, at) => [id, at]));
	const sourceOf = (cites: readonly string[]): NoteLine[] => {
		const wanted = new Set<number>();
		for (const id of cites) {
			const place = places.get(id);
			if (place === undefined) continue;
			for (let at = place - neighbours; at <= place + neighbours; at++) wanted.add(at);
		}
		return [...wanted].sort((a, b) => a - b).flatMap((at) => lines[at] ?? []);
	};
	return (md, cites) => {
		const source = sourceOf(cites);
		const words = source.map(({ text }) => text).join(' | ');
		const plain = plainOf(md);
		if (!sharesWords(plain, words, readText)) return { kind: 'fails' };
		const withTimes = [words, ...source.map(({ startMs }) => clock(startMs))].join(' | ');
		const claims = [
			...[digitClaims, spokenClaims, dayClaims].flatMap((claimsOf) => claimsOf(plain)),
			...nameClaims(plain, isCjk(words))
		];
		const missing = claims.filter(({ isIn }) => !isIn(withTimes)).map(({ surface }) => surface);
		return { kind: 'holds', unfounded: [...new Set(missing)] };
	};
}

/** Without formulas, code, numbers of list items and names of slides. */
const plainOf = (md: string): string =>
	md
		.replace(/\$\$[^]*?\$\$|```[^]*?```|`[^`\n]*`/gu, ' ')
		.replace(/^[ \t]*\d{1,3}[.)]\s/gmu, '')
		.replace(/[（(](?:slide|slides|幻灯片|第)\s*\d[^)）\n]{0,20}[)）]/giu, ' ')
		.replace(/[*_]+/gu, '');

/** Whether two texts have a word of content in common. In different scripts that cannot be told, and is believed. */
function sharesWords(md: string, source: string, readText: ReadText): boolean {
	const contentOf = (text: string): Set<string> => {
		const read = readText(text);
		const words = read.words.filter(({ surface }) => surface.length > 2 && !stopWords.has(surface));
		const digits = read.numbers.flatMap(({ whole }) => whole.map((number) => `#${number}`));
		return new Set([
			...words.flatMap(({ terms }) => terms),
			...digits,
			...hanTermsOf(read.text).filter((term) => term.length > 1)
		]);
	};
	const said = contentOf(md);
	if (said.size === 0 || isCjk(md) !== isCjk(source)) return true;
	const known = contentOf(source);
	return [...said].some((term) => known.has(term));
}
