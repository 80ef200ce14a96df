import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keptOf } from '../../../tests/helpers/kept.ts';
import { goldLectures, lecturesToRead, linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { notesOf } from '../../../tests/helpers/note-taking.ts';
import { spoken } from '../../../tests/helpers/spoken.ts';
import { cleaned } from './clean.ts';
import { createExtractiveEngine } from './engine.ts';
import { sentencesOf } from './split.ts';

const caseLines = ['t-fillers-en', 't-zh', 't-split'].flatMap((name) =>
	readFileSync(new URL(`../../../tests/fixtures/cases/${name}.txt`, import.meta.url), 'utf8')
		.trim()
		.split('\n')
);
const nothing = { added: [], lost: [], factsLost: 0 };
const keeps = (note: string, source: string) => {
	const { added, lost, factsLost } = keptOf(note, source);
	return { added, lost, factsLost };
};

describe('the oracle', () => {
	it.each([
		['Call nine one, which is important.', 'Call nine one one, which is important.', 'one'],
		['Ventricle is a part.', 'Right ventricle is a part.', 'Right'],
		['The code is 5.', 'The code is 5 mm.', 'mm'],
		['It is true.', 'It is not true.', 'not'],
		['一零零', '一一零零', '一'],
		['这是三的', '这不是三的', '不']
	])('sees that %s lost a word of %s', (note, source, word) => {
		expect(keptOf(note, source).lost).toEqual([word]);
	});

	it('sees a word that was not said', () => {
		expect(keptOf('The cell is not dead.', 'The cell is dead.').added).toEqual(['not']);
	});

	it('allows sounds, openers and false starts to go', () => {
		expect(keeps('The cell divides.', 'So, um, the the cell, you know, divides.')).toEqual(nothing);
		expect(keeps('进程是程序。', '嗯，那个，进程是程序，对吧。')).toEqual(nothing);
	});
});

describe('a line of notes', () => {
	it('keeps every word of the case files', () => {
		expect(caseLines.flatMap(sentencesOf).map(cleaned)).toEqual(caseLines.flatMap(sentencesOf));
	});

	it('keeps each number, name, negation, unit and repetition of what was said, in order', () => {
		fc.assert(
			fc.property(spoken, ({ text, facts }) => {
				const shown = sentencesOf(text).map(cleaned).join(' ').toLowerCase();
				let from = 0;
				for (const fact of facts) {
					const at = shown.indexOf(fact.toLowerCase(), from);
					expect([shown, fact, at >= 0]).toEqual([shown, fact, true]);
					from = at + fact.length;
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('takes nothing but sounds, openers and false starts from the hand-written lectures', () => {
		for (const { lines } of goldLectures())
			for (const { text } of lines)
				for (const sentence of sentencesOf(text)) {
					const shown = cleaned(sentence);
					if (shown) expect([shown, keeps(shown, sentence)]).toEqual([shown, nothing]);
				}
	});

	it('is made of the words of the lines that it cites', async () => {
		const engine = createExtractiveEngine({ breathe: () => Promise.resolve() });
		const lectures = [...goldLectures(), ...lecturesToRead()].map(({ lines }) => lines);
		for (const lecture of [...lectures, linesFrom(caseLines)]) {
			const { blocks } = await notesOf(lecture, () => engine);
			for (const { md, cites } of blocks.values()) {
				const source = lecture.filter(({ id }) => cites.includes(id)).map(({ text }) => text);
				const told = md.slice(md.includes(' :: ') ? md.indexOf(' :: ') + 4 : 0);
				expect([told, keeps(told, source.join(' '))]).toEqual([told, nothing]);
			}
		}
	});
});
