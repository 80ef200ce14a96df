import { stemOf } from '../../text/words.ts';
import type { AskedQuestion } from './question.ts';
import type { LectureIndex } from './lecture-index.ts';
import type { LineFacts } from './line-facts.ts';

/* Questions that ask for all of a class: every task, or all that was said of an exam. */

const words = (text: string): string[] => text.trim().split(/\s+/u);
const classWords = new Set([
	...words(
		`homework home assignment problem set exercise task due deadline hand submit exam examination test midterm mid term final quiz
		sheet next time week date coursework todo prepare class there something any tomorrow until before listed announce
		announced anything announcement`
	).map(stemOf),
	...words(
		'作业 习题 练习 任务 布置 考试 期中 期末 测验 小测 测试 下次 下节 节课 课前 之前 准备 交作 业交 课后 要求 统考 安排 消息 内容 考什 考哪 考到 考'
	)
]);

/** Whether a question names nothing but the class of what it wants. */
const isOfClass = ({ concepts }: AskedQuestion): boolean =>
	concepts.length > 0 &&
	concepts.every(({ terms, share }) => share <= 0.25 || terms.some((term) => classWords.has(term)));

/**
 * Places of all that a question of a class wants, in a good order; empty where there is none, undefined for any other
 * question.
 */
export function listed(question: AskedQuestion, index: LectureIndex): number[] | undefined {
	const { wanted } = question;
	if (!isOfClass(question)) return undefined;
	if (wanted.has('exams')) return examPlaces(question, index);
	return wanted.has('tasks')
		? bestFirst(
				question,
				index,
				placesOf(index, ({ cue }) => cue === 'task')
			)
		: undefined;
}

function examPlaces(question: AskedQuestion, index: LectureIndex): number[] | undefined {
	const about = placesOf(index, ({ isAboutExam, cue }) => isAboutExam && cue !== undefined);
	const isOf = (place: number): boolean =>
		question.exams.some((exam) => index.factsAt(place)?.exams.includes(exam) ?? false);
	const named = question.exams.length === 0 ? about : about.filter(isOf);
	return bestFirst(question, index, named);
}

const placesOf = (index: LectureIndex, is: (facts: LineFacts) => boolean): number[] =>
	index.lines.flatMap((_, place) => {
		const facts = index.factsAt(place);
		return facts && is(facts) ? [place] : [];
	});

/** Those that tell what is asked of the class (when, where) first; otherwise in the order in which they were said. */
function bestFirst({ wanted }: AskedQuestion, index: LectureIndex, places: number[]): number[] {
	const tells = (place: number): number => {
		const facts = index.factsAt(place);
		const isTold =
			(!wanted.has('when') || facts?.hasTime === true) && (!wanted.has('where') || facts?.hasPlace === true);
		return isTold ? 0 : 1;
	};
	return places.toSorted((a, b) => tells(a) - tells(b) || a - b);
}
