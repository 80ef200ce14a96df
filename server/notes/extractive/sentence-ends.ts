/*
 * Where sentences end. A full stop behind a short form, an initial or a number ends one only when what follows can begin
 * one. (`sentence-splitter` 5.0.1 cuts at "a.m. on", "approx. 100", "vol. 3" and "J. S."; `Intl.Segmenter` at "p. 12", "Dr."
 * and initials, and nowhere in text without capitals.)
 */

import { isNumeral, setOf } from './fillers/function-words.ts';

const beforeNames = setOf(
	'mr mrs ms dr prof messrs rev hon sgt capt lt e.g i.e cf vs viz approx ca resp w.r.t'
);
const beforeNumbers = setOf(
	'fig figs eq eqs sec secs sect ch chap vol vols no nos p pp c v ref refs def thm prop lem cor tab ex art para'
);
const others =
	setOf(`al inc ltd co corp jr sr bros dept univ ave blvd rd est st ft mt gen sen rep gov col ed eds
jan feb apr aug sep sept oct nov dec`);
const daysAndZones =
	setOf(`monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december est edt cst cdt mst mdt pst pdt gmt utc cet cest eastern central pacific`);
const starters =
	setOf(`the this that these those there here it he she we you they i a an my our your their his her its
in on at for from with as by if when while where what who why how which because since after before although though but and
or so then now next last today tomorrow yesterday later finally however therefore thus hence also another each every some
many most all no not yes let let's please remember note once until unless both such it's that's there's we're you're
they're i'm don't`);

type Following = { readonly said: string; readonly isInitial: boolean };

const marks = /([.!?。！？…]+)(["'”’」』)）\]]*)(\s*)/gu;
const tokenLetters = 40;
const nextWord = /^["“'‘「『(（[]*([\p{L}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*)(\.?)/u;
const upper = /^\p{Lu}/u;
const lower = /^\p{Ll}/u;
const han = /^\p{Script=Han}/u;
const dotted = /^(?:\p{L}\.)+\p{L}$/u;
const label = /^(?:[IVXLC]+|\p{L})$|\p{N}/u;

/** The sentences of a text, each with its mark. */
export function sentencesIn(text: string): string[] {
	const sentences: string[] = [];
	const cased = isCased(text);
	let from = 0;
	for (const { 0: whole, 1: mark = '', 2: closers = '', 3: space = '', index } of text.matchAll(marks)) {
		const to = index + whole.length;
		const seam = { before: text.slice(from, index), mark, closers, space, rest: text.slice(to, to + 60) };
		if (seam.rest === '' || !isEnd(seam, cased)) continue;
		sentences.push(text.slice(from, to));
		from = to;
	}
	return [...sentences, text.slice(from)].map((each) => each.trim()).filter(Boolean);
}

/** Whether the last full stop of a text belongs to a short form behind which `next` goes on. */
export function isShortForm(text: string, next: string): boolean {
	if (!text.endsWith('.') || text.endsWith('..')) return false;
	const token = tokenIn(text.slice(0, -1));
	const following = followingIn(next);
	return following !== undefined && endsShortForm(token, text.slice(0, -1), following) === false;
}

type Seam = { before: string; mark: string; closers: string; space: string; rest: string };

function isEnd(seam: Seam, cased: boolean): boolean {
	const { before, mark, closers, space, rest } = seam;
	if (/[。！？]/u.test(mark)) return true;
	if (space === '') return /[!?]/u.test(mark) && (han.test(rest) || han.test(before.slice(-1)));
	const following = followingIn(rest);
	if (following === undefined) return false;
	const goesOn = lower.test(following.said);
	if (closers !== '' && goesOn && cased) return false;
	if (mark.includes('?')) return true;
	if (mark.includes('!')) return upper.test(following.said) || !/(?:\d|\b\p{L})$/u.test(before.slice(-2));
	if (mark !== '.') return !goesOn;
	return (
		(closers === '' ? endsShortForm(tokenIn(before), before, following) : undefined) ?? (!goesOn || !cased)
	);
}

/** Whether a sentence ends with a short form; undefined for a word that is none. */
function endsShortForm(token: string, before: string, { said, isInitial }: Following): boolean | undefined {
	const key = token.toLowerCase();
	const opens = upper.test(said) && !isInitial && starters.has(said.toLowerCase().replace(/’/gu, "'"));
	if (beforeNames.has(key)) return false;
	const opensSentence = before.trim() === token;
	if (beforeNumbers.has(key)) {
		if (key === 'no' && (opensSentence || !upper.test(said))) return !isNumeral(said.toLowerCase());
		return upper.test(said) && !label.test(said) && !isNumeral(said.toLowerCase());
	}
	if (key === 'a.m' || key === 'p.m') return upper.test(said) && !daysAndZones.has(said.toLowerCase());
	if (key === 'etc') return upper.test(said) || han.test(said);
	if (others.has(key) || dotted.test(token)) return opens;
	if (/^\p{Lu}$/u.test(token))
		return opens && !opensSentence && !/(?:^|[\s.])\p{Lu}\.\s*\p{Lu}$/u.test(before.slice(-6));
	if (/^\d+(?:\.\d+)*$/u.test(token))
		return opensSentence || isNumeral(said.toLowerCase()) ? false : undefined;
	return undefined;
}

function followingIn(rest: string): Following | undefined {
	const [, said, dot] = nextWord.exec(rest) ?? [];
	return said === undefined ? undefined : { said, isInitial: dot === '.' && said.length === 1 };
}

/** What stands before a full stop, back to a space, a bracket or a Chinese letter. */
function tokenIn(before: string): string {
	const tail = before.slice(-tokenLetters);
	let from = tail.length;
	while (from > 0 && !/[\s("“'‘「（[，、\p{Script=Han}]/u.test(tail.charAt(from - 1))) from--;
	return tail.slice(from);
}

/** Whether capitals begin the sentences of a text; in text without them a small letter may begin one. */
const isCased = (text: string): boolean =>
	upper.test(text.trimStart().replace(/^["“'(]/u, '')) || /[.!?]["”’)]? \p{Lu}/u.test(text);
