import * as v from 'valibot';
import type { RecognisedToken, Recognition } from '../port.ts';
import { plainText } from './spoken-marks.ts';

const seconds = v.pipe(v.number(), v.finite());
const Word = v.object({ word: v.string(), start: seconds, end: seconds });
const Segment = v.object({ avg_logprob: v.optional(v.nullable(seconds)) });

/** An answer of `/audio/transcriptions`, as `json` or as `verbose_json`. */
export const TranscriptionSchema = v.object({
	text: v.string(),
	language: v.optional(v.nullable(v.string())),
	words: v.optional(v.nullable(v.array(Word))),
	segments: v.optional(v.nullable(v.array(Segment)))
});
export type Transcription = v.InferOutput<typeof TranscriptionSchema>;

type Heard = Omit<Recognition, 'timings'>;

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
 * What a service heard in `durationMs` of sound. Words have the times that it gave them; without any, they share the
 * sound by their length. Confidence is the mean probability of its segments, 1 when it tells none.
 */
export function heardIn(transcription: Transcription, durationMs: number): Heard {
	const { text, language, emotion, event } = plainText(transcription.text);
	const words =
		text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\s*[^\s\p{Script=Han}]+/gu) ?? [];
	const joined = words.join('') === text ? words : [text];
	return {
		text,
		tokens: text === '' ? [] : timed(joined, transcription.words ?? [], durationMs),
		language: language ?? languageOf(transcription.language),
		emotion,
		event,
		confidence: text === '' ? 0 : confidenceOf(transcription)
	};
}

function languageOf(told: string | null | undefined): string | null {
	const name = told?.toLowerCase() ?? '';
	const code = languageNames[name] ?? name.split('-')[0] ?? '';
	return languages.has(code) ? code : null;
}

function confidenceOf({ segments }: Transcription): number {
	const told = (segments ?? []).flatMap(({ avg_logprob: logarithm }) => logarithm ?? []);
	if (told.length === 0) return 1;
	const mean = told.reduce((sum, logarithm) => sum + Math.exp(Math.min(0, logarithm)), 0) / told.length;
	return Math.max(Number.EPSILON, mean);
}

/** The service's own times when it names exactly these words, in order; otherwise by length. */
function timed(texts: readonly string[], told: readonly v.InferOutput<typeof Word>[], durationMs: number) {
	const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
	const isTold =
		told.length === texts.length && texts.every((text, n) => bare(text) === bare(told[n]?.word ?? ''));
	return isTold ? byTheService(texts, told, durationMs) : byLength(texts, durationMs);
}

function byTheService(
	texts: readonly string[],
	told: readonly v.InferOutput<typeof Word>[],
	durationMs: number
): RecognisedToken[] {
	let latestMs = 0;
	const inOrder = (at: number) => (latestMs = Math.min(durationMs, Math.max(latestMs, at * 1_000)));
	return texts.map((text, n) => ({
		text,
		startMs: inOrder(told[n]?.start ?? 0),
		endMs: inOrder(told[n]?.end ?? 0)
	}));
}

function byLength(texts: readonly string[], durationMs: number): RecognisedToken[] {
	const whole = texts.reduce((sum, text) => sum + text.length, 0);
	let before = 0;
	return texts.map((text) => {
		const startMs = (before / whole) * durationMs;
		before += text.length;
		return { text, startMs, endMs: (before / whole) * durationMs };
	});
}
