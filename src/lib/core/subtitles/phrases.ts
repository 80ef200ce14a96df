import { isUnspaced } from '#lib/protocol/spacing.ts';
import type { Unit } from './units.ts';

/** How badly a cut reads: 0 at the end of a sentence. */
export function cutCost(before: Unit, after: Unit): number {
	const [left, right] = [before.text, after.text];
	if (sentenceEnd.test(left)) return 0;
	if (clauseEnd.test(left)) return 10;
	if (listMark.test(left)) return 15;
	if (belongs(before, after)) return 300;
	if (clauseStart.test(bare(right))) return 25;
	if (leansForward.test(bare(left))) return 150;
	return 60;
}

const sentenceEnd = /[.?!…。！？][\p{Pe}\p{Pf}"']*$/u;
const clauseEnd = /[,;:–—，；：][\p{Pe}\p{Pf}"']*$/u;
const listMark = /[、/][\p{Pe}\p{Pf}"']*$/u;

const bare = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, '');

/** A number and its unit, the parts of a name, the letters of one Chinese term. */
function belongs({ text: left }: Unit, after: Unit): boolean {
	const right = after.text;
	if (/[\p{Nd}〇零一二三四五六七八九十百千万亿]$/u.test(left)) return !clauseStart.test(bare(right));
	if (/^[\p{Nd}%°$€£¥]/u.test(right)) return !isWide(left) || /[第约约年月共]$/u.test(left);
	if (/^\p{Lu}/u.test(left) && /^\p{Lu}/u.test(right)) return !sentenceStarter.test(bare(left));
	return isLetter(left) && isLetter(right) && !clauseStart.test(right) && !loneWord.test(left + right);
}

const isWide = (text: string): boolean => isUnspaced([...text].at(-1) ?? '');
const isLetter = (text: string): boolean => [...text].length === 1 && isUnspaced(text);
/** Of two single letters, one that is a word by itself. */
const loneWord = /[我你他她它这那是在有和与及或把被对从向到就都也还又很不没会能要可让给用将而但]/u;

/** Words that begin a sentence in capitals without being a name. */
const sentenceStarter =
	/^(?:A|An|The|I|We|You|He|She|It|They|In|On|At|And|But|So|If|This|That|These|Those)$/u;

/** Words with which a clause or a phrase begins. */
const clauseStart =
	/^(?:and|but|or|nor|so|because|since|although|though|while|when|whenever|where|which|who|whose|that|if|unless|until|than|as|then|after|before|for|with|without|from|into|between|through|in|on|at|by|to|of|about|但|但是|因为|所以|如果|而|而且|然后|或者|或|并且|并|那么|就是|虽然|不过|由于|因此|以及|和|与|同时|例如|比如|其中|这|那|它|我们|我|你|他|她|他们)$/iu;

/** Words that a reader expects something after. */
const leansForward =
	/^(?:a|an|the|of|to|in|on|at|by|for|with|from|into|and|or|but|my|your|his|her|its|our|their|this|that|these|those|is|are|was|were|be|been|has|have|had|will|would|can|could|should|may|might|must|not|very|no|i|we|you|he|she|it|they|what|which|who|if|as|than|在|是|把|被|和|与|或|对|从|向|不|很|更|最|一个|这个|那个|这|那|每|该|为|以|由|将|于|有)$/iu;
