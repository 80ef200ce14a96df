import { kindsAsked, tellsKind } from './answer-kinds.ts';
import type { Wanted } from './asked-for.ts';
import type { AskedQuestion } from './question.ts';
import type { LineFacts } from './line-facts.ts';
import { stemOf } from '../../text/words.ts';

const asking = ['who', 'when', 'where', 'amount', 'why'] as const;

/** Whether a line tells what a question asks for: somebody, a time, a place, a number, a reason, or something of class. */
export function toldFeatures(question: AskedQuestion, facts: LineFacts, restCovered: number) {
	const { wanted } = question;
	const names = facts.names?.filter((name) => !question.folded.includes(name));
	const hasName = names === undefined || names.length > 0;
	const isMissed = (want: Wanted, has: boolean): number => (wanted.has(want) && !has ? 1 : 0);
	const missed = {
		whoMissed: isMissed('who', hasName),
		whenMissed: isMissed('when', facts.hasTime),
		whereMissed: whereMissed(wanted, facts, hasName),
		amountMissed: amountMissed(wanted, facts),
		whyMissed: isMissed('why', facts.hasReason)
	};
	const kinds = kindsAsked(question.folded);
	const kindMissed = kinds.some((kind) => !tellsKind(facts.folded, kind));
	const counted = countsOf(question, facts);
	const asks = asking.filter((want) => wanted.has(want)).length;
	const isMet = Object.values(missed).every((each) => each === 0);
	const { whoMissed, whenMissed, whereMissed: placeMissed } = missed;
	const neededMissed = whoMissed + whenMissed + placeMissed > 0 || counted === false || kindMissed;
	return {
		...missed,
		countMissed: toNumber(counted === false),
		countMet: toNumber(counted === true),
		met: toNumber(asks > 0 && isMet),
		kindMissed: toNumber(kindMissed),
		kindMet: toNumber(kinds.length > 0 && !kindMissed),
		neededMissed: toNumber(neededMissed),
		/* Named for what it is used for: what is covered counts differently where what is asked for is told. */
		askedMet: toNumber(asks + kinds.length > 0 && !neededMissed),
		...classFeatures(question, facts, asks > 0 && isMet, restCovered)
	};
}

const toNumber = (is: boolean): number => (is ? 1 : 0);

function classFeatures(question: AskedQuestion, facts: LineFacts, isMet: boolean, restCovered: number) {
	const isTask = question.wanted.has('tasks') && facts.cue === 'task';
	const isExam = question.wanted.has('exams') && facts.isAboutExam;
	const areNamed = question.exams.length > 0 && facts.exams.length > 0;
	const isSame = question.exams.some((exam) => facts.exams.includes(exam));
	return {
		taskMet: toNumber(isTask),
		taskOfSubject: toNumber(isTask && restCovered > 0.25),
		examMet: toNumber(isExam),
		examTold: toNumber(isExam && !(areNamed && !isSame) && isMet),
		examSame: toNumber(areNamed && isSame),
		examMissed: toNumber(areNamed && !isSame)
	};
}

/** What is counted by no measure of its own. */
const isAnything = /^(?:things?|items?|ones|kinds|types|sorts)$/u;

/** Whether a line counts what a question asks the number of; undefined where it asks for no number of things. */
function countsOf({ folded }: AskedQuestion, facts: LineFacts): boolean | undefined {
	const english = /\bhow many (?:\w+ )??([a-z-]{3,})/u.exec(folded)?.[1];
	if (english !== undefined && !isAnything.test(english)) return facts.numberedWords.has(stemOf(english));
	const chinese = /((?<!哪|第|星期|周)几|多少)(?!分钟|年代)(\p{Script=Han})/u.exec(folded);
	if (chinese === null || /[钱久号点年月天何乎了吗呢]/u.test(chinese[2] ?? '')) return undefined;
	const isCounted = facts.numberedWords.has(chinese[2] ?? '');
	/* Behind 多少 stands what is counted, not its measure: 两万多箱 are an answer to 多少鸦片. */
	return isCounted || chinese[1] === '几' ? isCounted : undefined;
}

/** A room for "which room", where somebody is from, or any place. */
function whereMissed(wanted: AskedQuestion['wanted'], facts: LineFacts, hasName: boolean): number {
	if (wanted.has('origin')) return facts.hasOrigin ? 0 : 1;
	if (wanted.has('room')) return facts.hasPlace ? 0 : 1;
	return wanted.has('where') && !facts.hasPlace && !facts.hasPreposition && !hasName ? 1 : 0;
}

/** A length of time, a share, or whatever else is counted. */
function amountMissed(wanted: AskedQuestion['wanted'], facts: LineFacts): number {
	if (wanted.has('duration')) return facts.hasDuration ? 0 : 1;
	if (wanted.has('share')) return facts.hasShare ? 0 : 1;
	return wanted.has('amount') && !facts.hasNumber ? 1 : 0;
}
