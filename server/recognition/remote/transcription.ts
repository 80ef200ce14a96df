import type { RecognisedToken, Recognition } from '../port.ts';
import { plainText } from './spoken-marks.ts';
import { isObject, listOf, numberOf, valueOf } from './odd-json.ts';
import { textIn } from './text-in.ts';

/** A word, and its times in seconds where the service tells them. */
export type TimedWord = { text: string; start: number | undefined; end: number | undefined };

/** What an answer of `/audio/transcriptions` says. Only the text is sure to be there. */
export type Transcription = {
	text: string;
	language: string | undefined;
	words: TimedWord[];
	/** Mean logarithms of the probability of its segments. */
	logProbabilities: number[];
};

type Recognised = Omit<Recognition, 'timings'>;

/** Names that OpenAI gives to languages. */
const languageNames: Readonly<Record<string, string>> = {
	chinese: 'zh',
	mandarin: 'zh',
	english: 'en',
	cantonese: 'yue',
	japanese: 'ja',
	korean: 'ko'
};
const languages: ReadonlySet<string> = new Set(Object.values(languageNames));

/**
 * Reads an answer as it came, JSON or text. Parts beside the text may be missing or odd: they are left out, and never cost the
 * text. Undefined where there is no text in it at all.
 */
export function transcriptionIn(answer: unknown): Transcription | undefined {
	const text = textIn(answer);
	if (text === undefined) return undefined;
	const body = isObject(answer) ? answer : {};
	const segments = listOf(valueOf(body, 'segments', 'chunks'));
	const words = listOf(valueOf(body, 'words'));
	const inSegments = segments.flatMap((segment) => listOf(valueOf(segment, 'words')));
	return {
		text,
		language: languageIn(body),
		words: (words.length > 0 ? words : inSegments).map(wordIn),
		logProbabilities: segments.flatMap((segment) => numberOf(valueOf(segment, 'avg_logprob')) ?? [])
	};
}

function languageIn(body: object): string | undefined {
	const told = valueOf(body, 'language');
	const name = isObject(told) ? valueOf(told, 'code', 'name') : told;
	return typeof name === 'string' ? name : undefined;
}

function wordIn(told: unknown): TimedWord {
	const text = typeof told === 'string' ? told : valueOf(told, 'word', 'text', 'token', 'punctuated_word');
	const [from, to] = listOf(valueOf(told, 'timestamp'));
	return {
		text: typeof text === 'string' ? text : '',
		start: numberOf(valueOf(told, 'start', 'start_time') ?? from),
		end: numberOf(valueOf(told, 'end', 'end_time') ?? to)
	};
}

/**
 * What a service recognised in `durationMs` of sound. Words have the times that it gave them; others share what is left
 * by their length. Confidence is the mean probability of its segments, 1 when it tells none.
 */
export function recognisedIn(transcription: Transcription, durationMs: number): Recognised {
	const { text, language, emotion, event } = plainText(transcription.text);
	const words =
		text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?<!\s)\s*[^\s\p{Script=Han}]+/gu) ??
		[];
	const joined = words.join('') === text ? words : [text];
	return {
		text,
		tokens: text === '' ? [] : timed(joined, transcription.words, durationMs),
		language: language ?? languageOf(transcription.language),
		emotion,
		event,
		confidence: text === '' ? 0 : confidenceOf(transcription)
	};
}

function languageOf(told: string | undefined): string | null {
	const name = told?.toLowerCase() ?? '';
	const code = languageNames[name] ?? name.split('-')[0] ?? '';
	return languages.has(code) ? code : null;
}

function confidenceOf({ logProbabilities: told }: Transcription): number {
	if (told.length === 0) return 1;
	const mean = told.reduce((sum, logarithm) => sum + Math.exp(Math.min(0, logarithm)), 0) / told.length;
	return Math.max(Number.EPSILON, mean);
}

/** Letters and digits that nobody can say in a second; a character of Chinese or Japanese is a syllable and counts for three. */
const lettersPerSecond = 40;
const lettersToSpare = 40;

/** Whether more text came than can be said in the time: a model that repeats itself. */
export function isImpossible(text: string, durationMs: number): boolean {
	const letters = text.match(/[\p{L}\p{N}]/gu) ?? [];
	const syllables =
		text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) ?? [];
	return letters.length + 2 * syllables.length > lettersToSpare + (lettersPerSecond * durationMs) / 1_000;
}

/** The service's own times when it names exactly these words, in order; otherwise by length. */
function timed(texts: readonly string[], told: readonly TimedWord[], durationMs: number): RecognisedToken[] {
	const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
	const isTold =
		told.length === texts.length && texts.every((text, n) => bare(text) === bare(told[n]?.text ?? ''));
	return isTold ? byTheService(texts, told, durationMs) : byLength(texts, 0, durationMs);
}

/** Words without times share the time between their neighbours. */
function byTheService(
	texts: readonly string[],
	told: readonly TimedWord[],
	durationMs: number
): RecognisedToken[] {
	let latestMs = 0;
	const inOrder = (seconds: number) => (latestMs = Math.min(durationMs, Math.max(latestMs, seconds * 1_000)));
	const tokens: RecognisedToken[] = [];
	for (let n = 0; n < texts.length;) {
		const timedFrom = told.findIndex(
			({ start, end }, at) => at >= n && start !== undefined && end !== undefined
		);
		const until = timedFrom < 0 ? texts.length : timedFrom;
		const { start = durationMs / 1_000, end = start } = told[until] ?? {};
		const fromMs = latestMs;
		tokens.push(...byLength(texts.slice(n, until), fromMs, inOrder(start)));
		if (timedFrom >= 0) tokens.push({ text: texts[until] as string, startMs: latestMs, endMs: inOrder(end) });
		n = until + 1;
	}
	return tokens;
}

function byLength(texts: readonly string[], fromMs: number, toMs: number): RecognisedToken[] {
	const whole = texts.reduce((sum, text) => sum + text.length, 0);
	let before = 0;
	const at = () => fromMs + (before / whole) * (toMs - fromMs);
	return texts.map((text) => {
		const startMs = at();
		before += text.length;
		return { text, startMs, endMs: at() };
	});
}
