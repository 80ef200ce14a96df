import { describe, expect, it } from 'vitest';
import { emptyNotes } from '#lib/protocol/index.ts';
import { createExtractiveEngine } from '../../server/notes/extractive/engine.ts';
import type { Extractor } from '../../server/notes/port.ts';
import { longLecture } from '../helpers/long-lecture.ts';
import { goldLectures } from '../helpers/note-corpus.ts';
import { notesOf } from '../helpers/note-taking.ts';

const lectures = [
	...goldLectures().slice(0, 2),
	{ name: 'made English', lines: longLecture(6, 'en') },
	{ name: 'made Chinese', lines: longLecture(6, 'zh') }
];

/** What the note stage relies on in an extractor, wherever it runs. */
export function describeExtractor(name: string, create: () => Extractor): void {
	describe(`the extractor ${name}`, () => {
		it('makes the same notes of a lecture, update by update, as the engine does', async () => {
			const extractor = create();
			for (const lecture of lectures) {
				const way = { batches: [lecture.lines.length >> 1, 5, 1] };
				const expected = await notesOf(lecture.lines, () => createExtractiveEngine(), way);
				expect([lecture.name, await notesOf(lecture.lines, () => extractor, way)]).toEqual([
					lecture.name,
					expected
				]);
			}
		});

		it('makes the same notes after it has forgotten the lecture', async () => {
			const extractor = create();
			const lines = longLecture(2);
			const expected = await notesOf(lines, () => createExtractiveEngine());
			const forgetful = (update: number) => {
				if (update % 4 === 0) extractor.forget('l');
				return extractor;
			};
			expect(await notesOf(lines, forgetful)).toEqual(expected);
		});

		it('gives nothing when it was aborted', async () => {
			const request = { lectureId: 'l', lines: longLecture(5), document: emptyNotes, finished: true };
			expect(await create().update(request, AbortSignal.abort())).toEqual([]);
		});
	});
}
