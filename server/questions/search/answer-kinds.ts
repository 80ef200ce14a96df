import { countries } from './countries.ts';

/*
 * Kinds of answers that show in the words of a line: what a question says when it asks for one, and what a line has that
 * tells one. Both in folded text.
 */
type Kind = { readonly asked: RegExp; readonly told: RegExp };

const kinds: readonly Kind[] = [
	/* A time of day. */
	{
		asked: /\bwhat time\b|几点/u,
		told: /o'?clock|\b[ap] ?\.?m\b|noon|midnight|half past|quarter|\bat (?:\w+)(?: (?:thirty|fifteen|ten|in the)|$|[,.])|from \w+ to|点|:\d\d/u
	},
	/* A day. */
	{
		asked: /\bwhat (?:date|day)\b|\bwhich (?:date|day)\b|几号|哪(?:一)?天|哪(?:一)?日|星期几|周几/u,
		told: /day\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|[号日]|周[一二三四五六日天末]|星期|今天|明天|天晚上/u
	},
	/* A year. */
	{
		asked: /\b(?:what|which) year\b|哪(?:一)?年|几几年/u,
		told: /\b(?:1\d|20)\d\d\b|\b(?:sixteen|seventeen|eighteen|nineteen|twenty) (?:\w+)|two thousand|hundred|[零一二三四五六七八九十\d]年|世纪|年代/u
	},
	/* The length of a text. */
	{
		asked:
			/\bhow long (?:should|does|must|is|has|will)\b.{0,30}\b(?:report|essay|paper|proposal|text|summary|diary|article)\b|\bhow many (?:pages|words)\b|\bword (?:limit|count)\b|多少字|几页|多少页|字数/u,
		told: /\b(?:pages?|words?|lines?|sides?)\b|[百千零一二三四五六七八九十\d]字|页/u
	},
	/* A price. */
	{
		asked:
			/\bhow much (?:does|did|do|is|was)\b.{0,40}\b(?:cost|price|fee|pay)|\bprice of\b|多少钱|几块钱|学费|费用|门票/u,
		told: /\b(?:pounds?|dollars?|euros?|cents?|francs?|cost|free)\b|[£$€]|元|块|两|[万亿]|免费|钱/u
	},
	/* A room. */
	{
		asked:
			/\b(?:which|what) (?:room|building|hall)\b|\bwhat's the room\b|哪(?:个|间)?教室|几号楼|哪栋|哪个楼|考场/u,
		told: /\b(?:room|hall|auditorium|building|basement|theatre|theater|floor)\b|教室|[楼栋]|教[一二三四五六七八九\d]|[零一二三四五六七八九]{3}/u
	},
	/* An address for letters. */
	{ asked: /\be-?mail (?:address|of)\b|邮箱(?:是|多少)/u, told: /@|\bat .{1,80} dot\b|邮箱是/u },
	/* Points of a mark. */
	{
		asked:
			/\bhow many (?:points|marks)\b|\bhow much .{0,60}(?:worth|grade|mark)|多少分(?!钟)|几分(?!钟)|占(?:总成绩)?.{0,3}(?:多少|几|百分)/u,
		told: /\b(?:points?|marks?|per ?cent|percentage|half|third)\b|%|百分之|[零一二三四五六七八九十百\d]分(?!钟|之)|[填择算明题][零一二三四五六七八九十百\d]+/u
	},
	/* A length of time. */
	{
		asked:
			/\bhow long\b(?!.{0,40}\b(?:report|essay|paper|proposal|text|article|assignment)\b)|多久|多长时间|几分钟|多少分钟|几个?小时|几天|多少天/u,
		told: /\b(?:milli)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|century|centuries|decades?)\b|[秒天年月周]|分钟|小时|星期|from \w+ (?:in .{1,20} )?to\b/u
	},
	/* Whether something is allowed. */
	{
		asked:
			/^(?:can|may|could) (?:we|i|you|it)\b|\ballowed\b|\bis it (?:ok|okay|fine)\b|\bopen book\b|可不可以|能不能|可以.{0,12}吗|能.{0,10}吗|开卷/u,
		told: /\b(?:may|can|can't|cannot|not|no|allowed|permitted|without|bring|only|fine|do|open|closed)\b|可以|不许|不能|不得|不准|不行|允许|禁止|能|都行|闭卷|开卷|[不别]/u
	},
	/* A colour. */
	{
		asked: /\b(?:what|which) colou?rs?\b|什么颜色|几种颜色/u,
		told: /\b(?:red|green|blue|yellow|black|white|orange|brown|pink|purple|grey|gray|violet)\b|[红绿蓝黄黑白橙棕粉紫灰]/u
	},
	/* A temperature. */
	{
		asked: /\b(?:what|which) temperatures?\b|\bhow (?:hot|cold|warm)\b|多少度|几度|什么温度/u,
		told: /\bdegrees?\b|°|度/u
	},
	/* A country. */
	{ asked: /\b(?:which|what) (?:country|nation)\b|哪(?:个|一个)?国家?(?!的?人)/u, told: countries },
	/* Where somebody is from. */
	{ asked: /哪(?:里|国|儿)的?人/u, told: /[国省市县州]人|来自|出生|生于|籍/u }
];

/** Kinds of answers that a question asks for, by their numbers. */
export const kindsAsked = (question: string): readonly number[] =>
	kinds.flatMap(({ asked }, at) => (asked.test(question) ? [at] : []));

/** Whether a line tells an answer of a kind. */
export const tellsKind = (line: string, kind: number): boolean => kinds[kind]?.told.test(line) ?? false;
