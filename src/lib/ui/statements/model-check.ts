import { checkMostMs, type ModelCheck, type ModelProblem } from '#lib/protocol/index.ts';
import { lengthInWords, type Sentence, type Words } from '../words.ts';
import type { Statement } from './statement.ts';

type AboutModel = Statement<ModelCheck, Sentence>;

/** Of ten lines that the app would have to replace or leave out more than two, notes are no longer the model's. */
const goodShare = 0.8;
const fewLines = 3;

const writtenIn = ({ notes }: ModelCheck) => {
	if (notes.kind !== 'written') return undefined;
	const { kept, changed, dropped, isInLanguage } = notes;
	return { kept, changed, dropped, isInLanguage, all: kept + changed + dropped };
};
type Written = NonNullable<ReturnType<typeof writtenIn>>;
const isMostlyKept = ({ kept, all }: Written): boolean => kept > 0 && kept >= all * goodShare;

const aboutWritten = (
	id: string,
	holds: (written: Written) => boolean,
	say: (words: Words['statements']['modelCheck']['notes'], written: Written) => Sentence
): AboutModel => ({
	id,
	holds: (check) => {
		const written = writtenIn(check);
		return written !== undefined && holds(written);
	},
	say: ({ statements }, check) => say(statements.modelCheck.notes, writtenIn(check) as Written)
});

/** They are the model's own; the others may pass by themselves, or have to do with the account. */
const ownProblems: readonly ModelProblem[] = [
	'no-answer',
	'only-thoughts',
	'unknown-form',
	'request-refused',
	'context-too-small',
	'content-filtered'
];

type Part = 'notes' | 'known';
const problemOf = (check: ModelCheck, part: Part): ModelProblem | undefined => {
	const verdict = check[part];
	return verdict.kind === 'no-answer' ? verdict.problem : undefined;
};

/** What stands where a call came to nothing. */
const withoutAnswer = (part: Part, group: 'notes' | 'questions'): AboutModel[] => [
	{
		id: `${group}-too-slow`,
		holds: (check) => check[part].kind === 'too-slow',
		say: (words) => words.statements.modelCheck[group].tooSlow(lengthInWords(words, checkMostMs))
	},
	...([true, false] as const).map((isOwn) => ({
		id: `${group}-${isOwn ? 'unanswered' : 'untested'}`,
		holds: (check: ModelCheck) => {
			const problem = problemOf(check, part);
			return problem !== undefined && ownProblems.includes(problem) === isOwn;
		},
		say: (words: Words, check: ModelCheck) => {
			const { what, cure } = words.languageModel.problem[problemOf(check, part) as ModelProblem];
			const said = words.statements.modelCheck[group];
			return { what: isOwn ? said.unanswered : said.untested, cure: words.paragraph(what, cure) };
		}
	}))
];

/** What will become of notes; exactly one of them is true of a check. */
export const notesByModel: readonly AboutModel[] = [
	aboutWritten(
		'notes-other-language',
		({ kept, isInLanguage }) => kept > 0 && !isInLanguage,
		({ otherLanguage }) => otherLanguage
	),
	aboutWritten(
		'notes-good',
		(written) => written.isInLanguage && isMostlyKept(written) && written.kept >= fewLines,
		({ good }, { kept, all }) => good(kept, all)
	),
	aboutWritten(
		'notes-few',
		(written) => written.isInLanguage && isMostlyKept(written) && written.kept < fewLines,
		({ few }, { kept }) => few(kept)
	),
	aboutWritten(
		'notes-partly',
		(written) => written.isInLanguage && written.kept > 0 && !isMostlyKept(written),
		({ partly }, { kept, changed, dropped }) => partly(kept, changed, dropped)
	),
	aboutWritten(
		'notes-empty',
		({ all }) => all === 0,
		({ empty }) => empty
	),
	aboutWritten(
		'notes-none-kept',
		({ kept, all }) => kept === 0 && all > 0,
		({ noneKept }) => noneKept
	),
	...(
		[
			['uncited', 'uncited'],
			['off-form', 'offForm'],
			['cut-off', 'cutOff']
		] as const
	).map(([kind, name]) => ({
		id: `notes-${kind}`,
		holds: ({ notes }: ModelCheck) => notes.kind === kind,
		say: ({ statements }: Words) => statements.modelCheck.notes[name]
	})),
	...withoutAnswer('notes', 'notes')
];

