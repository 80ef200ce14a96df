import { mergedReading } from './merged-reading.ts';
import { pointsBack } from './pointing.ts';
import type { Reading } from './reading.ts';
import { takesBackEarlier } from './roles.ts';
import { overlapOf } from './similarity.ts';
import type { Sentence } from './stream.ts';

type Unit = { readonly count: number; readonly stands: boolean };
type Bindable = Pick<Sentence, 'reading' | 'pauseMs'>;

/** A chain longer than this is not told apart any more and not shown. */
const chainMax = 6;
/** How far behind a belief its correction may come. */
const reachMax = 3;
const aheadMax = chainMax + reachMax;
const retractedWithinMs = 20_000;
const limitedWithinMs = 5_000;
const pointedWithinMs = 20_000;
/** A sentence without a cue that points back in more words has something to say itself. */
const pointerWordsMax = 6;
/** How many sentences back "what I said earlier" may mean. */
const rememberedSentences = 80;
/** A retraction of so few words says only that something was wrong; what is right comes next. */
const bareWordsMax = 4;

/**
 * The sentences with those in one that mean the right thing only together; what is taken back later does not stand.
 */
export function boundSentences(sentences: readonly Sentence[]): Sentence[] {
	const bound = unitsIn(sentences);
	bound.forEach(({ reading: { text, terms } }, at) => {
		if (!takesBackEarlier(text)) return;
		const earlier = mostAlike(terms, bound, at);
		const meant = bound[earlier];
		if (meant) bound[earlier] = { ...meant, reading: { ...meant.reading, stands: false } };
	});
	return bound;
}

/** The place of the sentence that shares most of its terms with a later one; -1 where none does. */
function mostAlike(terms: readonly string[], sentences: readonly Sentence[], at: number): number {
	let [found, most] = [-1, 0];
	for (let each = Math.max(0, at - rememberedSentences); each < at; each++) {
		const { reading } = sentences[each] as Sentence;
		const share = reading.cues.question ? 0 : overlapOf(terms, reading.terms);
		if (share > most) [found, most] = [each, share];
	}
	return found;
}

function unitsIn(sentences: readonly Sentence[]): Sentence[] {
	const bound: Sentence[] = [];
	for (let at = 0; at < sentences.length;) {
		const { count, stands } = unitOf(sentences.slice(at, at + aheadMax));
		const parts = sentences.slice(at, at + count) as [Sentence, ...Sentence[]];
		bound.push(count === 1 && stands ? parts[0] : joined(parts, stands));
		at += count;
	}
	return bound;
}

function joined(parts: readonly [Sentence, ...Sentence[]], stands: boolean): Sentence {
	const last = parts.at(-1) as Sentence;
	const [first, ...others] = parts;
	const reading = mergedReading([first.reading, ...others.map((each) => each.reading)]);
	return {
		...first,
		cites: [...new Set(parts.flatMap(({ cites }) => cites))],
		durationMs: last.activeMs + last.durationMs - first.activeMs,
		reading: { ...reading, stands }
	};
}

/**
 * The unit that begins with the first of `ahead`: a mistake with its correction, a statement with what takes it back or
 * limits it, a condition with its consequence, what matters with the cue that points to it. A mistake or belief whose correction is not there does not stand.
 */
function unitOf(ahead: readonly Bindable[]): Unit {
	let count = 1;
	for (;;) {
		const last = ahead[count - 1];
		if (!last) return { count, stands: true };
		const reach = Math.max(reachOf(last, ahead.slice(count, count + reachMax)), boundBy(last, ahead[count]));
		if (reach === 0 && !isPointedTo(last, ahead[count], ahead[count + 1])) break;
		if (reach === 0 && count + 1 >= chainMax) break;
		count += Math.max(reach, 1);
		if (count >= chainMax) return { count: chainMax, stands: false };
	}
	const { claim } = ahead[count - 1]?.reading.role ?? {};
	return { count, stands: claim !== 'belief' && claim !== 'mistake' };
}

/** How many of the sentences behind belong to a claim, or to a retraction that does not say what is right. */
function reachOf({ reading: { role, cue, words } }: Bindable, behind: readonly Bindable[]): number {
	if (role.reply === 'retraction' && words <= bareWordsMax)
		return Number((behind[0]?.pauseMs ?? Infinity) <= retractedWithinMs);
	if (role.claim === undefined) return 0;
	if (role.claim === 'condition') return Number(behind[0]?.reading.role.reply === 'consequence');
	const near = behind.findIndex(({ pauseMs }) => pauseMs > retractedWithinMs);
	const within = near < 0 ? behind : behind.slice(0, near);
	const answer = within.findIndex(({ reading }, at) => answers(reading, at === 0));
	if (answer >= 0) return answer + 1;
	return Number(within.length > 0 && (role.claim === 'mistake' || cue !== undefined));
}

/** A mere "but" answers only the sentence before it. */
const answers = ({ role: { reply } }: Reading, isNext: boolean): boolean =>
	reply === 'retraction' || reply === 'limit' || (isNext && reply === 'answer');

/**
 * Whether the next sentence is a cue that says by "this" or "it" what this one says, at once or after a few words such as
 * "Keep that in mind." Cues of two kinds stay two.
 */
function isPointedTo({ reading }: Bindable, next: Bindable | undefined, after?: Bindable): boolean {
	if (!next || reading.cues.question || next.pauseMs > pointedWithinMs) return false;
	const { cue, text, words } = next.reading;
	if (!pointsBack(text)) return false;
	if (cue === undefined) return words <= pointerWordsMax && isPointedTo(next, after);
	return (reading.cue ?? cue) === cue;
}

/** Whether the next sentence takes back or limits this one. A question states nothing that could be. */
function boundBy({ reading }: Bindable, next: Bindable | undefined): number {
	if (!next) return 0;
	const { reply } = next.reading.role;
	if (reply === 'retraction') return Number(next.pauseMs <= retractedWithinMs);
	return Number(reply === 'limit' && next.pauseMs <= limitedWithinMs && !reading.cues.question);
}
