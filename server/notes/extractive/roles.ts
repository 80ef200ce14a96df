/*
 * What a sentence is to its neighbours. One that states what is not so, and one that takes it back, mean the right thing
 * only together. All are tried on cleaned text, with or without punctuation.
 */

/** What a sentence leaves open: a mistake named as one, what is only believed, or a condition without its consequence. */
export type Claim = 'mistake' | 'belief' | 'condition';
/** What a sentence does to the one before: takes it back, limits it, may answer a belief, or draws the consequence. */
export type Reply = 'retraction' | 'limit' | 'answer' | 'consequence';
export type Role = { readonly claim: Claim | undefined; readonly reply: Reply | undefined };

const alternatives = (...each: readonly string[]): string => `(?:${each.join('|')})`;
const anyOf =
	(...each: readonly RegExp[]): ((text: string) => boolean) =>
	(text) =>
		each.some((pattern) => pattern.test(text));

const untrue = alternatives(
	'wrong',
	'false',
	'untrue',
	'incorrect',
	'mistaken',
	'nonsense',
	'not (?:quite |really |actually |always )?(?:true|right|correct|so|the case|how it works)',
	'an? (?:mistake|myth|misconception|misunderstanding|fallacy|error)'
);
const thought =
	'(?:thinks?|thought|believe[sd]?|assume[sd]?|says?|said|writes?|wrote|expect(?:ed)?|imagined?|claim(?:s|ed)?)';

