/*
 * Speech to a line that can be read: sound artefacts, hesitations and stumbles go, every word that carries
 * something stays. Nothing is corrected or added.
 */

import { withCapital } from './capital.ts';

const artefacts = /<\|[^|]*\|>|[\p{Extended_Pictographic}\u{1F3B5}-\u{1F3BC}♩-♬]|[\uFE0F\u200D]/gu;
const hesitation = /(^|[\s,])(?:u+[hm]+|e+r+m?|h+m+|m+h*m+|ah+)(?=[\s,.?!;]|$),?/giu;
const aside =
	/(^|,)\s*(?:you know|i mean|you see|sort of|kind of|like|well|right|okay|ok|honestly|basically)\s*(?=,)/giu;
const opener = /^(?:(?:so|okay|ok|well|right|alright|all right|and|now|great)\b[\s,]*)+(?=\p{L})/iu;
const stumble =
	/(?<![\p{L}\p{N}'’])(\p{L}+(?:['’]\p{L}+)?(?: \p{L}+(?:['’]\p{L}+)?){0,3}?)(?:,? \1)+(?![\p{L}\p{N}'’])/giu;

const cjkFiller = String.raw`(?:[嗯呃额哎唉哦噢啊]+|那个|这个|就是说|怎么说呢|然后呢)`;
const cjkHesitation = new RegExp(
	String.raw`(^|[，。、！？,\s])(?:${cjkFiller}(?:[，、,\s]+|(?=[。！？]|$)))+`,
	'gu'
);
const cjkTag = /[，,](?:对吧|对不对|是吧|是不是|好吧|哈哈|啊)(?=[，。！？,.!?]|$)/gu;
const cjkOpener = /^(?:(?:好的?|那么|那|所以|然后|其实|但是其实)[，,、\s]+)+/u;
const cjkStumble = /((?!一)\p{Script=Han}{2,6}?)\1+/gu;
const cjkLetterStumble = /([我你他她它这那就是的在有])[，、,\s]?\1+(?=\p{Script=Han})/gu;

/** The sentence without hesitations, asides, repeated words and sound artefacts; may be empty. */
export function cleaned(text: string): string {
	const plain = text.replace(artefacts, ' ').replace(/\s+/gu, ' ').trim();
	return tidied(withoutCjkFillers(withoutFillers(plain)));
}

const withoutFillers = (text: string): string =>
	text
		.replace(hesitation, '$1')
		.replace(aside, '$1')
		.replace(/,\s*(?=,)/gu, '')
		.trim()
		.replace(/^[,\s]+/u, '')
		.replace(opener, '')
		.replace(stumble, '$1');

const withoutCjkFillers = (text: string): string =>
	text
		.replace(cjkHesitation, '$1')
		.replace(cjkTag, '')
		.replace(cjkOpener, '')
		.replace(cjkStumble, '$1')
		.replace(cjkLetterStumble, '$1');

function tidied(text: string): string {
	const even = text
		.replace(/^[\s,.;:!?，。、；：！？]+/u, '')
		.replace(/\s+([,.;:!?，。、；：！？])/gu, '$1')
		.replace(/[,，、]+(?=[.。!！?？]|$)/gu, '')
		.replace(/\s{2,}/gu, ' ')
		.trim();
	return withCapital(even);
}
