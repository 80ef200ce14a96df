import type { Line } from '#lib/lecture/transcript.ts';
import { awaitsWords, isRecordedNow, mayGoOn, type LectureFacts } from './facts.ts';
import { saidOf, type Statement } from './statement.ts';
import type { Words } from '../words.ts';

const has = ({ coverage }: LectureFacts) => coverage.onServer.ms > 0;
const isAlone = (facts: LectureFacts) => !mayGoOn(facts) && !facts.isInOtherTab;

/** What stands in a transcript without a line: each says why there is none, or when there will be one. */
export const emptyTranscript: readonly Statement[] = [
	{
		id: 'not-uploaded',
		holds: (facts) => isAlone(facts) && facts.isHere && facts.pendingMs > 0 && !has(facts),
		say: ({ statements }) => statements.transcript.notUploaded
	},
	{
		id: 'on-server',
		holds: (facts) => isAlone(facts) && !facts.isKnown && has(facts),
		say: ({ statements }) => statements.transcript.onServer
	},
	{
		id: 'recording-offline',
		holds: (facts) => facts.recorder === 'recording' && !facts.isOnline,
		say: ({ statements }) => statements.transcript.recordingOffline
	},
	{
		id: 'listening',
		holds: (facts) => isRecordedNow(facts) && facts.isOnline && facts.recogniser?.state === 'ready',
		say: ({ statements }) => statements.transcript.listening
	},
	{
		id: 'waiting',
		holds: (facts) => facts.isKnown && facts.coverage.waitingMs > 0,
		say: ({ statements }) => statements.transcript.waiting
	},
	{
		id: 'nothing-yet',
		holds: (facts) => (facts.isKnown || !has(facts)) && awaitsWords(facts),
		say: ({ statements }) => statements.transcript.nothingYet
	},
	{
		id: 'nothing-recorded',
		holds: ({ isEnded, isKnown, isHere, coverage }) =>
			isEnded && (isKnown || isHere) && coverage.captured.ms === 0,
		say: ({ statements }) => statements.transcript.nothingRecorded
	},
	{
		id: 'no-speech',
		holds: isWithoutSpeech,
		say: ({ statements }) => statements.transcript.noSpeech
	}
];

/** Everything was recognised, and there was not a word. */
export function isWithoutSpeech(facts: LectureFacts): boolean {
	const { isKnown, coverage, rows } = facts;
	return isKnown && !awaitsWords(facts) && coverage.captured.ms > 0 && rows === 0 && coverage.failed.ms === 0;
}

/** For a transcript that has no line. */
export const emptyTranscriptInWords = (words: Words, facts: LectureFacts): string =>
	facts.rows > 0 ? '' : saidOf(emptyTranscript, words, facts);

/** What a row of the transcript says of itself, in place of its words or behind them. */
export const failedInWords = ({ statements }: Words, { kind }: Pick<Line, 'kind'>): string =>
	kind === 'failed' ? statements.line.failed : '';
export const correctedInWords = ({ statements }: Words, { corrected }: Pick<Line, 'corrected'>): string =>
	corrected ? statements.line.corrected : '';
