import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cue } from '../../server/notes/cues/cue.ts';

export type CueSentence = { label: Cue | 'none'; style: 'plain' | 'recognised'; text: string };
export const cueLanguages = ['en', 'zh'] as const;
/** Where each comes from, and what it is evidence of, says tests/fixtures/truth/README.md. */
export type CueSet =
	'develop' | 'held-out' | 'second' | 'own' | 'more-a' | 'more-b' | 'more-c' | 'more-d' | 'third' | 'fourth';
/** The second was seen by nobody who built the recognition of cues. */
export type OrdinaryLecture = 'first' | 'second';
export type CueLanguage = (typeof cueLanguages)[number];

const pathOf = (name: string): string => fileURLToPath(new URL(`../fixtures/truth/${name}`, import.meta.url));
const linesOf = (name: string): string[] =>
	readFileSync(pathOf(name), 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '');

/** Sentences with what they are (tests/fixtures/truth/README.md); undefined where that set is not here. */
export function cueSentences(language: CueLanguage, set: CueSet): CueSentence[] | undefined {
	const name = `cues-${language}.${set}.tsv`;
	if (!existsSync(pathOf(name))) return undefined;
	return linesOf(name).map((line) => {
		const [label, style, text] = line.split('\t');
		return { label, style, text } as CueSentence;
	});
}

/** Ten minutes of a lecture without any task or important sentence, one sentence a line. */
export const ordinaryLines = (language: CueLanguage, lecture: OrdinaryLecture): string[] =>
	linesOf(lecture === 'first' ? `ordinary-${language}.txt` : `ordinary-${language}.second.txt`);

/** Another lecture of that kind, to learn from. */
export const moreOrdinaryLines = (language: CueLanguage): string[] =>
	linesOf(`ordinary-${language}.more.txt`);
