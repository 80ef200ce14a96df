/*
 * Fits the weights by which the search ranks lines and finds nothing, to the questions of tests/fixtures/truth that may be
 * used for building, and writes them to server/questions/search/answer-weights.json. Prints what is reached when each
 * lecture in turn is left out of the fit.
 *
 * node bench/truth/fit-answers.ts [--dry]
 */
import { writeFileSync } from 'node:fs';
import { candidatesFor, type Candidates, type Features } from '../../server/questions/search/features.ts';
import { listed as listedPlaces } from '../../server/questions/search/listing.ts';
import { passagePlaces, rankedFor } from '../../server/questions/search/passages.ts';
import type { AnswerWeights } from '../../server/questions/search/score.ts';
import type { AskedQuestion } from '../../server/questions/search/question.ts';
import type { LectureIndex } from '../../server/questions/search/lecture-index.ts';
import { truthQuestions, type TruthQuestion } from '../../tests/helpers/truth-questions.ts';
import { answerShares, questionReader } from './answers.ts';
import { fit, type Example } from './softmax.ts';

const penalty = 0.003;
/** A little above those that have to be reached. */
const goals = { answered: 91, refused: 81 };
const sets = ['develop', 'held-out', 'own', 'more'] as const;
const file = new URL('../../server/questions/search/answer-weights.json', import.meta.url);

type Item = {
	readonly set: string;
	readonly question: TruthQuestion;
	readonly index: LectureIndex;
	readonly readings: readonly AskedQuestion[];
	readonly candidates: readonly Candidates[];
};

const read = await questionReader();
const items: Item[] = sets.flatMap((set) =>
	(['en', 'zh'] as const).flatMap((language) =>
		(truthQuestions(language, set) ?? []).map((question): Item => {
			const { index, readings } = read(question);
			const candidates = readings.map((reading) => candidatesFor(reading, index));
			return { set: `${language} ${set}`, question, index, readings, candidates };
		})
	)
);

const namesOf = (all: readonly Features[]): string[] => [...new Set(all.flatMap(Object.keys))];
const lineNames = namesOf(
	items.flatMap((item) => item.candidates.flatMap(({ lines }) => lines.map(({ features }) => features)))
);
const nothingNames = namesOf(items.flatMap((item) => item.candidates.map(({ nothing }) => nothing)));

/** Once for both languages, and once more for Chinese. */
const numbersOf = (names: readonly string[], features: Features, isChinese: boolean): Float64Array => {
	const values = names.map((name) => features[name] ?? 0);
	return Float64Array.from([...values, ...values.map((value) => (isChinese ? value : 0))]);
};

function exampleOf({ question, readings, candidates }: Item): Example | undefined {
	const isChinese = readings[0]?.isChinese ?? false;
	const lines = candidates.flatMap((each) => each.lines);
	const right = question.kind === 'none' ? [] : lines.map(({ place }) => question.places.has(place));
	/* Whose answer shares no word with the question teaches nothing. */
	if (lines.length === 0 || (question.kind !== 'none' && !right.some(Boolean))) return undefined;
	return {
		lines: lines.map(({ features }) => numbersOf(lineNames, features, isChinese)),
		nothing: numbersOf(nothingNames, candidates[0]?.nothing ?? {}, isChinese),
		right
	};
}

const examples = new Map(items.map((item) => [item, exampleOf(item)]));

const named = (names: readonly string[], values: Float64Array) => {
	const part = (from: number): Features =>
		Object.fromEntries(names.map((name, at) => [name, Number((values[from + at] ?? 0).toFixed(2))]));
	return { shared: part(0), chinese: part(names.length) };
};

function weightsFrom(some: readonly Item[]): Omit<AnswerWeights, 'answerLeast'> {
	const { line, nothing } = fit(
		some.flatMap((item) => examples.get(item) ?? []),
		penalty
	);
	return { line: named(lineNames, line), nothing: named(nothingNames, nothing) };
}

type Tried = { readonly item: Item; readonly likely: number; readonly places: number[] };

/** What is found for each question when its lecture is left out, were everything answered. */
function leftOut(): Tried[] {
	const lectures = [...new Set(items.map(({ question }) => question.lecture))];
	return lectures.flatMap((lecture) => {
		const weights = {
			...weightsFrom(items.filter(({ question }) => question.lecture !== lecture)),
			answerLeast: { chinese: 0, other: 0 }
		};
		return items
			.filter(({ question }) => question.lecture === lecture)
			.map((item) => ({
				item,
				likely: rankedFor(item.readings, item.index, weights).likely,
				places: passagePlaces(item.readings, item.index, weights)
			}));
	});
}

const tried = leftOut();
/** Questions for a list are answered by it whatever the weights are. */
const listed = new Set(
	tried.filter(({ item }) => item.readings.some((reading) => listedPlaces(reading, item.index) !== undefined))
);
const foundWith = (answerLeast: number, some: readonly Tried[]) =>
	some.map((each) => ({
		question: each.item.question,
		places: listed.has(each) || each.likely >= answerLeast ? each.places : []
	}));
/** How far a limit stays behind the goals on the sets that were written without a look at the search. */
function shortfall(answerLeast: number, language: string): number {
	const some = tried.filter(({ item: { set } }) => set.startsWith(language) && !set.endsWith('own'));
	const { answered, refused } = answerShares(foundWith(answerLeast, some));
	return behind(goals.answered, answered) ** 2 + behind(goals.refused, refused) ** 2;
}
const behind = (goal: number, value: number): number => Math.max(0, goal - value);

const steps = Array.from({ length: 13 }, (_, step) => Number((0.3 + step * 0.025).toFixed(3)));
const leastFor = (language: string): number =>
	steps.toSorted((a, b) => shortfall(a, language) - shortfall(b, language))[0] ?? 0.5;
const answerLeast = { chinese: leastFor('zh'), other: leastFor('en') };
const say = (line: string) => void process.stdout.write(`${line}\n`);
const shown = (name: string, some: readonly Tried[]): void => {
	const least = name.startsWith('zh') ? answerLeast.chinese : answerLeast.other;
	const { answered, refused } = answerShares(foundWith(least, some));
	say(`${name.padEnd(14)}answered ${answered.toFixed(1)} %   nothing found ${refused.toFixed(1)} %`);
};
say('Each lecture left out in turn:');
for (const set of [...new Set(items.map((item) => item.set))])
	shown(
		set,
		tried.filter(({ item }) => item.set.startsWith(set))
	);
if (!process.argv.includes('--dry'))
	writeFileSync(file, `${JSON.stringify({ ...weightsFrom(items), answerLeast }, null, '\t')}\n`);
