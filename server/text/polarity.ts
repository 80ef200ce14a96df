import { deniesSoftly, isNegation, wordsOfClauses, type ClauseWord } from './denial-words.ts';

/*
 * Whether one text denies what another one says. It is decided only where it is certain: a word that is denied in one of
 * them, and in the other stands without a denial in its clause, among words that both have. Other words for the same
 * ("fails to", "remains") decide nothing.
 */

/** Whether a note turns something round that its source says or denies; each sentence of it also by itself. */
export function isReversed(text: string, source: string, sentences: readonly string[] = []): boolean {
	const [note, said] = [wordsOfClauses(text), wordsOfClauses(source)];
	if (sentences.some((sentence) => repeatsButForDenials(note, wordsOfClauses(sentence)))) return true;
	return deniesWhatIsSaid(note, said) || deniesWhatIsSaid(said, note) || hasOppositeWord(note, said);
}

const reachWords = 7;
/** Two denials so near to each other may say one thing. */
const nearWords = 4;
/** Of the words around a denial, so many stand in the other text as well. */
const sharedLeast = 0.5;

const isContent = ({ kind }: ClauseWord): boolean => kind === 'content';

function deniesWhatIsSaid(denying: readonly ClauseWord[], plain: readonly ClauseWord[]): boolean {
	const known = new Set(plain.map(({ stem }) => stem));
	const isLooseAndKnown = ({ kind, stem }: ClauseWord): boolean => kind === 'loose' && known.has(stem);
	return denying.some((word, at) => {
		if (!isNegation(word)) return false;
		const clause = denying.filter((other) => other.clause === word.clause);
		const near = denying
			.slice(Math.max(0, at - nearWords), at + nearWords + 1)
			.filter((other) => other.clause === word.clause);
		if (near.some((other) => other !== word && isNegation(other)) || clause.some(deniesSoftly)) return false;
		const content = clause.filter((other) => isContent(other) || isLooseAndKnown(other));
		const denied = denying
			.slice(at + 1, at + 1 + reachWords)
			.find((other) => other.clause === word.clause && (isContent(other) || isLooseAndKnown(other)));
		const shared = content.filter(({ stem }) => known.has(stem)).length;
		const isAlike = shared / content.length >= sharedLeast && (shared > 1 || content.length === 1);
		return denied !== undefined && isAlike && isSaidPlainly(denied.stem, plain);
	});
}

const nearlyAll = 0.85;

/** The same words, and a denial more or less. */
function repeatsButForDenials(note: readonly ClauseWord[], sentence: readonly ClauseWord[]): boolean {
	const stems = (words: readonly ClauseWord[]) =>
		new Set(words.filter((word) => !isNegation(word) && word.kind !== 'other').map(({ stem }) => stem));
	const [ours, theirs] = [stems(note), stems(sentence)];
	const both = [...ours].filter((stem) => theirs.has(stem)).length;
	if (both === 0 || both < Math.max(ours.size, theirs.size) * nearlyAll) return false;
	return denialsAmong(note, theirs) !== denialsAmong(sentence, ours);
}

/** In clauses that have a word of the other text. One that is said twice in a row counts once. */
function denialsAmong(all: readonly ClauseWord[], known: ReadonlySet<string>): number {
	const shared = new Set(all.filter(({ stem }) => known.has(stem)).map(({ clause }) => clause));
	return denialsIn(all.filter(({ clause }) => shared.has(clause)));
}

const denialsIn = (words: readonly ClauseWord[]): number =>
	words.filter((word, at) => isNegation(word) && !words.slice(Math.max(0, at - 2), at).some(isNegation))
		.length;

/** Everywhere with no denial before it in its clause. */
function isSaidPlainly(stem: string, words: readonly ClauseWord[]): boolean {
	const places = words.flatMap((word, at) => (word.stem === stem ? [at] : []));
	const isPlain = (at: number): boolean => {
		const { clause } = words[at] as ClauseWord;
		const here = words.filter((word) => word.clause === clause);
		const before = words.slice(Math.max(0, at - reachWords), at).filter((word) => word.clause === clause);
		return !before.some(isNegation) && !here.some(deniesSoftly);
	};
	return places.length > 0 && places.every(isPlain);
}

/** "unstable" where the source has "stable", or the other way round, and no negation explains it. */
function hasOppositeWord(note: readonly ClauseWord[], said: readonly ClauseWord[]): boolean {
	if ([...note, ...said].some(isNegation)) return false;
	const has = (words: readonly ClauseWord[], word: string): boolean =>
		words.some((other) => other.word === word);
	const turns = (a: readonly ClauseWord[], b: readonly ClauseWord[]): boolean =>
		a.some(({ word }) => {
			const bare = /^(?:un|non|in|im|ir|dis)([a-z]{4,})$/u.exec(word)?.[1];
			return bare !== undefined && has(b, bare) && !has(b, word) && !has(a, bare);
		});
	return turns(note, said) || turns(said, note);
}
