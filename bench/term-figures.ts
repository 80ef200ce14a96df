import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spell, spellTerm } from '../server/recognition/sense-voice/biasing/spelling.ts';
import { headFrames } from '../server/recognition/sense-voice/ctc.ts';
import type { SenseVoice } from '../server/recognition/sense-voice/sense-voice.ts';
import { createSoundReader } from '../server/sound/sound-reader.ts';
import { fixturePath } from '../tests/helpers/sound.ts';
import { wordsOf } from '../tests/helpers/wer.ts';

export type Sentence = { text: string; terms: string[]; samples: Int16Array };

/** The sentences of `tests/fixtures/terms`, which `half` of them: those that were looked at while tuning, or the others. */
export async function sentencesOf(half: 'tuned' | 'held-out'): Promise<Sentence[]> {
	const folder = fixturePath('terms');
	const listed = JSON.parse(readFileSync(join(folder, 'sentences.json'), 'utf8')) as (Omit<
		Sentence,
		'samples'
	> & { firstSample: number; sampleCount: number })[];
	const reader = createSoundReader();
	const file = { path: join(folder, 'sentences.opus'), codec: 'opus' } as const;
	const wanted = listed.filter((_, index) => (index % 2 === 0) === (half === 'tuned'));
	const sentences: Sentence[] = [];
	for (const { text, terms, firstSample, sampleCount } of wanted)
		sentences.push({ text, terms, samples: await reader.read(file, firstSample, sampleCount) });
	return sentences;
}

/** What hearing sentences came to. `offered` are the terms whose pieces the model had among its likeliest. */
export type TermFigures = {
	terms: number;
	offered: number;
	found: number;
	foundOfOffered: number;
	otherWords: number;
	otherErrors: number;
};

/** Hears every sentence with `terms` in mind, which may be none. */
export async function hear(
	model: SenseVoice,
	sentences: readonly Sentence[],
	terms: readonly string[]
): Promise<TermFigures> {
	const sum = { terms: 0, offered: 0, found: 0, foundOfOffered: 0, otherWords: 0, otherErrors: 0 };
	for (const sentence of sentences) {
		const { text } = await model.recognise(sentence.samples, 'en', { terms });
		const { errors, words } = otherErrors(sentence, text);
		sum.otherErrors += errors;
		sum.otherWords += words;
		const offers = await offersOf(model, sentence);
		for (const [index, term] of sentence.terms.entries()) {
			const isFound = ` ${spellTerm(text)} `.includes(`${spellTerm(term)} `);
			sum.terms++;
			if (isFound) sum.found++;
			if (offers[index]) sum.offered++;
			if (isFound && offers[index]) sum.foundOfOffered++;
		}
	}
	return sum;
}

/** Frames between two pieces of one word. */
const framesBetweenMax = 6;

/** For each term of a sentence, whether its letters can be put together of the likeliest pieces of near frames. */
async function offersOf(model: SenseVoice, { samples, terms }: Sentence): Promise<boolean[]> {
	const input = { ...model.prepare({ samples, language: 'en' }), asked: [0] };
	const [choices] = await model.session.run([input]);
	const { topIds, topCount } = choices!.alternatives!;
	const frames = Array.from({ length: topIds.length / topCount - headFrames }, (_, frame) =>
		[...topIds.subarray((frame + headFrames) * topCount, (frame + headFrames + 1) * topCount)].map(
			(id) => model.model.vocabulary[id] ?? ''
		)
	);
	return terms.map((term) => isOffered(spellTerm(term), frames));
}

function isOffered(letters: string, frames: readonly (readonly string[])[]): boolean {
	/** For each number of letters, the last frame that completed it. */
	const reached = new Map<number, number>();
	for (const [frame, pieces] of frames.entries()) {
		const now = new Set<number>();
		for (const piece of pieces)
			for (const gap of [true, false]) {
				const { letters: spelled } = spell(piece, gap);
				for (let from = 0; spelled !== '' && from < letters.length; from++) {
					const isNear = from === 0 || frame - (reached.get(from) ?? -Infinity) <= framesBetweenMax;
					if (isNear && letters.startsWith(spelled, from)) now.add(from + spelled.length);
				}
			}
		for (const length of now) reached.set(length, frame);
	}
	return reached.has(letters.length);
}

/** Errors on the words that are no part of a term. What was put in beside a term counts as part of its mishearing. */
function otherErrors({ text, terms }: Sentence, heard: string): { errors: number; words: number } {
	const ofTerms = new Set(terms.flatMap((term) => wordsOf(term.replace(/-/g, ' '))));
	const wanted = wordsOf(text).map((word) => ({ word, isTerm: ofTerms.has(word) }));
	const words = wordsOf(heard);
	/** Cost of the first `column` heard words against the first `row` wanted ones. */
	const costs = [Array.from({ length: words.length + 1 }, (_, column) => column)];
	const insertion = (row: number): number => (wanted[row - 1]?.isTerm || wanted[row]?.isTerm ? 0.001 : 1);
	for (let column = 1; column <= words.length; column++)
		costs[0]![column] = costs[0]![column - 1]! + insertion(0);
	for (const [index, { word, isTerm }] of wanted.entries()) {
		const before = costs[index]!;
		const price = isTerm ? 0.001 : 1;
		const row = [before[0]! + price];
		for (const [column, candidate] of words.entries()) {
			const same = before[column]! + (word === candidate ? 0 : price);
			row.push(Math.min(same, before[column + 1]! + price, row[column]! + insertion(index + 1)));
		}
		costs.push(row);
	}
	const cost = costs.at(-1)!.at(-1)!;
	return { errors: Math.round(cost), words: wanted.filter(({ isTerm }) => !isTerm).length };
}

export const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);
