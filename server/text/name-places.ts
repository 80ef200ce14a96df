import { squeezed, type Claim } from './claims.ts';

/*
 * Names that their form does not show, by the place where they stand: who did something, whose law it is. Only those of
 * which the source has nothing are claims; words for people in general are none.
 */

const deeds =
	'wrote|published|described|argued?s?|call(?:ed|s)|thought|thinks|propos(?:ed|es)|found|discover(?:ed|s)|show(?:ed|s)|isolated|invented|introduced|measured|prov(?:ed|es)|claim(?:ed|s)|suggest(?:ed|s)|believ(?:ed|es)|develop(?:ed|s)|formulated|said|says|explain(?:ed|s)|defin(?:ed|es)|demonstrated|observed|predicted|founded|painted|composed|derived|stated|noted|used|began|was born|died';
const english = new RegExp(
	String.raw`(?:^|[.!?:]\s+|\n)([A-Z][a-z]{2,}(?: [A-Z][a-z]+)?)(?='s |’s | (?:${deeds})\b)`,
	'gu'
);
const anyone =
	/^(?:The|This|That|These|Those|It|He|She|They|We|One|Today|What|Let|There|Who|Each|Many|Some|Most|People|Everyone|Nobody|Someone|Science|Nature|Experiments?|Stud(?:y|ies)|Results?|Evidence|Data|Research|Theory|\p{Lu}\p{L}+(?:ists?|ers?|ors?|ians?|ics|tion|ment|ness|ity))$/u;
const chinese =
	/(?:^|[，。；：年月日、\s])([\p{Script=Han}·]{2,6}?)(?=发表|提出|认为|主张|描述|写|提炼|发现|发明|称|证明|指出|建立|创立|设计|定义|解释|测量|预言|创作|推导|(?:会议|条约|定律|定理|方程|效应|原理|变换|算法|教授|先生|老师|革命))/gu;
const anyoneInChinese =
	/(?:家|者|人|们|员|生|师|界|书|论|法|们|上|中|里|时|后|前|的|了|是|在|个|这|那|我|他|她|它|实验|结果|研究)$|^(?:这|那|我|他|她|它|大|小|一|两|第|每|各|该|其)/u;

/** Characters that foreign names are written with, three in a row. */
const foreign =
	/[尔曼斯克特德夫基诺林顿姆伦格罗拉维弗洛伊齐默森逊茨纳巴卡莱瓦希蒙赫费谢恩凯奥布迪达里利亚·]{3,}/gu;

/** Names at the beginning of sentences and before a deed, of which nothing may be in the source. */
export const placedNameClaims = (text: string): Claim[] => [
	...[...text.matchAll(english)].flatMap(([, name = '']) => {
		const parts = name.split(' ').filter((part) => !anyone.test(part));
		return parts.map((part) => claim(part));
	}),
	...[...text.matchAll(foreign)].map(([name]) => inChinese(name)),
	...[...text.matchAll(chinese)].flatMap(([, name = '']) =>
		anyoneInChinese.test(name) ? [] : [inChinese(name)]
	)
];

const claim = (surface: string): Claim => ({
	surface,
	isIn: (source) => squeezed(source).includes(squeezed(surface))
});

/** Two characters in a row are enough: 维也纳 for 维也纳会议, 居里 for 居里夫人. */
const inChinese = (surface: string): Claim => ({
	surface,
	isIn: (source) => [...surface].slice(1).some((_, at) => source.includes(surface.slice(at, at + 2)))
});
