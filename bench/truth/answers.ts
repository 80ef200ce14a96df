import { loadCommonness } from '../../server/text/commonness.ts';
import { loadReadText } from '../../server/text/search-text.ts';
import { LectureIndex } from '../../server/questions/search/lecture-index.ts';
import { passagePlaces } from '../../server/questions/search/passages.ts';
import { understood, type AskedQuestion } from '../../server/questions/search/question.ts';
import { truthLectures, truthQuestions, type TruthQuestion } from '../../tests/helpers/truth-questions.ts';
import { percent, type Family, type Figure } from './figure.ts';

/** What was found for a question. */
export type Found = { question: TruthQuestion; places: readonly number[] };

/** Reads questions, each with the index of its lecture in `tests/fixtures/truth`. */
export async function questionReader(): Promise<
	(question: TruthQuestion) => { index: LectureIndex; readings: AskedQuestion[] }
> {
	const [readText, commonness] = [await loadReadText(), await loadCommonness()];
	const indexes = new Map<string, LectureIndex>();
	for (const [name, lines] of truthLectures()) {
		const index = new LectureIndex(readText);
		for (const _ of index.update(lines));
		indexes.set(name, index);
	}
	return ({ lecture, question }) => ({
		index: indexes.get(lecture) ?? new LectureIndex(readText),
		readings: understood(readText(question), commonness)
	});
}

/** Searches the lectures of `tests/fixtures/truth` for questions. */
export async function truthSearch(): Promise<(question: TruthQuestion) => Found> {
	const read = await questionReader();
	return (question) => {
		const { index, readings } = read(question);
		return { question, places: passagePlaces(readings, index) };
	};
}

const firstMost = 3;
export const isRight = ({ question, places }: Found): boolean =>
	question.kind === 'none'
		? places.length === 0
		: places.slice(0, firstMost).some((place) => question.places.has(place));

/** Share of the answerable questions whose passage is among the first three, and of the others for which nothing is found. */
export function answerShares(found: readonly Found[]): { answered: number; refused: number } {
	const share = (which: readonly Found[]): number => percent(which.filter(isRight).length, which.length);
	return {
		answered: share(found.filter(({ question }) => question.kind !== 'none')),
		refused: share(found.filter(({ question }) => question.kind === 'none'))
	};
}

const names = { en: 'English', zh: 'Chinese' };
/** The weights are fitted to all sets but the last, which was scored once. */
const evidence = {
	develop: 'develop (fitted)',
	'held-out': 'first held-out (fitted)',
	more: 'more (fitted)',
	second: 'blind set'
};

async function figures(): Promise<Figure[]> {
	const search = await truthSearch();
	return (['develop', 'held-out', 'more', 'second'] as const).flatMap((set) =>
		(['en', 'zh'] as const).flatMap((language): Figure[] => {
			const questions = truthQuestions(language, set);
			if (!questions) return [];
			const { answered, refused } = answerShares(questions.map(search));
			const of = `${names[language]}, ${evidence[set]}`;
			return [
				{
					name: `right passage among the first three, ${of}`,
					value: answered,
					goal: { is: 'at-least', value: 90 },
					unit: '%'
				},
				{
					name: `nothing found where there is nothing, ${of}`,
					value: refused,
					goal: { is: 'at-least', value: 80 },
					unit: '%'
				}
			];
		})
	);
}

export const answers: Family = { title: 'Answers without a model (questions over six lectures)', figures };
