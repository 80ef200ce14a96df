/*
 * Sentences whose object was named by the one before: "Remember this point, it will be in the exam." Alone they tell a
 * reader that something matters, and not what.
 */

const thing =
	'(?: (?:point|fact|idea|one|rule|formula|equation|result|distinction|difference|definition|part|step|theorem|question|graph|proof|table|list))?';
const pronoun = `(?:this|that|it|these|those|them)${thing}`;
const objectOf = new RegExp(
	String.raw`\b(?:remember|know|learn|note|memori[sz]e|understand|mark|underline|revise|expect|need|review|study|hand|submit|send|upload|bring|finish|do|forget|about|keep) ${pronoun}(?=$|[,.;!]| (?:in|for|by|because|well|down|on|until|at|and|when|since|before|please|to (?:me|us))\b)`,
	'iu'
);
const subject = new RegExp(
	String.raw`^(?:(?:and|so|but|now|well|okay|because),? ){0,2}(?:this|that|it|these|those|they)${thing}(?:'s|'ll|'re| (?:is|are|was|were|will|would|may|might|can|could|comes?|came|has|have|appears?|always|often)\b)`,
	'iu'
);
/** "It is important to …" names what it is about itself. */
const expletive =
	/\bit(?:'s| is| was| will be) (?:\p{L}+ )?(?:important|necessary|essential|crucial|best|better|worth|time|likely|possible|clear|good) (?:that|to|for|you)\b/iu;

const cjkThing = '(?:问题|公式|结论|区别|知识点|地方|概念|定义|内容|部分|题|题目|定理|程序|表格|报告|图)?';
const cjkPronoun = `(?:这个|这一点|这点|这一条|这条|这些|这里|这道|这部分|那个|那一点|它)${cjkThing}`;
const cjkSubject = new RegExp(
	`^(?:所以|而且|因为|但是?|好|嗯|注意|，|,){0,3}${cjkPronoun}(?:大家(?!先)|同学|你们|我们|也|都|一定|肯定|要|会|很|是|在|期末|期中|考试|不用|不考|必须|每年|经常|常|还|去年|就|非常|特别|可能|年年|下周|明天|请|得|应该|，|,)`,
	'u'
);
const cjkObject = new RegExp(
	`(?:记住|记下|记得|掌握|理解|注意|弄清楚|搞清楚)(?:一下)?${cjkPronoun}(?=$|[，。！,.])|把${cjkPronoun}(?:记|背|交|写|做|弄|搞|掌握|看|理解)`,
	'u'
);

/** What comes behind a colon is named there. */
const names = /[:：]/u;

/** Whether a task or exam cue says what it is about only by pointing to what was said just before. */
export const pointsBack = (cue: string): boolean =>
	!expletive.test(cue) &&
	!names.test(cue) &&
	[subject, objectOf, cjkSubject, cjkObject].some((pattern) => pattern.test(cue));
