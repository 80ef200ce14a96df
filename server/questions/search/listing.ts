import { kindsAsked } from './answer-kinds.ts';
import { stemOf } from '../../text/words.ts';
import type { AskedQuestion, Concept } from './question.ts';
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
		'作业 习题 练习 任务 布置 考试 期中 期末 测验 小测 测试 下次 下节 节课 课前 之前 准备 交作 业交 本书 章 课要 末考 中考 要读 要做 做什 次课 周作 之后 课之 前要 做 读 看 写 交 部分 提前 布置 置了 有什 什任 课后 要求 统考 安排 消息 内容 考什 考哪 考到 考'
	)
]);

/** Whether a concept is one of class, such as homework, rather than of a subject. */
export const isClassConcept = ({ terms }: Concept): boolean => terms.some((term) => classWords.has(term));

/** Whether a question names nothing but the class of what it wants. */
const isOfClass = ({ concepts }: AskedQuestion): boolean =>
	concepts.length > 0 && concepts.every((concept) => concept.share <= 0.25 || isClassConcept(concept));

/**
 * Places of all that a question of a class wants, in a good order; empty where there is none, undefined for any other
 * question.
 */
export function listed(question: AskedQuestion, index: LectureIndex): number[] | undefined {
	const { wanted } = question;
	if (!isOfClass(question)) return undefined;
	const places = wanted.has('exams')
		? examPlaces(question, index)
		: wanted.has('tasks')
			? placesOf(index, ({ cue }) => cue === 'task')
			: [];
	const [first, ...others] = bestFirst(question, index, places);
	if (first === undefined || !tellsAsked(question, index.factsAt(first))) return undefined;
	return [first, ...others];
}

/** Whether a line tells when and where, if that is asked. */
const tellsAsked = ({ wanted }: AskedQuestion, facts: LineFacts | undefined): boolean =>
	(!wanted.has('when') || facts?.hasTime === true) && (!wanted.has('where') || facts?.hasPlace === true);

/** None where the question asks for one thing about the exam, such as how long it is. */
function examPlaces(question: AskedQuestion, index: LectureIndex): number[] {
	if (kindsAsked(question.folded).length > 0 || question.wanted.has('amount')) return [];
	const about = placesOf(index, ({ isAboutExam, cue }) => isAboutExam && cue !== undefined);
	const isOf = (place: number): boolean =>
		question.exams.some((exam) => index.factsAt(place)?.exams.includes(exam) ?? false);
	const named = question.exams.length === 0 ? about : about.filter(isOf);
	return named;
}

const placesOf = (index: LectureIndex, is: (facts: LineFacts) => boolean): number[] =>
	index.lines.flatMap((_, place) => {
		const facts = index.factsAt(place);
		return facts && is(facts) ? [place] : [];
	});

/** What is for the next class is not for some day. */
const next = /\bnext (?:time|class|lecture|session|week)\b|下节课?|下次|下堂课/;

/** Those that tell what is asked of the class (when, where) first; otherwise in the order in which they were said. */
function bestFirst(question: AskedQuestion, index: LectureIndex, places: readonly number[]): number[] {
	const { wanted, concepts, folded } = question;
	const tells = (place: number): number => (tellsAsked(question, index.factsAt(place)) ? 0 : 1);
	const named = (place: number): number =>
		concepts.filter(({ terms }) => terms.some((term) => index.factsAt(place)?.terms.has(term))).length;
	const isOther = (place: number): number =>
		next.test(folded) && !next.test(index.factsAt(place)?.folded ?? '') ? 1 : 0;
	const isListOnly = !wanted.has('when') && !wanted.has('where');
	return places.toSorted(
		(a, b) =>
			tells(a) - tells(b) || isOther(a) - isOther(b) || (isListOnly ? 0 : named(b) - named(a)) || a - b
	);
}
