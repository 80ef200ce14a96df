import type { AskedQuestion } from './question.ts';
import type { LineFacts } from './line-facts.ts';
import { wholeOf, type Weighed } from './weighed.ts';

/** What speaks for a line that says what something is, where a question asks for that. */
export function definingFeatures(question: AskedQuestion, facts: LineFacts, weighed: readonly Weighed[]) {
	if (!question.wanted.has('meaning')) return { defines: 0, begins: 0, beginsRoughly: 0 };
	const share = (is: (term: string) => boolean): number =>
		weighed.reduce((sum, { weight, terms }) => sum + (terms.some(is) ? weight : 0), 0) / wholeOf(weighed);
	const head = facts.folded.slice(0, /\p{Script=Han}/u.test(facts.folded) ? 10 : 32);
	return {
		defines: share((term) => facts.defines.has(term)),
		begins: saysWhatIs(question, facts) ? 1 : 0,
		beginsRoughly: share((term) => head.includes(term))
	};
}

const opener =
	/^(?:(?:so|and|now|well|right|okay|ok|then|the|an?|this)\b[,\s]*|(?:所以|那么|那|好|所谓的|所谓)[，,\s]*)+/u;
const saying =
	/^(?:s|es)? (?:\w+ly )?(?:is|are|means?|was|were|tells?|says?|refers?|stands?|does|consists?|turns?|has)\b|^(?:呢)?(?:就|说|也|其实)*(?:是|指|叫|说|意思|要|用|即|回答|包括)/u;

/** Whether a clause of a line begins with the very words that are asked for and then says what they are. */
function saysWhatIs({ phrases }: AskedQuestion, { folded }: LineFacts): boolean {
	const clauses = folded.split(/[,;.，。；：:]\s*/u).map((clause) => clause.replace(opener, ''));
	return clauses.some((clause) =>
		phrases.some((phrase) => clause.startsWith(phrase) && saying.test(clause.slice(phrase.length)))
	);
}
