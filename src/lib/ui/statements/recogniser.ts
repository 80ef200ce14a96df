import type { Engine } from '#lib/protocol/index.ts';
import type { Words } from '../words.ts';
import { isUnderWay, type LectureFacts } from './facts.ts';
import { saidOf, type Statement } from './statement.ts';

/** Which recogniser is at work: only while words are to come, because another one may have written those that are here. */
const isAtWork = (facts: LectureFacts) => facts.recogniser?.state === 'ready' && isUnderWay(facts);
const isSmall = ({ recogniser }: LectureFacts) => recogniser?.grade === 'small';
const isOtherLanguage = ({ language }: LectureFacts) =>
	language !== null && language !== 'en' && language !== 'auto';

export const recogniserAtWork: readonly Statement[] = [
	{
		id: 'small-model-other-language',
		holds: (facts) => isAtWork(facts) && isSmall(facts) && isOtherLanguage(facts),
		say: ({ statements }) => statements.recogniser.smallElsewhere
	},
	{
		id: 'small-model',
		holds: (facts) => isAtWork(facts) && isSmall(facts) && !isOtherLanguage(facts),
		say: ({ statements }) => statements.recogniser.small
	},
	{
		id: 'model-by-name',
		holds: (facts) => isAtWork(facts) && !isSmall(facts),
		say: ({ statements }, { recogniser }) => statements.recogniser.other(recogniser?.name ?? '')
	}
];

export const recogniserInWords = (words: Words, facts: LectureFacts): string =>
	saidOf(recogniserAtWork, words, facts);

/** What is the matter with the server's recogniser; nothing where it is ready. */
export const troubleInWords = ({ statements }: Words, state: Engine['recogniser']['state']): string =>
	state === 'ready' ? '' : statements.recogniser[state];

/** There is a better one to be had than the one at work. */
export const canBeBetter = (facts: LectureFacts): boolean => isAtWork(facts) && isSmall(facts);
