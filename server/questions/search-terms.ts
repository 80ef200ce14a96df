import { termsOf, tokensOf, type Token } from '../notes/extractive/tokens.ts';

/** Words that say nothing about the subject of a lecture, so that notes pass them over, and that students ask for. */
const askedFor = new Set(
	`homework assignment exam chapter class course question slide example problem deadline important
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
	october november december tomorrow week
	作业 考试 重点 例子 问题 课本 提交 上学期 学期 下次 今天 明天 一章 注意 记住 周`
		.split(/\s+/u)
		.filter(Boolean)
);

const characterRuns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,}/gu;

/** What a question is about. */
export const contentTerms = (text: string): string[] =>
	termsOf(
		tokensOf(text).map((token) => (token && isAskedFor(token) ? { ...token, kind: 'content' } : token))
	);

const isAskedFor = ({ term, surface }: Token): boolean =>
	askedFor.has(term) || askedFor.has(surface.toLowerCase());

/** The same, and all pairs of Chinese and Japanese characters, since a segmenter cuts the same words in two ways. */
export function searchTerms(text: string): string[] {
	const pairs = [...text.matchAll(characterRuns)].flatMap(([run]) => {
		const characters = [...run];
		return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
	});
	return [...new Set([...contentTerms(text), ...pairs])];
}