const isRight = ({ known }: ModelCheck): boolean => known.kind === 'right' && known.isInLanguage;

/** What will become of questions; exactly one of them is true of a check. */
export const questionsToModel: readonly AboutModel[] = [
	{
		id: 'questions-good',
		holds: (check) => isRight(check) && check.unknown.kind === 'admits',
		say: ({ statements }) => statements.modelCheck.questions.good
	},
	{
		id: 'questions-invents',
		holds: (check) => isRight(check) && check.unknown.kind === 'invents',
		say: ({ statements }) => statements.modelCheck.questions.invents
	},
	{
		id: 'questions-half',
		holds: (check) => isRight(check) && ['no-answer', 'too-slow'].includes(check.unknown.kind),
		say: ({ statements }) => statements.modelCheck.questions.half
	},
	{
		id: 'questions-other-language',
		holds: ({ known }) => known.kind === 'right' && !known.isInLanguage,
		say: (words, check) => withInvention(words, check, 'otherLanguage')
	},
	...(['uncited', 'wrong', 'missed'] as const).map((kind) => ({
		id: `questions-${kind}`,
		holds: ({ known }: ModelCheck) => known.kind === kind,
		say: (words: Words, check: ModelCheck) => withInvention(words, check, kind)
	})),
	...withoutAnswer('known', 'questions')
];

function withInvention(
	words: Words,
	{ unknown }: ModelCheck,
	name: 'otherLanguage' | 'uncited' | 'wrong' | 'missed'
): Sentence {
	const { alsoInvents, ...said } = words.statements.modelCheck.questions;
	const { what, cure } = said[name];
	return { what, cure: words.paragraph(cure, unknown.kind === 'invents' ? alsoInvents : '') };
}

/** What the app says about a model that was tested. */
export function checkInWords(words: Words, check: ModelCheck) {
	const sayOf = (statements: readonly AboutModel[]): Sentence & { isGood: boolean } => {
		const statement = statements.find(({ holds }) => holds(check));
		const said = statement?.say(words, check) ?? { what: '', cure: '' };
		return { ...said, isGood: statement?.id.endsWith('-good') === true };
	};
	return {
		notes: sayOf(notesByModel),
		questions: sayOf(questionsToModel),
		speed: speedInWords(words, check),
		used: usedInWords(words, check)
	};
}

function speedInWords(words: Words, { speed, notes }: ModelCheck): string {
	const { firstLine, whole, rate, slow } = words.statements.modelCheck.speed;
	if (notes.kind === 'no-answer' || notes.kind === 'too-slow') return '';
	const number = new Intl.NumberFormat(words.locale, { maximumSignificantDigits: 2 });
	const first =
		speed.firstLineMs === null
			? whole(shortly(words, speed.notesMs))
			: firstLine(shortly(words, speed.firstLineMs));
	const then = speed.rate ? rate[speed.rate.unit](number.format(speed.rate.perSecond)) : '';
	return words.paragraph(first, then, speed.isSlow ? slow : '');
}

/** Under ten seconds to a tenth of one. */
const shortly = (words: Words, ms: number): string =>
	ms < 10_000 ? words.length.seconds(Math.max(0.1, Math.round(ms / 100) / 10)) : lengthInWords(words, ms);

function usedInWords(words: Words, { use }: ModelCheck): string {
	const { counted, estimated, cost } = words.statements.modelCheck.used;
	const number = new Intl.NumberFormat(words.locale);
	const tokens = use.isCounted ? counted : estimated;
	const said = tokens(number.format(use.promptTokens), number.format(use.completionTokens));
	if (use.costUsd === null) return said;
	const money = new Intl.NumberFormat(words.locale, {
		style: 'currency',
		currency: 'USD',
		maximumSignificantDigits: 2
	});
	return words.paragraph(said, cost(money.format(use.costUsd)));
}