const isMistake = anyOf(
	/\b(?:mistake|error|misconception|misunderstanding|myth|fallacy|confusion|temptation) (?:is|was|would be|here is)\b/iu,
	/\bmisconceptions?\b|\btrue or false\b|\b(?:wrong|false|incorrect) (?:answer|claim|statement|belief|assumption)\b/iu,
	new RegExp(String.raw`\b(?:falsely|wrongly|mistakenly|erroneously|incorrectly) ${thought}\b`, 'iu'),
	/误区|误解|误以为|误认为|常见的?错误|错误(?:的?说法|的?看法|的?观点|的?想法|地认为)|常犯的?错误|(?:不能|不要)(?:说|认为|以为)$/u
);
const isBelief = anyOf(
	new RegExp(
		String.raw`(?<!what |which |if )\b(?:many|most|some|a lot|lots|people|students|everyone|everybody|beginners|newspapers|textbooks)(?: of (?:you|us|them|people))?(?: \p{L}+){0,2} ${thought}\b`,
		'iu'
	),
	new RegExp(
		String.raw`\b(?:you|one|they|people|we) (?:might|may|would|could|often|usually|sometimes|naturally|commonly|used to|tend to)(?: \p{L}+)? ?(?:think|believe|expect|assume|imagine|guess|conclude|suppose|claim)\b`,
		'iu'
	),
	/\bit (?:is|was|has been) (?:often|sometimes|commonly|widely|generally|usually|long|once) (?:said|believed|thought|claimed|assumed)\b|\bit was (?:believed|thought)\b/iu,
	/\btempting to\b|\bit (?:might|may|would|could) (?:seem|appear|look)\b|\bat first (?:sight|glance)\b|\bused to be (?:thought|believed)\b|\b(?:often|sometimes) (?:hear|read) that\b/iu,
	/(?:很多|许多|不少|(?<!没)有些?|大多数|大部分|一般|以前|过去|古代|当时)的?(?:人|同学|学生|人们|学者|初学者|教科书)?们?(?:可能|常常|往往|总是?|都|会|容易|经常|一直|就){0,2}(?:以为|认为|觉得|会?说|相信)|大家(?:可能|常常|往往|总是?|都|会|容易){1,2}(?:以为|认为|觉得|说)|(?:你|你们)(?:可能|也许|或许)会?(?:以为|认为|觉得|说)|乍一看|看上去|表面上|按(?:理|常理)说|直觉上|曾经?(?:被)?(?:以为|认为)|据说/u
);
const isComplete = anyOf(
	/\b(?:in fact|in reality|in truth|contrary to|if (?:people|everyone|everybody|many|most|some|you))\b|,? (?:but|yet|however),? (?:that|this|it|they|in|actually|really|the truth|he|she|there)\b|\bactually\b|\bwhich is\b/iu,
	/其实|实际上|事实上|但(?:是)?(?:这|那|它|他|事实|真)|然而|不过(?:这|那|它)|并不|并非|而是|如果(?:大家|人们|所有)/u
);
const isCondition = anyOf(
	/^(?:if|suppose|assume|imagine|let's say|unless|provided)\b(?!.*(?:,| then )).*$/iu,
	/^(?:如果|假如|假设|要是|倘若|一旦)(?!.*(?:那么|就|则|便|会)).*$/u
);

const breath = String.raw`(?:(?:no|oh|wait|oops|well|but|and|hang on|hold on|okay|ok|ah|um|uh|er)[,.]? ){0,3}`;
const isRetraction = anyOf(
	new RegExp(
		String.raw`^${breath}(?:sorry|pardon|correction\b|scratch that|strike that|forget that|i (?:misspoke|mis-spoke|meant|mean|take that back|was wrong|made a mistake|have to correct|must correct|need to correct|should correct|got that wrong)|my (?:mistake|bad)|let me correct|not quite|not exactly|not at all|not true|not so|or rather|rather,|make that|nope|far from it|nothing could be further|quite the (?:opposite|contrary|reverse)|on the contrary|that should (?:be|have been))(?![\p{L}])`,
		'iu'
	),
	/^(?:no|nope|not|wrong|false|incorrect|never)[.!,]*$|^(?:wrong|false|incorrect)[,.!] /iu,
	new RegExp(
		String.raw`^${breath}no,? (?:it|that|they|this|these|he|she|not|the|there|you|we)(?:'|\b)`,
		'iu'
	),
	new RegExp(
		String.raw`^(?!if |whether |when )(?:.{0,60} )?(?:this|that|it|he|she|they|these|both|which|idea|claim|belief|view|statement|answer|people|intuition)(?: is| was| are| were|'s|'re| turned out to be| proved to be| has been shown to be)(?: simply| just| all| completely| totally| quite| clearly| plainly| of course| also| now known to be)? ${untrue}(?! (?:that|to)\b)`,
		'iu'
	),
	/\bi (?:said|wrote)\b.{0,60}\b(?:wrong|mistake|meant|should (?:be|have been))\b|\bi misspoke\b|\bi meant to say\b|\bscratch that\b/iu,
	/^(?:哦|噢|啊|呃|嗯|等等|等一下|等下|不是|不)?[，,。]?(?:不对|错了|说错了|我说错|讲错|写错|更正|纠正|口误|不是的|并不是|并非|应该是|恰恰相反|正相反|不好意思|抱歉|对不起|准确地说|准确来说|错误?[，。！]?$|不[，。])/u,
	/我(?:刚才|刚刚|之前|前面)?(?:说|讲|写)错|口误|更正一下|纠正一下|^(?:但是?|不过|可是|然而)?[，,]?(?:这|那)(?:个|种|样)?(?:说法|看法|想法|观点|理解|答案|认识|结论)?(?:其实|当然|显然|完全|并|都)?(?:是|很)?(?:错|不对|不正确|不准确|误解|误会|误区)/u
);
const isLimit = anyOf(
	/^(?:but |and |yet |well,? )?(?:in (?:actual )?fact|as a matter of fact|actually|in reality|in truth|the truth is)\b/iu,
	/^(?:except|unless|only if|only when|at least not|with (?:one|the|some|a few) exceptions?|otherwise|or else|not always|not if|not when)\b/iu,
	/^(?:but|however|yet|still|though|although|nevertheless)\b.{0,160}?(?:\b(?:not|never|no|none|nobody|nothing|cannot|only|except|exceptions?|wrong|false)\b|n't\b)/iu,
	/^(?:但是?|可是|而|不过)?[，,]?(?:其实|实际上|事实上|真相是)/u,
	/^(?:除非|否则|不然|要不然|仅当|只有|例外)|^(?:但是?|不过|然而|可是|只是)[，,]?.{0,40}?(?:不|没|并非|只|除了|例外|错|误)/u
);
const isAnswer = anyOf(
	/^(?:but|however|yet|instead|today we know|we (?:now|today) know|now we know|it turns out|it turned out|the (?:reality|fact|opposite)|really|rather|no\b)/iu,
	/^(?:但|可是|不过|然而|而是|事实|现在(?:我们)?知道|今天(?:我们)?知道|后来.{0,6}发现|真正)/u
);
const isConsequence = anyOf(
	/^(?:then|in (?:that|this|such a) case|if so)\b/iu,
	/^(?:那么|那|就|则|这时|这样的话|在这种情况下)/u
);

const refersBack =
	/\b(?:earlier|before|ago|just now|previously|last (?:time|week)|at the (?:beginning|start))\b.{0,60}\b(?:said|wrote|told|claimed|gave|mentioned)\b|\b(?:said|wrote|told|claimed|gave|mentioned)\b.{0,60}\b(?:earlier|before|ago|just now|previously|last (?:time|week)|at the (?:beginning|start))\b|(?:刚才|刚刚|之前|前面|上次|一开始)(?:我)?(?:说|讲|写|提)/iu;
const mends =
	/\b(?:wrong|mistake|false|incorrect|meant|misspoke|sorry|correct|should (?:be|have been)|not)\b|n't\b|错|应该|不对|更正|纠正|口误|不是/iu;

/** Whether a sentence takes back something that was said a while ago. */
export const takesBackEarlier = (text: string): boolean => refersBack.test(text) && mends.test(text);

const wordsOfRetractionMax = 240;

/** A question claims nothing and takes nothing back. */
export function roleOf(text: string, isQuestion: boolean): Role {
	if (isQuestion) return { claim: undefined, reply: undefined };
	const claim = claimOf(text);
	if (isRetraction(text.slice(0, wordsOfRetractionMax))) return { claim: undefined, reply: 'retraction' };
	if (isLimit(text)) return { claim, reply: 'limit' };
	if (isAnswer(text)) return { claim, reply: 'answer' };
	return { claim, reply: isConsequence(text) ? 'consequence' : undefined };
}

function claimOf(text: string): Claim | undefined {
	if (isComplete(text)) return undefined;
	if (isMistake(text)) return 'mistake';
	if (isBelief(text)) return 'belief';
	return isCondition(text) ? 'condition' : undefined;
}

const hanging =
	/(?:\b(?:of|the|an?|and|or|but|not|if|because|than|our|your|their|its|my)|\b(?:says?|said|thinks?|thought|believed?|true|false|wrong|case|claim|know|assume|mistake|myth|idea|misconception|means|shows?|not) that|\b(?:is|was|wrong|have|has|going|need|want) to|\b(?:people|students|many|to|would|might|often) (?:think|say|believe)|(?:说|认为|以为|觉得|并不是|不是说|如果|因为|但是|和|与|或|把|被)[，,]?)$/iu;
const tailLetters = 60;

/** Whether a text without a full stop breaks off in mid-sentence. */
export const breaksOff = (text: string): boolean => hanging.test(text.trimEnd().slice(-tailLetters));
