import { clock } from '#lib/export/exportable.ts';
import type { Coverage } from '#lib/lecture/coverage.ts';
import type { Gap } from '#lib/lecture/gaps.ts';
import { type Words, lengthInWords } from '../words.ts';
import type { LectureFacts } from './facts.ts';

export type Look = 'stored' | 'on-device' | 'transcribed' | 'noted' | 'failed' | 'lost';
/** One layer in figures; `look` is how the strip draws it. */
export type Row = { id: string; time: string; name: string; look?: Look };
/** Where sound is missing: a gap with its time of day, or a hole with its place in the lecture. */
export type Break = { atMs: number; what: string; when: string };

type Names = Words['statements']['coverage'];
/** A length of sound with what became of it. `holds` says whether this page can know. */
type FigureStatement = {
	readonly id: string;
	readonly ms: (coverage: Coverage) => number;
	readonly holds: (facts: LectureFacts) => boolean;
	readonly name: (names: Names, coverage: Coverage) => string;
	/** In the short line; left out there where it has none. */
	readonly short?: (names: Names, coverage: Coverage) => (time: string) => string;
	readonly look?: Look;
};

/** Less than this is not worth a word. */
const worthMs = 500;
const always = () => true;
const isWorth = (ms: (coverage: Coverage) => number) => (facts: LectureFacts) =>
	ms(facts.coverage) >= worthMs;
/** What became of the speech only the server can tell. */
const isKnown = (facts: LectureFacts) => facts.isKnown;

export const figures: readonly FigureStatement[] = [
	{
		id: 'recorded',
		ms: ({ captured }) => captured.ms,
		holds: always,
		name: ({ recorded }) => recorded,
		short: ({ summary }) => summary.recorded
	},
	{
		id: 'on-server',
		ms: ({ onServer }) => onServer.ms,
		holds: always,
		name: ({ stored }) => stored,
		short: ({ summary }) => summary.stored,
		look: 'stored'
	},
	{
		id: 'transcribed',
		ms: ({ transcribed }) => transcribed.ms,
		holds: isKnown,
		name: ({ transcribed }) => transcribed,
		short: ({ summary }) => summary.transcribed,
		look: 'transcribed'
	},
	{
		id: 'read-for-notes',
		ms: ({ readForNotes }) => readForNotes.ms,
		holds: isKnown,
		name: ({ read }) => read,
		short: ({ summary }) => summary.read,
		look: 'noted'
	},
	{
		id: 'on-device',
		ms: ({ onDevice }) => onDevice.ms,
		holds: isWorth(({ onDevice }) => onDevice.ms),
		name: ({ onDevice }, { device }) => onDevice[device],
		short: ({ summary }, { device }) => summary.onDevice[device],
		look: 'on-device'
	},
	{
		id: 'waiting',
		ms: ({ waitingMs }) => waitingMs,
		holds: (facts) => isKnown(facts) && facts.coverage.waitingMs >= worthMs,
		name: ({ waiting }) => waiting
	},
	{
		id: 'failed',
		ms: ({ failed }) => failed.ms,
		holds: (facts) => isKnown(facts) && facts.coverage.failed.ms >= worthMs,
		name: ({ failed }) => failed,
		look: 'failed'
	},
	{
		id: 'lost',
		ms: ({ lost }) => lost.ms,
		holds: isWorth(({ lost }) => lost.ms),
		name: ({ lost }) => lost,
		short: ({ summary }) => summary.lost,
		look: 'lost'
	}
];

/** Time in which a person wanted to record and nothing was recorded; a pause was chosen. */
export const isGap = ({ cause }: Gap): boolean => cause !== 'pause';

/** What became of the sound, in a line of short parts. */
export function summaryOf({ statements }: Words, facts: LectureFacts): string[] {
	const { coverage: names } = statements;
	const parts = figures.flatMap(({ holds, short, ms }) =>
		short && holds(facts) ? [short(names, facts.coverage)(clock(ms(facts.coverage)))] : []
	);
	const gaps = facts.coverage.gaps.filter(isGap).length;
	return gaps > 0 ? [...parts, names.summary.gaps(gaps)] : parts;
}

/** The figures in full; those of nothing are left out, but for the first two. */
export function rowsOf({ statements }: Words, facts: LectureFacts): Row[] {
	const { coverage } = facts;
	return figures
		.filter(({ holds, ms }, index) => holds(facts) && (index < 2 || ms(coverage) >= worthMs))
		.map(({ id, ms, name, look }) => ({
			id,
			time: clock(ms(coverage)),
			name: name(statements.coverage, coverage),
			...(look && { look })
		}));
}

/** Pauses, gaps and holes in lecture order. */
export function breaksOf(words: Words, locale: string, { gaps, lost }: Coverage): Break[] {
	const breaks = gaps.map((gap) => ({
		atMs: gap.atMs,
		what: gapInWords(words, gap),
		when: timeOfDay(locale, gap)
	}));
	const holes = lost.ranges.map(({ fromMs, toMs }) => ({
		atMs: fromMs,
		what: words.statements.coverage.hole(lengthInWords(words, toMs - fromMs)),
		when: words.statements.coverage.into(clock(fromMs))
	}));
	return [...breaks, ...holes].sort((a, b) => a.atMs - b.atMs);
}

/** `Paused for 4 min`. */
export const gapInWords = (words: Words, { cause, fromMs, toMs }: Gap): string =>
	words.statements.gap[cause](lengthInWords(words, toMs - fromMs));

/** `10:42 – 10:46`; once where it is the same minute. */
export const timeOfDay = (locale: string, { fromMs, toMs }: Gap): string =>
	new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).formatRange(fromMs, toMs);

/** What its parts are called. */
export const coverageNames = ({ statements }: Words): Pick<Names, 'label' | 'breaks'> => statements.coverage;
