/* Words of questions that say nothing of their subject, and words that say little of it. */

const listed = (words: string): string[] => words.trim().split(/\s+/u);

const empty = listed(`
a about again all also an and any anybody anyone anything are as at be because been before being but by can come comes coming could
did do does doing don't done else ever every everything exactly explain for from get gets getting go goes going got had has have
he her here him his how i if in into is isn't it it's its just kind know like lot many may me mean meaning means meant might
more most much must my need no not of off on one or our out over please professor say says said lecturer teacher
shall she should so some somebody someone something sort supposed tell than that that's the their them then there these they thing things this
those to too up us was we were what what's whats when when's where where's which who who's whom whose why will with would you your
called name term define definition describe understand does ought want wants really actually exactly quite s t d ll re ve m
am pm o'clock lecture today class let make makes use used using happen happens happened way give gives given take takes took put
think thought work works explained explaining pls plz please whether okay ok yes mentioned mention date`);
const emptyWords = new Set(empty);
export const isEmptyWord = (surface: string): boolean => emptyWords.has(surface);

/** "long" in "how long": it asks, and is not what is asked about. */
export const isMeasure = (text: string, start: number, surface: string): boolean =>
	/\bhow $/u.test(text.slice(Math.max(0, start - 4), start)) && !/^(?:come|is|are)$/u.test(surface);

/** How much of its rarity in the lecture a word counts: words of everyday speech say less of a subject. */
export const shareOf = (zipf: number): number => Math.min(1, Math.max(0.35, 1.6 - zipf * 0.2));

/** Chinese words of asking, longest first: they are taken out of a question. */
const asking = listed(`
是什么意思 什么意思 是什么样的 什么样的 什么样 是什么东西 什么东西 是怎么回事 怎么回事 什么时候 什么地方 什么是 什么叫 叫什么 是什么 指什么 指的是什么 指的是 有什么 什么 为什么 为何
怎么理解 怎么样 怎么办 怎么 怎样才算 怎样 如何 多少 多久 多长时间 多长 多大 多高 多快 多远 几个 几次 几号 几点 几天 几年 几月 几种 几位 几岁 几分 到几 哪一天 哪一年 哪一个 哪一 哪个 哪些 哪位 哪里 哪儿 哪天 哪年 哪间 哪国 哪两 哪种
解释一下 解释 定义 含义 意义 概念 意思 说说 讲讲 介绍一下 介绍 请问 是啥 啥意思 指啥 哪几 最先 最早 最初 最后 日期 星期几 礼拜几 周几 算出来 出来 大概 具体 真的 真正 说清楚 老师说 一般 通常 总共 一共 大家 自己 分别 各是 各自 为啥 咋样 咋回事 咋办 咋 为何 老师 我们 咱们 同学 有没有 是不是 能不能 可不可以 要不要 会不会 用不用 可以 需要 应该 必须
干什么用 干嘛用 拿来干嘛 干嘛 干吗 干什么 有什么用 啥时候 有啥 的话 时候 东西 这节课 这堂课 今天 本节课 课上 提到 讲到 说到 说的 一下 到底 究竟 关于 告诉
一个 时间 地点 一种 一次 这个 那个 这些 那些 其中 以及 还是 或者 真正 样的 才算 算是 叫做`);
const askingPattern = new RegExp([...new Set(asking)].sort((a, b) => b.length - a.length).join('|'), 'gu');
const askingCharacters = new Set(
	'是的了和与在有吗把被让给从对到去来我你他她它们这那就都也还又再很最个里上下会用做为所以其及等着过得地几不没将于由如且并而或跟叫指说讲看想拿才啥咋呢吧啊呀哪谁能要占怎么何多嘛'.split(
		''
	)
);
/** What stands for the answer: 几层, 多少米, 哪座. */
const slot =
	/(?:第几|哪几|几|多少)(?!乎|何)(?:[个位只条道座层间章节题次种张本部篇号点天年月度米里岁人页字分秒届代台辆艘颗粒把])?|哪(?:一|两|些)?[个位只条道座层间章节题次种张本部篇号点天年月家所国类]?/gu;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** A Chinese question without the words of asking: stretches of what it is about, each cut into words. */
export function stretchesOf(han: string): string[][] {
	const stretches: string[][] = [[]];
	const rest = han
		.replace(slot, ' ')
		.replace(askingPattern, ' ')
		.replace(/(?<=\p{Script=Han})了(?!解)/gu, ' ');
	for (const piece of rest.split(/\s+/u).filter(Boolean)) {
		for (const { segment } of segmenter.segment(piece))
			if (askingCharacters.has(segment)) stretches.push([]);
			else stretches.at(-1)?.push(segment.length === 2 ? segment.replace(/^[要能会可得]/u, '') : segment);
		stretches.push([]);
	}
	return stretches.filter((words) => words.length > 0);
}

const lightHan = new Set(
	listed(
		`时间 地点 区别 关系 作用 原因 方法 部分 内容 第一 开始 发明 发现 提出 写的 为止 一共 总共 最晚 最早 当时 后来 现在 以前 以后 之前 之后 安排 准备 下次 上次 下节 周末 这周 下周 老师 学校 大家 同学 可能 重要`
	)
);
export const shareOfHan = (pair: string): number => (lightHan.has(pair) ? 0.45 : 1);
