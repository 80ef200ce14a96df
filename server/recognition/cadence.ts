import { msToSamples } from '#lib/protocol/index.ts';

/** What a guess has cost: time in the queue, and time in which a child was busy with it. */
export type Effort = { waitedMs: number; heardMs: number };

/** How often at most; and how often while there are no words to show yet. */
const everyMs = { words: 300, 'no-words': 150 };
/** Rest for each ms of work: the live speech of one lecture takes at most a third of a child. */
const restForHeard = 2;
/** Rest for each ms in the queue, where others are served: lectures that compete become slower together. */
const restForWaited = 4;

/** The pre-roll that every segment begins with, and six frames of the speech detector: a syllable or two. */
export const firstGuessSamples = msToSamples(490);

/** How long to rest behind a guess: to one every 300 ms from an idle recogniser, longer the busier it is. */
export const restMs = ({ waitedMs, heardMs }: Effort, shown: keyof typeof everyMs): number =>
	Math.max(everyMs[shown] - waitedMs - heardMs, restForHeard * heardMs + restForWaited * waitedMs);
