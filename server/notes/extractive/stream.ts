import type { NoteLine } from '../port.ts';
import { boundSentences } from './bound.ts';
import { readingOf, type Reading } from './reading.ts';
import { remembered } from './remembered.ts';
import { runsOn, sentencesOf } from './split.ts';

/** A sentence of the lecture at its place in time. */
export type Sentence = {
	/** Utterance in which it begins and its number there: the same for as long as that line stands as it is. */
	readonly id: string;
	/** The utterances it rests on, in lecture order. */
	readonly cites: readonly string[];
	/** Silence before it; 0 inside an utterance. */
	readonly pauseMs: number;
	/** Speech of the lecture before it, where a silence counts for 5 s at most. */
	readonly activeMs: number;
	readonly durationMs: number;
	readonly reading: Reading;
	/** Title of the slide that it was said to. */
	readonly slide: string | undefined;
};

/** Lines whose sentences are kept read; a lecture of three hours has about 2,500. */
const linesMax = 12_000;
const silenceCountedMs = 5_000;
/** Work before others get their turn on the event loop, 2 to 5 ms: passing a sentence counts 1, reading a new one more. */
const workAtOnce = 600;
const readingWork = 25;

type Draft = {
	id: string;
	cites: string[];
	raw: string;
	startMs: number;
	durationMs: number;
	pauseMs: number;
	slide: string | undefined;
};
type Breath = () => Promise<void>;

/** Reads lines into sentences and remembers what it read, which is a matter of speed alone. */
export function createReader(): (lines: readonly NoteLine[], breathe: Breath) => Promise<Sentence[]> {
	let work = 0;
	const split = remembered(sentencesOf, linesMax);
	const read = remembered((raw: string) => {
		work += readingWork;
		return readingOf(raw);
	}, 2 * linesMax);

	return async (lines, breathe) => {
		const sentences: Sentence[] = [];
		let activeMs = 0;
		for (const draft of draftsOf(lines, split)) {
			const reading = read(draft.raw);
			activeMs += Math.min(draft.pauseMs, silenceCountedMs);
			const { id, cites, pauseMs, durationMs, slide } = draft;
			if (reading.text) sentences.push({ id, cites, pauseMs, activeMs, durationMs, reading, slide });
			activeMs += durationMs;
			work += 1;
			if (work >= workAtOnce) {
				work = 0;
				await breathe();
			}
		}
		return boundSentences(sentences);
	};
}

/** The sentences of a few lines, at once, with the words as they were said. */
export const sentencesIn = (lines: readonly NoteLine[]): (Sentence & { raw: string })[] =>
	[...draftsOf(lines, sentencesOf)].map(({ id, cites, pauseMs, durationMs, slide, raw, startMs }) => ({
		...{ id, cites, pauseMs, durationMs, slide, raw },
		activeMs: startMs,
		reading: readingOf(raw)
	}));

/** Sentences in order, those that a segment's end cut in two put together again. */
function* draftsOf(lines: readonly NoteLine[], split: (text: string) => string[]): Generator<Draft> {
	let open: Draft | undefined;
	let endMs = 0;
	for (const line of lines) {
		const pauseMs = Math.max(0, line.startMs - endMs);
		endMs = Math.max(endMs, line.endMs);
		for (const draft of draftsOfLine(line, split(line.text), pauseMs)) {
			if (open && draft.cites[0] !== open.cites.at(-1) && runsOn(open.raw, draft.raw, draft.pauseMs)) {
				open = joined(open, draft);
				continue;
			}
			if (open) yield open;
			open = draft;
		}
	}
	if (open) yield open;
}

function draftsOfLine(line: NoteLine, texts: readonly string[], pauseMs: number): Draft[] {
	const perLetterMs = (line.endMs - line.startMs) / Math.max(1, line.text.length);
	let startMs = line.startMs;
	return texts.map((raw, index) => {
		const durationMs = raw.length * perLetterMs;
		startMs += durationMs;
		return {
			id: `${line.id}.${index}`,
			cites: [line.id],
			raw,
			startMs: startMs - durationMs,
			durationMs,
			pauseMs: index === 0 ? pauseMs : 0,
			slide: line.slide
		};
	});
}

const joined = (first: Draft, second: Draft): Draft => ({
	...first,
	raw: `${first.raw}${/\p{Script=Han}$/u.test(first.raw) ? '' : ' '}${second.raw}`,
	cites: [...first.cites, ...second.cites],
	durationMs: first.durationMs + second.durationMs
});
