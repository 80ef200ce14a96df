const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter(Boolean));

/** Words that join other words, and words that any lecture says whatever it is about. */
export const stopWords = list(`
a about above actually after again against all almost alone along already also although always am among an and
another any anybody anyone anything anyway are around as ask at away back basically be became because become been
before behind being below between big bit both but by call called came can cannot come comes could course did do
does doing done down during each either else enough even ever every everybody everyone everything exactly example
far few find first for from further gave get gets getting give gives go goes going gone gonna good got had happen
happened happens hard has have having he hear hello help her here hers herself hi him himself his hold honestly how
however i idea if important in inside instead into is it its itself just keep kind know known last later learn least
less let like likely little live long look looked looking looks lot made make makes many may maybe me mean means
might mind mine more most mostly much must my myself name near need needs neither never new next nice no nobody none
nor not note nothing now of off often oh ok okay old on once one ones only or other others otherwise ought our ours
ourselves out outside over own part people perhaps place please point possible pretty probably problem put quite
rather really remember right said same saw say saying says second see seems seen set several shall she should show
shows simple simply since slow small so some somebody someone something sometimes soon sort stage start started still
stop such suppose sure take taken takes talk talked talking tell than thank thanks that the their theirs them
themselves then there therefore these they thing things think third this those though thought three through thus
time times to today together told too took toward tried try trying turn turns twice two under until up upon us use
used uses using usually very want wants was way ways we week welcome well went were what whatever when where whether
which while who whole whom whose why will with within without wonderful word words work works would wrong year years
yes yesterday yet you your yours yourself
one two three four five six seven eight nine ten hundred thousand million billion half percent
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december morning afternoon evening tonight tomorrow
question questions answer slide slides lecture class course chapter homework assignment exam everybody guys
ll ve re don't doesn't didn't isn't aren't wasn't won't can't couldn't wouldn't it's that's there's let's i'm you're
we're they're i've you've we've i'll we'll you'll they'll he's she's what's who's
`);

/** The same for Chinese, as the word segmenter gives them; single characters that carry no subject of their own. */
export const cjkStopWords = list(`
的 了 在 是 我 有 和 就 不 人 都 一 上 也 很 到 说 要 去 你 会 着 没 看 好 自己 这 那 它 他 她 们 个 把 被 让 给 对
从 向 跟 与 及 或 但 而 且 则 所 以 为 之 其 此 每 各 某 些 吗 呢 吧 啊 呀 哦 嗯 呃 嘛 哈 哈哈 里 面 中 下 前 后 间 时
再 又 还 才 只 更 最 太 真 来 过 起 出 能 可 想 做 讲 叫 用 走 拿 用 问 答 听 写 读 多 少 大 小 长 高 几 两 二 三 四 五
六 七 八 九 十 百 千 万 亿 第 次 点 种 块 条 张 位 件 样 当 等 并 于 地 得 者 本 该 由 如 若 非 无 未 已 曾 将 正 比 像 请
我们 你们 他们 它们 大家 同学 同学们 老师 自己 这个 那个 这些 那些 这样 那样 这里 那里 这种 那种 这是 那是 什么 怎么
为什么 怎么样 哪里 哪个 多少 几个 一个 一下 一些 一种 一样 一起 一点 一直 一定 一次 两个 三个 第一 第二 第三 第四 今天 明天
昨天 现在 时候 以后 以前 之前 之后 后来 刚才 已经 正在 马上 立刻 开始 最后 首先 其次 然后 接下来 下面 上面 里面 外面
前面 后面 旁边 中间 因为 所以 但是 可是 不过 而且 或者 还是 如果 虽然 只要 只有 只是 就是 不是 也是 都是 还有 没有 可以
可能 应该 需要 必须 能够 会 不会 不能 不用 不要 知道 觉得 认为 看到 听到 说到 告诉 进行 通过 使用 利用 得到 成为 变成 出来
起来 过来 下去 下来 上去 进去 回来 非常 特别 比较 其实 实际 实际上 当然 比如 比如说 例如 就好像 好像 大概 差不多 基本上 基本 一般 通常
东西 事情 问题 情况 方面 地方 部分 办法 方法 意思 名字 例子 内容 上课 下课 课后 课本 上节课 这节课 节课 一章 这一 作业 考试 重点 注意 记住
每个 每次 所有 很多 许多 不同 相同 同样 各种 任何 其他 另外 另 别的 有点 有些 有的 简单 重要 学习 今年 去年 时间 年 月 日 号 周 对吧 那么 这么
想象 想一想 印象 等于 叫做 称为 所谓 是指 指 我来 来说 来看 再来 讲到 上学期 学期 下次 回去 提交 完成 阅读 完
`);
