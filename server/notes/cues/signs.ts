/** A sign and how much it counts. */
export type Sign = readonly [weight: number, pattern: RegExp];
/** Signs of the same thing: the strongest of those that are found counts, once. */
export type Group = readonly Sign[];

/** What a language says these things with. */
export type Signs = {
	/** The listeners are told, asked or ordered. */
	readonly asked: Group;
	/** What students do for a course. */
	readonly deed: Group;
	/** What students work on, bring or hand in. */
	readonly work: Group;
	/** What it costs that nobody is told to do it; a language that leaves out its subjects tells so without a word. */
	readonly unasked: number;
	/** A time after this moment. */
	readonly later: Group;
	/** Whole phrases that set a task by themselves. */
	readonly task: Group;
	/** An examination of this course. */
	readonly exam: Group;
	/** What is said of an examination. */
	readonly asks: Group;
	/** Whole phrases about examinations, and what must be known without notes. */
	readonly examined: Group;
	/** A class of this course. */
	readonly meeting: Group;
	/** What becomes of it. */
	readonly change: Group;
	/** Against a task alone: it need not be done, or is done at once. */
	readonly waived: Group;
	/** Against all: wishes, the past, other people, questions, other senses of the words. */
	readonly against: readonly [Group, Group, Group, Group, Group, Group];
};

/** What they add up to, from where a task and something important become likely. */
const likely = { task: 3.5, important: 3 };
/** So sure a word for an examination of the course tells something of it whatever is said. */
const telling = 3.5;
/** What is asked without a time is mostly to be done at once. */
const untimed = -1;

const single = [
	'asked',
	'deed',
	'work',
	'later',
	'task',
	'exam',
	'asks',
	'examined',
	'meeting',
	'change',
	'waived'
] as const;
/** How many numbers `strengthsOf` gives. */
export const strengthCount = single.length + 6 + 4;

const strength = (text: string, group: Group): number => {
	let most = 0;
	for (const [weight, pattern] of group) if (weight > most && pattern.test(text)) most = weight;
	return most;
};

/** The strength of each group in a sentence, and what they add up to, all about between -1 and 1. */
export function strengthsOf(text: string, signs: Signs): number[] {
	const of = (group: Group): number => strength(text, group);
	const alone = single.map((name) => of(signs[name]));
	const [asked, deed, work, later, task, exam, asks, examined, meeting, change, waived] = alone as Strengths;
	const against = signs.against.map(of);
	const minus = against.reduce((sum, each) => sum + each, 0);
	const told = (asked > 0 ? asked : -signs.unasked) + deed + work + (later > 0 ? later : untimed);
	const tested = Math.max(examined, exam >= telling ? exam : both(exam, asks));
	const forTask = Math.max(task, told) - waived - minus - likely.task;
	const forImportant = Math.max(tested, both(meeting, change)) - minus - likely.important;
	const isTask = forTask >= 0;
	return [
		...[...alone, ...against].map((each) => each / 3),
		...[forTask, forImportant].map((each) => Math.max(-2, Math.min(2, each / 3))),
		...[isTask, !isTask && forImportant >= 0].map(Number)
	];
}

type Strengths = [number, number, number, number, number, number, number, number, number, number, number];

const both = (a: number, b: number): number => (a > 0 && b > 0 ? a + b : 0);

/** All patterns of a language. */
export const patternsOf = (signs: Signs): RegExp[] =>
	[...single.map((name) => signs[name]), ...signs.against].flatMap((group) =>
		group.map(([, pattern]) => pattern)
	);
