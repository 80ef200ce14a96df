import { cueOf, type Cue } from '../../notes/cues/cue.ts';
import { cleaned } from '../../notes/extractive/clean.ts';
import { definedTerm } from '../../notes/extractive/definitions.ts';
import { namedDays } from '../../text/days.ts';
import { stemOf } from '../../text/words.ts';
import { searchTermsOf, type ReadText } from '../../text/search-text.ts';
import { examsIn } from './asked-for.ts';

/** What is known of a line of the transcript, apart from any question. */
export type LineFacts = {
	readonly text: string;
	readonly folded: string;
	readonly terms: ReadonlySet<string>;
	readonly cue: Cue | undefined;
	/** Terms of what the line defines; empty when it defines nothing. */
	readonly defines: ReadonlySet<string>;
	readonly hasTime: boolean;
	/** A room, a building, or where things are handed in. */
	readonly hasPlace: boolean;
	/** Any place at all. */
	readonly hasPreposition: boolean;
	readonly hasNumber: boolean;
	/** What its numbers count: stems of the words behind them, or single Chinese characters. */
	readonly numberedWords: ReadonlySet<string>;
	/** Words of names, folded; undefined where a transcript without capitals does not show them. */
	readonly names: readonly string[] | undefined;
	readonly hasDuration: boolean;
	readonly hasOrigin: boolean;
	readonly hasShare: boolean;
	readonly hasReason: boolean;
	/** Goes on about what the line before it is about: "it is due on Friday". */
	readonly goesOn: boolean;
	readonly exams: readonly string[];
	/** Speaks of an exam, whichever. */
	readonly isAboutExam: boolean;
};

const time =
	/\b(?:o'?clock|[ap] ?\.?m|noon|midnight|morning|afternoon|evening|tonight|tomorrow|half past|next (?:week|time)|weekend|century|(?:19|20|18|17|16)\d\d|nineteen|eighteen (?:\w+)|seventeen (?:\w+)|two thousand|class|seventies|eighties|nineties|sixties|moves? (?:from|to))\b|[年月号点周]|世纪|明天|下次|星期|上午|下午|晚上|改到|补到/;
const place =
	/\b(?:room|hall|auditorium|building|basement|portal|office|website|site|page|library|box|online|forum|by e-?mail|through git|campus|theat(?:er|re))\b|教室|楼|室|平台|馆|办公室|邮箱|网页|群里|系办|班长|前面|委员|在[^，。]{1,8}(?:建|设|成立|举行|造|修)|割|[一二三四五六七八九十]教|教[一二三四五六七八九零\d]|[零一二三四五六七八九]{3}(?![年零一二三四五六七八九])/;
const preposition =
	/\b(?:in|inside|within|at|on|from|between|through|along|into|out of|under|around)\b|[在从由里中到自]/;
const reason =
	/\b(?:because|since|so that|therefore|that's why|which is why|due to|the reason)\b|因为|所以|由于|为了|原因|不然|就是因为|才/;
const duration =
	/\b(?:milli)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|ninety minutes|round|from \w+ (?:in .{1,20} )?to)\b|秒|分钟|小时|天|[年月周]/;
const origin = /[国省市县州]人|来自|出生|生于|籍|\b(?:born|from|native|scottish|\w+ian|\w+er) /;
const share =
	/\b(?:per ?cent|half|third|quarters?|fraction|points?|marks?)\b|%|百分之|分之|一半|[零一二三四五六七八九十百\d]分(?!钟|之)|[填择算明题][零一二三四五六七八九十百\d]+/;
const exam =
	/\b(?:exam(?:ination)?s?|mid-?terms?|quiz(?:zes)?|class test|test is|tests?)\b|考试|期中|期末|测验|小测|统考|闭卷|开卷|卷子|(?:不|都|会|还|要|必)考/;
const surnames =
	'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭鲁韦马苗方俞任袁柳鲍史唐费岑薛雷贺倪汤罗毕郝邬安常于傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米贝明臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童颜郭梅盛林钟徐邱高夏蔡田樊胡凌霍虞万柯卢莫房解丁邓洪包左石崔吉龚程裴陆荣翁段曾詹溥慈谭容黎';
const chineseName = new RegExp(
	String.raw`·|老师|教授|先生|(?!周[一二三四五六日天末])[${surnames}]\p{Script=Han}{1,2}(?=[在的是一于当说提发写证解翻创办从带考为把也就等和与、，联本后接占有二到想上当改设死修做])|[尔斯特拉莱布尼茨柯西洛罗勒格威廉姆杰拜伊阿鲍普伯努利欧波哈夫曼卢恩麦克劳黎芝赫顿兰迪查泰]{3,}|牛顿|欧拉|柯西|泰勒|黎曼|罗尔|卢恩|鲍尔|高斯`,
	'gu'
);
const chineseNames = (text: string): string[] => text.match(chineseName) ?? [];
const latinName = /(?<=[\p{Ll},] )(?!I\b|I')\p{Lu}[\p{L}'’-]+/gu;
const noName =
	/^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)/u;

const goesOn =
	/^(?:(?:and|so|but|because|also|now|well|then|in fact|by the way)\b[,\s]*)*(?:it|its|it's|that|that's|this|these|those|they|they're|their|he|she|his|her|him|the (?:first|second|last|other|latter|former|idea|thing)|both|at first|after that|before that|there)\b|^(?:所以|那么|那|而|而且|但是|不过|因为|后来|也|就是|并且|另外|还有)*[，,]?(?:这|那|它|他|她|其|两者|前者|后者|此|一开始|当时)/u;

export function factsOf(text: string, readText: ReadText): LineFacts {
	const read = readText(text);
	const plain = cleaned(text);
	const defined = definedTerm(plain);
	const names = [...text.matchAll(latinName)].filter(([name]) => !noName.test(name));
	const isCased = /\p{Lu}/u.test(text) || /\p{Script=Han}/u.test(text);
	return {
		...{ text, folded: read.text, terms: new Set(searchTermsOf(read)) },
		cue: cueOf(plain),
		defines: new Set(defined === undefined ? [] : searchTermsOf(readText(defined))),
		hasTime: time.test(read.text) || namedDays(text).length > 0,
		hasPreposition: preposition.test(read.text),
		hasPlace: place.test(read.text),
		hasNumber: read.numbers.length > 0,
		numberedWords: new Set(read.numbers.flatMap(({ end }) => wordsBehind(read.text.slice(end)))),
		names: isCased ? [...names.map(([name]) => name.toLowerCase()), ...chineseNames(read.text)] : undefined,
		hasShare: share.test(read.text),
		hasOrigin: origin.test(read.text),
		hasDuration: duration.test(read.text),
		hasReason: reason.test(read.text),
		goesOn: goesOn.test(read.text),
		exams: examsIn(read.text),
		isAboutExam: exam.test(read.text)
	};
}

/** Of a number: the next three words, or the next two Chinese characters. */
const wordsBehind = (rest: string): string[] => [
	...(/^\s*(?!分钟)(\p{Script=Han}{1,2})/u.exec(rest)?.[1] ?? ''),
	...(
		rest
			.match(/^(?:[\s-]+[a-z]+){1,4}/u)?.[0]
			.trim()
			.split(/[\s-]+/u) ?? []
	).map(stemOf)
];
