/*
 * What kind of answer a question wants, from its wording in folded text. One question may want several: "when is the
 * homework due" wants tasks and a time.
 */

const patterns = {
	tasks:
		/\b(?:home ?work|assignments?|problem sets?|exercises?|course ?work|to-?dos?|tasks?|due|deadlines?|hand(?:ed)? (?:\w+ )?in|submit|submitted|turn(?:ed)? (?:\w+ )?in|readings? for|(?:have|need|supposed|ought|want us|us|expected) to|must (?:we|i)|(?:should|must|shall|do|can) (?:we|i) (?:do|read|prepare|bring|install|sign|watch|hand|submit|revise|learn|wear|upload)|sign(?:-| )?up|register|bring|prepare)\b|作业|习题|练习|任务|布置|截止|提交|(?:怎么|什么时候|哪天|交到?哪|最晚).{0,6}交|交(?:给|到)?(?:谁|哪)|要(?:做|读|看|写|带|准备|预习|背|交)|(?:下节?课|下次课?|课前|课后|回去|周末).{0,6}(?:要|得|需要).{0,4}[看读做带背写学]|预习|准备(?:什么|啥)|带(?:什么|啥)|让我们|报名|组员|去哪(?:里|儿)?(?:拿|领|取)/,
	exams:
		/\b(?:exam(?:ination)?s?|mid-?terms?|finals?|quiz(?:zes)?|tests?)\b|考试|期中|期末|测验|小测|补考|考(?:不考|到|哪|什么|啥|几|多久|多长|点)|不考|怎么考|统考|考场/,
	when: /\bwhen(?:'s)?\b(?! (?:it|you|we|i|they|he|she|an?|one|something|someone|people|my|the \w+ \w+s)\b)|\bwhat (?:date|day|time|year|hour)\b|\bwhich (?:day|date|year|month|week)\b|\b(?:deadline|due)\b|什么时候|何时|啥时候|几号|几点|哪(?:一)?[天年月日周]|星期几|周几|日期|时间(?=$|[是在呢吗啊?？,，。 ])|截止|最晚/,
	where:
		/\bwhere(?:'s)?\b|\b(?:which|what) (?:room|building|place|country|city|continent|website|page)\b|(?<![考讲学]到)哪里|哪儿|在哪|去哪|交哪|哪间|哪个(?:教室|楼|国|地方|城市)|什么地方|地点|教室/,
	room: /\b(?:which|what) (?:room|building|place|hall)\b|教室|地点|哪间|考场/,
	origin: /哪(?:里|国|儿)的?人|\bwhere (?:is|was) \w+ (?:from|born)\b|\bnationality\b/,
	who: /^(?:and |but |so |do (?:we|you) know |can you (?:tell|say) (?:me )?)?(?:by |to )?who(?:'s|se|m)?\b(?! (?:counts?|qualif\w+|belongs?|can|may|needs?|gets?|has to|must|are)\b)|, who\b|\bwhich (?:person|scientist|man|woman|author|economist|professor)\b|\bauthor of\b|(?<!找|给|跟|向|问)谁|哪位|哪个人|什么人/,
	amount:
		/\bhow (?:many|much|long|often|big|large|high|tall|far|fast|thick|wide|old|heavy|deep|acidic|hot|cold|strong|likely|small)\b|\bwhat (?:share|percentage|percent|proportion|fraction|number|size|rate|length|weight|amount|age)\b|\b(?:size|length|number|word limit|limit) (?:of|for)\b|\bin (?:%|percent|per cent|meters?|metres?)|多少|几(?!乎|何|十|百)|多大|多长|多高|多快|多久|多远|多重|占(?:多|几)|(?:分|比例|比率)是/,
	meaning:
		/\bwhat(?:'s| is| are| was| were|s)\b|\b(?:mean|means|meaning|define|definition|explain|explanation|stand for|called|difference between|term for)\b|什么(?:是|叫)|是(?:什么|啥|指)|什么(?:意思|东西|样)|(?:指|叫)(?:的是)?(?:什么|啥)|定义|解释|怎么理解|含义|概念|意思/,
	share:
		/\b(?:percent|per cent|percentage|proportion|share of|fraction)\b|%|\bhow much\b.{0,80}\b(?:grade|mark|count)s?\b|占.{0,4}(?:多少|几)|比例|百分之几/,
	duration: /\bhow long\b|多久|多长时间|多少(?:天|年|分钟|小时)/,
	why: /\bwhy\b|\bhow come\b|\breason\b|为什么|为何|原因|凭什么|怎么会/,
	how: /\bhow (?:do|does|did|is|are|can|to|would|should)\b|怎么|如何|怎样|咋/
} as const;

export type Wanted = keyof typeof patterns;

export const wantedNames = Object.keys(patterns) as Wanted[];

/** What a question wants to be told. */
export const wantedOf = (folded: string): ReadonlySet<Wanted> =>
	new Set(wantedNames.filter((wanted) => patterns[wanted].test(folded)));

/** Which exam is spoken of: a question about the final is not answered by the date of the midterm. */
const exams: readonly [string, RegExp][] = [
	['midterm', /\bmid-? ?terms?\b|期中/],
	['final', /\bfinals?\b(?! (?:good|goods|that|mean|means|and services))|期末/],
	['quiz', /\bquiz(?:zes)?\b|小测|小考/],
	['makeup', /补考/]
];

export const examsIn = (folded: string): string[] =>
	exams.filter(([, pattern]) => pattern.test(folded)).map(([name]) => name);
