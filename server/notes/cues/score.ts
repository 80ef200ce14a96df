/** `task`: what the listeners are asked to do later; `important`: what an examination asks, when it is, a class that is moved. */
export type Cue = 'task' | 'important';

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
	readonly against: readonly Group[];
};

const enough: Record<Cue, number> = { task: 3.5, important: 3 };
/** So sure a word for an examination of the course tells something of it whatever is said. */
const telling = 3.5;
/** What is asked without a time is mostly to be done at once. */
const untimed = -1;

const strength = (text: string, group: Group): number => {
	let most = 0;
	for (const [weight, pattern] of group) if (weight > most && pattern.test(text)) most = weight;
	return most;
};

/** How much speaks for each cue; what reaches `enough` is one. */
export function weigh(text: string, signs: Signs): Record<Cue, number> {
	const of = (group: Group): number => strength(text, group);
	const against = signs.against.reduce((sum, group) => sum + of(group), 0);
	const [asked, later] = [of(signs.asked), of(signs.later)];
	const told =
		(asked > 0 ? asked : -signs.unasked) + of(signs.deed) + of(signs.work) + (later > 0 ? later : untimed);
	const task = Math.max(of(signs.task), told);
	const exam = of(signs.exam);
	const examined = Math.max(of(signs.examined), exam >= telling ? exam : both(exam, of(signs.asks)));
	const moved = both(of(signs.meeting), of(signs.change));
	return {
		task: task - of(signs.waived) - against,
		important: Math.max(examined, moved) - against
	};
}

const both = (a: number, b: number): number => (a > 0 && b > 0 ? a + b : 0);

/** A sentence that is both is a task. */
export function cueFrom({ task, important }: Record<Cue, number>): Cue | undefined {
	if (task >= enough.task) return 'task';
	return important >= enough.important ? 'important' : undefined;
}
