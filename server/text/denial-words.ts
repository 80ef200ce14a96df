import { stemOf } from './words.ts';

/** A word with the clause in which it stands. */
export type ClauseWord = {
	readonly word: string;
	readonly stem: string;
	/** `loose`: characters that the segmenter knows no word for. */
	readonly kind: 'content' | 'loose' | 'negation' | 'other';
	readonly clause: number;
};

export const isNegation = ({ kind }: ClauseWord): boolean => kind === 'negation';

const negations = new Set(
	`not never no none nothing nobody neither nor without cannot nowhere hardly rarely seldom barely scarcely dont doesnt didnt isnt
arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent hadnt mustnt neednt`.split(/\s+/u)
);
const softWords =
	/^(?:fail|lack|absen|prevent|avoid|unable|impossib|wrong|false|myth|mistake|misconception|instead|rather|except|unless|only|stop|refus|deny|denie|exclud|free|contrary|unlike|incorrect|prohibit|forbid)|^(?:un|non|in|im|dis)[a-z]{4,}|^(?:避免|防止|缺乏|缺少|失败|错误|误区|误解|除了|而是|反而|只有|只|免|禁止|停止|难以|才)/u;

/** Denies as well, in a word of its own: where it stands, nothing is certain. */
export const deniesSoftly = ({ word }: ClauseWord): boolean => softWords.test(word);

const phrases =
	/\bnot only\b|\bno matter\b|\bno problem\b|\bno doubt\b|\bwhy not\b|\bor not\b|\bno (?:more|less|later|fewer) than\b|\bnot to mention\b|\bif not\b|\b(?:do not|don't|dont|never) (?:forget|miss|worry)\b|\b(?:isn't|aren't|doesn't|don't|didn't|won't) (?:it|they|we|you)\b|\bno(?=,)|\b(?:can(?:no|')t) (?:stress|emphasi[sz]e)\b|不仅|不但|不光|不只|不过|不管|不断|不同|不等式|不妨|不少|不久|不一会|不然|不如|不得不|不动点|无论|无穷|无限|无理数|无线|没问题|没关系|非常|除非|是非|未来|未知|未必|莫非|别的|特别|分别|区别|个别|级别|类别|性别|差别|识别|判别|别忘了?|不要忘(?:记|了)?|能不能|会不会|要不要|对不对|好不好|可不可以|是不是|有没有|差不多|了不起|来不及|不客气|不外乎/gu;
const others = new Set(
	`a an the is are was were be been being do does did have has had can could will would shall should may might must to of in on at
it they we you he she that this these those any very really also just always ever all as by for with from and or need more than
much its their our your his her there here one two three four five six seven eight nine ten hundred thousand million exactly
under over into`.split(/\s+/u)
);
const clauseEnds =
	/[.,;:!?()\n，。；：！？、（）]|\b(?:because|but|although|though|while|whereas|since|if)\b|因为|所以|但是|但|虽然|而且|如果/gu;
const pieces = /[a-z]+(?:'[a-z]+)?|\p{Script=Han}+|\|/gu;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const chineseNegation =
	/^(?:都|也|就|还|并|从|绝|仍|却|而)?(?:不会|不能|不可以|不是|不要|不在|没有|不|没|无|未|别|勿)/u;
const fillers =
	/^(?:[都就也还]?[是有会能]|能够|可以|可能|应该?|需要|必须|一定|再|太|很|都|被|把|让|在|有|用|得|到|以|所|去|来|的|了|着|和|与|也|就|这个?|那个?|每|个|之间|时候|之前|之后|同时|大约|我们|大家|[年月日号点里中上下后前他她它])$/u;

/** The words of a text in order, negations apart from the rest. Set phrases with a negation that denies nothing are left out. */
export function wordsOfClauses(text: string): ClauseWord[] {
	const plain = text.toLowerCase().replaceAll('’', "'").replace(phrases, ' ').replace(clauseEnds, '|');
	const words: ClauseWord[] = [];
	let clause = 0;
	for (const [piece] of plain.matchAll(pieces)) {
		if (piece === '|') clause += 1;
		else if (/[a-z]/u.test(piece)) words.push(englishWord(piece, clause));
		else words.push(...chineseWords(piece, clause));
	}
	return words;
}

function englishWord(word: string, clause: number): ClauseWord {
	const kind =
		negations.has(word) || word.endsWith("n't")
			? 'negation'
			: others.has(word) || word.length < 3
				? 'other'
				: 'content';
	return { word, stem: same.test(word) ? 'same' : stemOf(word.replace(/'s$/u, '')), kind, clause };
}

/** The segmenter leaves what it does not know in single characters: those are put together again. */
function chineseWords(run: string, clause: number): ClauseWord[] {
	const words: ClauseWord[] = [];
	let single = '';
	for (const { segment } of [...segmenter.segment(run), { segment: '' }]) {
		const negation = chineseNegation.exec(segment)?.[0];
		const isSingle =
			segment.length === 1 && negation === undefined && !fillers.test(segment) && !numeral.test(segment);
		if (isSingle) {
			single += segment;
			continue;
		}
		if (single !== '')
			words.push({ word: single, stem: single, kind: single.length > 1 ? 'loose' : 'other', clause });
		single = '';
		if (negation !== undefined) words.push({ word: negation, stem: negation, kind: 'negation', clause });
		const rest = segment.slice(negation?.length ?? 0);
		if (rest !== '') words.push(chineseWord(rest, clause));
	}
	return words;
}

const numeral = /^[零〇一二三四五六七八九十百千万亿两几第]+[度章页号日月年个次]?$/u;
/** Said of two things, they are one word. */
const same = /^(?:same|equal|equally|identical|identically|相同|一样|同样|相等)$/u;

const chineseWord = (word: string, clause: number): ClauseWord => ({
	...{ word, stem: same.test(word) ? 'same' : word, clause },
	kind: fillers.test(word) || numeral.test(word) || word.length < 2 ? 'other' : 'content'
});
