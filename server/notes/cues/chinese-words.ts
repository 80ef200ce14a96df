import { soundOf } from './homophones.ts';

/*
 * What was said in Chinese, as the signs expect it: without spaces, one comma for all marks, words that a recogniser takes for
 * others of the same sound put right.
 */

const keyWords = `
考试 期中 期末 小测 测验 补考 口试 笔试 考卷 试卷 卷子 大纲 考纲 考点 必考 不考 要考 会考 只考 开卷 闭卷 考场 出题 大题 选择题 名词解释
作业 习题 练习 报告 论文 笔记 预习 复习 提交 上交 上传 要交 交给 交到 作品 报名 注册 登记 材料 表格 问卷 视频 短片 代码 草稿 初稿 提纲
方案 合同 课文 章节 单词 词汇 幻灯片 截止 为止 之前 以前 提前 下次 下节课 下周 下课 上课 停课 调课 补课 加课 课后 课下 课前 课代表 习题课
复习课 今晚 明天 后天 周末 星期 礼拜 周一 周二 周三 周四 周五 周六 周日 记得 别忘 忘了 务必 必须 准备 打印 下载 安装 签名 名字 盖章 整理
总结 完成 教务处 助教 学委 老师 同学 大家 每人 小组 背下来 要背 背熟 背诵 默写 熟记 牢记 要求 掌握 范围 推导 带来 课本 教材 画板 取消
推迟 改到 挪到 换到 教室 办公时间 答疑 如果 要是 假如 当时 那时候 去年 以后 时候 现在 黑板 分钟 不用 不必 不需要 用不着 没有 布置 可惜 愿意
参加 集合 晚上 早上 中午 下午 倒背如流 写完 做完 看完 读完 填好 关闭 回去 回家 听写 抽查 邮件 申请 安排 地点 时间 录像 题目 什么 咱们 我们
你们 他们 师兄 上一届 自己 每天 每周 讨论 超纲 资料 字典 词典 计算器 监考 准考证 平时分 抽签 面试 上机 机房 意思 大学 注意 明白 检验 侵权
检查 订正 研讨 研讨课 实验课 讨论课 选修课 信箱 邮箱 手册 单元 随堂 停上 补一次课 复试 都带 写作业 交作业
`
	.trim()
	.split(/\s+/u);

/** What sounds like a key word and is a word of its own. */
const ownWords = new Set(
	'交道 要教 教给 不靠 会靠 要靠 只靠 时见 师间 世间 试点 中点 终点 报明 提到 课体 科目 大加 下棋 之钱 打家 同雪 夜里 之间 时下 现再 每项 每夜 没油 要叫 叫给 不烤 要烤 会烤 只烤 北京 必备 准备'.split(
		' '
	)
);

/** By each character of a key word: the word, and where in it the character stands. */
const places = Map.groupBy(
	keyWords.flatMap((word) => Array.from(word, (character, at) => ({ word, character, at }))),
	({ character }) => character
);

/** Characters of a window that are those of a key word, where all others sound like them; 0 where one does not. */
function sameIn(window: string, word: string): number {
	let same = 0;
	for (let at = 0; at < word.length; at++) {
		const [heard = '', meant = ''] = [window[at], word[at]];
		if (heard === meant) same++;
		else if (soundOf.get(heard) === undefined || soundOf.get(heard) !== soundOf.get(meant)) return 0;
	}
	return same;
}

const known = new Set(keyWords);

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Which characters stand in words that the dictionary knows; a recogniser's slip hardly ever does. */
function inWords(text: string): boolean[] {
	const known: boolean[] = [];
	for (const { segment } of segmenter.segment(text))
		for (let at = 0; at < segment.length; at++) known.push(segment.length > 1);
	return known;
}

/** Key words of which some characters were taken for others of the same sound, put right; the rest stays as it is. */
function mended(text: string): string {
	const characters = text.split('');
	let isWord: boolean[] | undefined;
	for (let from = 0; from < text.length; from++) {
		for (const { word, at } of places.get(text[from] ?? '') ?? []) {
			const start = from - at;
			const window = characters.slice(Math.max(0, start), start + word.length).join('');
			if (start < 0 || window.length !== word.length || known.has(window) || ownWords.has(window)) continue;
			const same = sameIn(window, word);
			if (same === 0 || same * 2 < word.length) continue;
			isWord ??= inWords(text);
			if (
				Array.from(word).some(
					(character, index) => isWord?.[start + index] && text[start + index] !== character
				)
			)
				continue;
			for (const [index, character] of Array.from(word).entries()) characters[start + index] = character;
		}
	}
	return characters.join('');
}

/** Single characters that are heard for one of a phrase. */
const phrases: readonly (readonly [RegExp, string])[] = [
	[/[烤拷](?![肉鸭箱炉羊鱼火串土干])/gu, '考'],
	[/(\d|[一二三四五六七八九十])[好浩毫皓](?=[之以前交下上早晚中的，]|$)/gu, '$1号'],
	[/(\d|[一二三四五六七八九十两])[店典电](?=[半之以前整钟开到，]|$)/gu, '$1点'],
	[/星[其期七][期其]?([一二三四五六日天])/gu, '星期$1'],
	[/星[其七](?=[之前后])/gu, '星期'],
	[/星其[内其期]/gu, '星期'],
	[/(?:药|耀)(?=[背交考带写做看读买求用听记会准])/gu, '要'],
	[/吧(?=[这那第你我它题书课单作提每材例自报没])/gu, '把'],
	[/(?:克|刻|棵|客)(?=代表|后|前|本|堂|件)/gu, '课'],
	[/(?<=[上下停补调加节次堂这听])(?:克|刻|棵|客)(?!服|人|观)/gu, '课'],
	[/(?<=[必要会])靠(?=[这那到选大填])/gu, '考'],
	[
		/(?<=[\d一二三四五六日天的讨验题修])(?:克|刻|棵|客)(?=就?(?:改|不|停|取消|推|提前|换|挪|调|移|照|没|暂))/gu,
		'课'
	],
	[/(?<=课就?)不[伤商尚赏](?=了|$|，)/gu, '不上'],
	[/(?<=卷子?上?)会[友油又右]/gu, '会有'],
	[/[教叫脚](?=上来)/gu, '交'],
	[/永不[着找]/gu, '用不着'],
	[/左[页业夜叶]|做业|坐业/gu, '作业'],
	[/叫道|交道(?=教|办|老师|课|学)/gu, '交到']
];

export function chineseOf(text: string): string {
	const marks = text
		.toLowerCase()
		.replace(/\s+/gu, '')
		.replace(/(?<![?？])[?？]+$/gu, '吗？')
		.replace(/[^\p{L}\p{N}？]+/gu, '，')
		.replace(/^，|，$/gu, '');
	return phrases.reduce((plain, [from, to]) => plain.replace(from, to), mended(marks));
}
