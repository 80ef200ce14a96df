/*
 * An oracle for extracted notes: what of the speaker's words a line of notes keeps. It knows nothing of the code that
 * makes them; it lines the words of both up and looks at what lies between.
 */

type Said = {
	readonly word: string;
	readonly lower: string;
	/** Whether a pause mark or an end follows. */
	readonly pause: boolean;
	readonly ends: boolean;
	readonly first: boolean;
};

export type Kept = {
	/** Words of the note that are not the speaker's, at their place. */
	readonly added: readonly string[];
	/** Words that were left out and are neither a sound of thinking, nor an opener, nor said again at once. */
	readonly lost: readonly string[];
	readonly facts: number;
	/** Numbers, names, negations, units and letters among the lost. */
	readonly factsLost: number;
};

const splitter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const isHan = (letter: string): boolean => /\p{Script=Han}/u.test(letter);
const isMark = (letter: string): boolean => /[\p{P}\p{S}\s]/u.test(letter);

/** Words in order: Chinese ones letter by letter, others between spaces, with the marks inside them. */
function saidIn(text: string): Said[] {
	const words: { word: string; tail: string }[] = [];
	let open = false;
	for (const { segment } of splitter.segment(text)) {
		if (isHan(segment)) words.push({ word: segment, tail: '' });
		else if (/\s/u.test(segment)) {
			const last = words.at(-1);
			if (last) last.tail += segment;
		} else if (open) (words.at(-1) as { word: string }).word += segment;
		else if (
			isMark(segment) &&
			words.length > 0 &&
			isHan(words.at(-1)?.word ?? '') &&
			!/[-.+]/u.test(segment)
		)
			(words.at(-1) as { tail: string }).tail += segment;
		else words.push({ word: segment, tail: '' });
		open = !/\s/u.test(segment) && !isHan(segment) && !/[，。！？；、]/u.test(segment);
	}
	return marked(words);
}

function marked(words: readonly { word: string; tail: string }[]): Said[] {
	let first = true;
	return words.flatMap(({ word, tail }) => {
		const bare = trimmed(word);
		const after = word.slice(word.indexOf(bare) + bare.length) + tail;
		if (bare === '') return [];
		const ends = /[.!?。！？]/u.test(after);
		const said = {
			word: bare,
			lower: bare.toLowerCase(),
			pause: /[,，…—]/u.test(after) || ends,
			ends,
			first
		};
		first = ends;
		return [said];
	});
}

/** The word without marks around it; a sign or a point before a digit is part of it. */
function trimmed(word: string): string {
	let [from, to] = [0, word.length];
	while (from < to && isMark(word.charAt(from)) && !/^[-−.+]\d/u.test(word.slice(from))) from++;
	while (to > from && isMark(word.charAt(to - 1)) && !/[%°]/u.test(word.charAt(to - 1))) to--;
	return word.slice(from, to);
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const sounds = list('um uh er erm uhm umm hmm mm mhm ah 嗯 呃 额 啊 哦 噢 哎 唉 哈');
const openers = list('so okay ok alright well right great now 好 的 那 么');
const numbers = list(
	'zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million point half percent 零 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 两 点'
);
const units = list('mm cm km nm kg mg hz pa ml bar volts metres degrees grams 米 克 度 伏 秒 吨 倍');
const negations = list("not no never none nobody nothing cannot n't 不 没 未 非 无 别");
/** Chinese phrases that fill time, letter by letter. */
const fillers = ['那个', '这个', '怎么说呢', '对吧', '是吧', '好吧', 'youknow'];

function isFact({ word, lower, first }: Said): boolean {
	const letter = /^[\p{L}]$/u.test(word) && !isHan(word) && !['a', 'i'].includes(lower);
	const name = /^\p{Lu}/u.test(word) && (!first || /^\p{Lu}{2}/u.test(word)) && word !== 'I';
	return (
		/\d/u.test(word) ||
		letter ||
		name ||
		numbers.has(lower) ||
		(units.has(lower) && !sounds.has(lower)) ||
		negations.has(lower) ||
		/n['’]t$/u.test(lower)
	);
}

/** What a line of notes keeps of the lines that it cites. */
export function keptOf(note: string, source: string): Kept {
	const [own, all] = [saidIn(note), saidIn(source)];
	let best: { at: number[]; missed: string[] } | undefined;
	for (let from = 0; from < all.length; from++) {
		if (all[from]?.lower !== own[0]?.lower) continue;
		const found = aligned(own, all, from);
		const isBetter =
			!best ||
			found.missed.length < best.missed.length ||
			(found.missed.length === best.missed.length && spread(found.at) < spread(best.at));
		if (isBetter) best = found;
	}
	if (!best) return { added: own.map(({ word }) => word), lost: [], facts: 0, factsLost: 0 };
	return { added: best.missed, ...lossOf(best.at, all) };
}

const spread = (at: readonly number[]): number => (at.at(-1) ?? 0) - (at[0] ?? 0);

function aligned(
	own: readonly Said[],
	all: readonly Said[],
	from: number
): { at: number[]; missed: string[] } {
	const at: number[] = [];
	const missed: string[] = [];
	let next = from;
	for (const { lower, word } of own) {
		const found = all.findIndex((each, place) => place >= next && each.lower === lower);
		if (found < 0) missed.push(word);
		else {
			at.push(found);
			next = found + 1;
		}
	}
	return { at, missed };
}

/** What was left out of the sentences that a note takes: from their beginning to their end. */
function lossOf(at: readonly number[], all: readonly Said[]): Omit<Kept, 'added'> {
	let [from, to] = [at[0] ?? 0, at.at(-1) ?? 0];
	while (from > 0 && !all[from - 1]?.ends) from--;
	while (to < all.length - 1 && !all[to]?.ends) to++;
	const kept = new Set(at);
	const lost: Said[] = [];
	let run: number[] = [];
	for (let place = from; place <= to + 1; place++) {
		if (place <= to && !kept.has(place)) run.push(place);
		else {
			if (run.length > 0 && !isCertain(run, all)) lost.push(...run.map((each) => all[each] as Said));
			run = [];
		}
	}
	const span = all.slice(from, to + 1);
	return {
		lost: lost.map(({ word }) => word),
		facts: span.filter(isFact).length,
		factsLost: lost.filter(isFact).length
	};
}

/** Whether all of a run of words can only be sounds and openers, and a start that is said again behind it. */
function isCertain(run: readonly number[], all: readonly Said[]): boolean {
	const words = run.map((place) => all[place] as Said);
	if (words.some(({ word }) => /^\p{Lu}{2}|\d/u.test(word))) return false;
	const before = all[(run[0] ?? 0) - 1];
	if (before && !before.pause && isFact(before)) return false;
	const behind = all.slice((run.at(-1) ?? 0) + 1);
	return words.concat(words.slice(0, 1)).some((_, cut) => {
		const start = words.slice(cut);
		const isSaidAgain = start.every((word, at) => behind[at]?.lower === word.lower && !isFact(word));
		return isSaidAgain && areFillers(words.slice(0, cut));
	});
}

function areFillers(words: readonly Said[]): boolean {
	let rest = words.map(({ lower }) => lower).join('');
	for (const filler of fillers) rest = rest.replaceAll(filler, '');
	const others = words.filter(({ lower }) => rest.includes(lower) && !sounds.has(lower));
	const isSoft = ({ lower, pause }: Said): boolean =>
		pause || isHan(lower) || ['so', 'okay', 'ok', 'alright'].includes(lower);
	return others.every((word) => openers.has(word.lower) && words[0]?.first === true && isSoft(word));
}
