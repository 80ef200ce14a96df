import type { NoteLine } from '../notes/port.ts';
import { loadReadText } from '../text/search-text.ts';
import { passageBlocks } from './from-lines.ts';
import { judgeCitesBy } from './judge-cites.ts';
import type { ModelQuestion } from './model-answers.ts';
import type { LectureSearch } from './search/lecture-search.ts';

/** Passages before the words of a model. */
const passagesMost = 3;

/** A question as a model is asked it: with the best of the lines that the search found, and with what its answer is judged by. */
export async function modelQuestion(
	about: Pick<ModelQuestion, 'lecture' | 'lines' | 'past' | 'question'>,
	found: readonly NoteLine[],
	search: Pick<LectureSearch, 'nearest'>
): Promise<ModelQuestion> {
	const { lecture, lines, question } = about;
	return {
		...about,
		passages: passageBlocks(found.slice(0, passagesMost)),
		nearest: () => search.nearest(lecture.id, lines, question),
		judge: judgeCitesBy(lines, await loadReadText())
	};
}
