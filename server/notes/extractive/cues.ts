/*
 * Phrases by which a lecturer says what a sentence is for. All are tried on cleaned text; where a recogniser made
 * another word of one, the sentence is judged by its words alone.
 */

const importance =
	/\b(?:important(?:ly)?|remember|exam|midterm|crucial|essential(?:ly)?|key (?:point|idea|thing|step)|main (?:point|idea|reason|tool)|in other words|note that|keep in mind|don't forget|the (?:trick|answer|price|difference|reason|problem|idea|rule|law|result|point) is|this is why|that is why|because|therefore|means that|in summary)\b|重点|重要|注意|记住|考试|期末|关键|核心|必须|总之|因此|所以|原因|取决于|区别|解决的办法|本质上|实际上是|也就是|就是说|结论|定理|性质|条件/iu;
const definition =
	/\b(?:(?:is|are) (?:called|defined as|known as)|we call|refers? to|means|stands for|is an? \p{L}+ (?:that|which|of|to|in)|consists? of)\b|叫做|称为|称作|称之为|是指|指的是|定义|所谓|是一种|就是/iu;
const question =
	/[?？]\s*$|^(?:where|what|why|who|when|how|which|is|are|do|does|did|can|could|have|has|any|anyone)\b(?!.*[.,]).*$|[吗呢]\s*[。.]?$/iu;
const talk =
	/\b(?:good (?:morning|afternoon|evening)|hello|welcome back|can (?:you|everybody|everyone) (?:hear|see)|hear me|(?:the|these|my) slides?|see you|thank you|thanks|any questions|hands up|let me (?:give|show|just|get)|that's it|time for|after class|by the way|believe me|i (?:once|remember|don't know|promise|hope|guess|think|went|had|was|have a)|my (?:father|mother|grandmother|grandfather|brother|sister|wife|husband|own|shower)|when i was)\b|早上好|下午好|大家好|同学们好|听得?见|上课|下课|谢谢|有问题|举手|时间差不多|差不多就到|下节课见|下周见|哈哈|我(?:当年|昨天|第一次|上学期|记得|去看)|大家(?:想一?想|可以想象|平时|可能)|发到群|投影|静音|不错。?$|很简单。?$|想象一下|好像|就好比/iu;
const vague = /^(?:it|this|that|they|he|she|those|these|there)\b|^(?:这|那|它|他|她)(?!种|个|些|条|次)/iu;
const figure =
	/\d|%|\b(?:percent|hundred|thousand|million|billion|twice|double)\b|[一二三四五六七八九十百千万亿几](?:年|倍|公里|毫秒|微秒|分之|度|元|吨|米)|两倍|平方/iu;
const announcement =
	/\b(?:today (?:we|i)|next,? we|let's|let us|moving on|we (?:now )?(?:turn|come|move on) to)\b|(?:今天|接下来|下面|然后|再)(?:我们)?(?:再)?来(?:讲|看|学|说)/iu;
const example =
	/\b(?:for example|for instance|imagine|suppose|say,|think of it|it is (?:a bit )?like)\b|比如|例如|举个例子|假设/iu;

/** What the wording of a sentence says of its use as a note, apart from its subject. */
export type Cues = {
	readonly importance: boolean;
	readonly definition: boolean;
	readonly question: boolean;
	readonly talk: boolean;
	readonly vague: boolean;
	readonly figure: boolean;
	readonly example: boolean;
	readonly announcement: boolean;
};

export const cuesOf = (text: string): Cues => ({
	importance: importance.test(text),
	definition: definition.test(text),
	question: question.test(text),
	talk: talk.test(text),
	vague: vague.test(text),
	figure: figure.test(text),
	example: example.test(text),
	announcement: announcement.test(text)
});

const strongOpening =
	/^(?:(?:so|okay|ok|alright|all right|well|and|right|then|now),? )*(?:today(?:'s)? |next,? (?:we|i|let|topic|point|up|comes?)|(?:now,? )?let(?:'s| us) (?:move|turn|look at|talk|start|go on|begin|continue|come|see how|discuss)|now,? (?:we|i) (?:are|will|turn|move|come|look|want|go|start)|now,? (?:what about|the (?:second|third|next|last))|moving on|we (?:now )?(?:turn|move on|come) to|in the (?:second|third|fourth|next|last|final) (?:stage|part|step|half|phase|section)|the (?:second|third|fourth|next|last|final) (?:part|stage|step|topic|section)\b|to (?:sum up|summarise|summarize|conclude)|in (?:summary|conclusion)|a better way|one more thing|let me (?:now )?(?:turn|move))|^(?:好的?|那么?|嗯|所以|然后|最后)?[，,]?(?:今天(?:我们)?(?:来|要|讲|学)|接下来|下面(?:我们)?(?:来|看|讲|说)|下一个|我们(?:再|接着|现在|然后|先)?来(?:再)?(?:看|讲|学|说|讨论|谈)|然后我们来|现在我们|再来看|最后(?:我们)?(?:来)?(?:说|看|讲|总结)|总结一下|进入下)/iu;
const weakOpening =
	/^(?:(?:so|okay|ok|alright|well|and|now),? )*(?:first|second|third|finally|another|another important|what about|on the other hand|let me give you|coming back|now\b)|^(?:好的?|那么)[，,]|^(?:首先|其次|另外|第[二三四五]|最后|还有一)/iu;

/** How much the first words of a sentence, not yet cleaned, sound like the opening of a new subject: 0 to 1. */
export const openingOf = (text: string): number =>
	strongOpening.test(text.trim()) ? 0.8 : weakOpening.test(text.trim()) ? 0.4 : 0;
