import { withCapital } from './capital.ts';
import { isCjk } from './script.ts';
import type { Reading } from './reading.ts';
import type { Sentence } from './stream.ts';
import type { Token } from './tokens.ts';

/** Sentences at the beginning of a section that may name its subject. */
const openingSentences = 4;
const topicWordsMax = 9;

const announced =
	/\b(?:today|now|next|let's|let us|moving on|going to|we(?: now)? (?:turn|come|move))\b.{0,30}?\b(?:about|look at|looking at|learn|discuss|cover|on to|(?:come|turn|move|get) to|start with|begin with|topic is|see)\s+(?<topic>(?:the|a|an|how|what|why|where|when)?\s?[^,.;:!?]{3,80})/iu;
const numbered =
	/^in the (?<topic>(?:second|third|fourth|next|last|final) (?:stage|part|step|half|phase|section))\b/iu;
const announcedCjk =
	/(?:讲|学习|讨论|介绍|看看|看一看|看一下|看|说一下|说说|说|谈谈|谈|了解)(?:一下|的是)?(?:它|他|她|这)?(?:的|们的)?(?<topic>[^，。；！？,.!?]{2,16})/u;
const tail = /(?<!\s)\s+(?:which|because|that|and then|so|but|while|before|after|in a|with you)\b[^]*$/iu;

/** The title of the slide that most of a section was said to, if it was half of it at least; never one of `others`. */
export function slideOf(section: readonly Sentence[], others: readonly string[]): string | undefined {
	const saidMs = new Map<string | undefined, number>();
	for (const { slide, durationMs } of section) saidMs.set(slide, (saidMs.get(slide) ?? 0) + durationMs);
	const wholeMs = [...saidMs.values()].reduce((sum, ms) => sum + ms, 0);
	const [most] = [...saidMs].filter(([slide, ms]) => slide !== undefined && ms * 2 >= wholeMs);
	return most?.[0] !== undefined && !others.includes(most[0]) ? most[0] : undefined;
}

/** A heading for a section: what its first sentences announce, else the terms it says most; never one of `others`. */
export function titleOf(section: readonly Reading[], others: readonly string[]): string {
	for (const [at, reading] of section.slice(0, openingSentences).entries()) {
		const topic = topicOf(reading, at === 0);
		if (topic && !others.includes(topic)) return topic;
	}
	const used = others.map((title) => title.toLowerCase());
	const fresh = topTerms(section).filter((term) => !used.some((title) => title.includes(term.toLowerCase())));
	const [first, second] = fresh.length > 0 ? fresh : topTerms(section);
	if (first === undefined) return withCapital(section[0]?.text.slice(0, 40) ?? '');
	const joint = isCjk(first) ? '与' : ' and ';
	return withCapital(second === undefined ? first : `${first}${joint}${second}`);
}

function topicOf({ text, opening, cues }: Reading, first: boolean): string | undefined {
	const cjk = isCjk(text);
	if ((cjk && opening === 0) || cues.question) return undefined;
	const found = cjk ? announcedCjk.exec(text) : (first && numbered.exec(text)) || announced.exec(text);
	const topic = found?.groups?.['topic']
		?.trim()
		.replace(tail, '')
		.replace(/^(?:the|an?)\s+/iu, '')
		.replace(/(?<!\s)\s+(?:then|now|today|first|next|again)$/iu, '');
	if (
		!topic ||
		topic.split(' ').length > topicWordsMax ||
		/^(?:this|that|it|them|these|those|you|us|me|do|be)\b/iu.test(topic)
	)
		return undefined;
	return withCapital(topic);
}

/** One or more words said together; `parts` are the keys of the shorter terms in it. */
type Gram = { key: string; text: string; count: number; words: number; parts: readonly string[] };

const gramWordsMax = 4;

/** The two terms, of one or more words, that a section says most; those said only once where it repeats none. */
function topTerms(section: readonly Reading[]): string[] {
	const grams = new Map<string, Gram>();
	for (const { tokens, cues } of section) if (!cues.talk) countGrams(tokens, grams);
	const all = [...grams.values()].filter(({ count, words }) => words === 1 || count > 1);
	const repeated = all.filter(({ count }) => count > 1);
	const swallowed = swallowedBy(all);
	const ranked = (repeated.length > 0 ? repeated : all).filter((gram) => !swallowed(gram));
	ranked.sort((a, b) => weight(b) - weight(a));
	const top: string[] = [];
	for (const { text } of ranked) {
		if (top.length < 3 && !top.some((other) => other.includes(text) || text.includes(other))) top.push(text);
	}
	return top;
}

const weight = ({ count, words }: Gram): number => count * (1 + 0.4 * (words - 1));

/** A part of a term that is hardly ever said without the whole is no term of its own. */
function swallowedBy(wholes: readonly Gram[]): (part: Gram) => boolean {
	const mostSaid = new Map<string, number>();
	for (const { parts, count } of wholes)
		for (const part of parts) mostSaid.set(part, Math.max(count, mostSaid.get(part) ?? 0));
	return ({ key, count }) => (mostSaid.get(key) ?? 0) >= 0.6 * count;
}

function countGrams(tokens: readonly (Token | null)[], grams: Map<string, Gram>): void {
	tokens.forEach((_, from) => {
		for (let words = 1; words <= gramWordsMax; words++) {
			const run = tokens.slice(from, from + words);
			if (run.length < words || run.includes(null)) return;
			const gram = run as Token[];
			if (!isTerm(gram)) continue;
			const key = keyOf(gram);
			const known = grams.get(key);
			if (known) known.count++;
			else grams.set(key, { key, text: surfaceOf(gram), count: 1, words, parts: partsOf(gram) });
		}
	});
}

const keyOf = (gram: readonly Token[]): string => gram.map(({ term }) => term).join(' ');

const partsOf = (gram: readonly Token[]): string[] =>
	gram.flatMap((_, from) =>
		gram
			.slice(from)
			.map((__, more) => gram.slice(from, from + more + 1))
			.filter(({ length }) => length < gram.length)
			.map(keyOf)
	);

/** Terms begin and end with a word that carries something; only Chinese ones may hold a stop word inside. */
function isTerm(gram: readonly Token[]): boolean {
	const [first, last] = [gram[0], gram.at(-1)];
	if (gram.length === 1) return first?.kind === 'content';
	if (first?.kind === 'stop' || last?.kind === 'stop') return false;
	return gram.every(
		({ kind, term }) => kind !== 'stop' || (isCjk(term) && term.length === 1 && !/[的了是和在]/u.test(term))
	);
}

const surfaceOf = (gram: readonly Token[]): string =>
	gram.reduce((text, { surface }) => {
		const joint = text === '' || (isCjk(surface) && isCjk(text)) ? '' : ' ';
		return `${text}${joint}${surface}`;
	}, '');
