import { cjkStopWords, stopWords } from './stop-words.ts';

/** A term of up to three words, with what belongs to it after "of": "law of large numbers". */
const termAfter = String.raw`(?:an? |the )?(?<term>[\p{L}\p{N}][\p{L}\p{N}'’*+#-]*(?: [\p{L}\p{N}'’*+#-]+){0,2}?(?: of(?: the| an?)? [\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+)?)?)(?=$|[,.;:!?]| (?:and|or|but|because|which|that|when|if|in|on|for|to|as|by|with|after|since|so|we|it|is|are|has|from)\b)`;
/** Letters of a Chinese term, with the digits, letters and signs that stand in it. */
const cjkTerm = String.raw`(?<term>[\p{L}\p{N}*+#-]{2,12}?)`;
const kinds = String.raw`process|study|science|set|number|amount|rate|name|act|ability|sum|ratio|rise|fall|change|part|collection|group|kind|type|form|way|method|tool|piece|cell|measure|unit|law|rule|system|structure|function|molecule|program|situation|state`;

const patterns = [
	new RegExp(String.raw`\b(?:called|known as|referred to as|termed) ${termAfter}`, 'iu'),
	new RegExp(
		String.raw`\bwe (?:(?:can|will|also|usually) )?call (?:(?:this|that|it|them|these|those) )?${termAfter}`,
		'iu'
	),
	new RegExp(String.raw`\bby (?<term>[\p{L}-]+(?: [\p{L}-]+){0,2}) (?:i|we) mean\b`, 'iu'),
	/^(?:an? |the )?(?<term>[\p{L}-]+(?: [\p{L}-]+){0,2}) (?:is|are) (?:defined as|the name (?:for|of))\b/iu,
	/^(?:an? |the )?(?<term>[\p{L}-]+(?: [\p{L}-]+){0,2}) (?:means|refers to|stands for)\b/iu,
	new RegExp(
		String.raw`^(?:an? )?(?<term>[\p{L}-]+(?: [\p{L}-]+){0,2}?) (?:is|are) (?:any|an?|the|one|large|small|simply an?|just an?)(?: [\p{L}-]+){0,2}? ?(?:${kinds})s?\b`,
		'iu'
	),
	new RegExp(
		String.raw`(?:叫做|叫作|称为|称作|称之为|被称作|这就是) ?${cjkTerm}(?=$|[，。、；,.;！!]|是(?!非)|的(?!论|士|确)|就)`,
		'u'
	),
	new RegExp(String.raw`所谓的?${cjkTerm}(?=[，,]|就是|是(?!非)|指)`, 'u'),
	new RegExp(String.raw`^${cjkTerm}(?:的定义)?(?:是指|指的是|就是指|是一种|是一门|定义为|的意思是)`, 'u')
];

const notTerm = new Set([
	'it',
	'this',
	'that',
	'they',
	'these',
	'those',
	'he',
	'she',
	'there',
	'which',
	'what',
	'who'
]);
/** Words that carry nothing alone and are part of a name before another one: "Right ventricle". */
const inNames = new Set(['right', 'well', 'great', 'little']);
/** Stop words that stand within a term; others are the rest of the sentence: "Paricutin grew out of a field". */
const joining = new Set(['of', 'the', 'a', 'an', 'and']);
const cjkPronoun = /^(?:的确|这|那|它|他|她|我|你|其|此|一|什么|大家)/u;

/** The term that a sentence defines, as it was said; undefined when it defines none. */
export function definedTerm(text: string): string | undefined {
	for (const pattern of patterns) {
		const term = pattern.exec(text)?.groups?.['term'];
		if (term !== undefined && isTerm(term)) return term;
	}
	return undefined;
}

function isTerm(term: string): boolean {
	const words = term.toLowerCase().split(' ');
	if (words.some((word) => notTerm.has(word)) || cjkPronoun.test(term) || cjkStopWords.has(term))
		return false;
	return (
		(!stopWords.has(words[0] ?? '') || (words.length > 1 && inNames.has(words[0] ?? ''))) &&
		!stopWords.has(words.at(-1) ?? '') &&
		words.slice(1, -1).every((word) => !stopWords.has(word) || joining.has(word)) &&
		term.length > 2 - Number(/\p{Script=Han}/u.test(term))
	);
}
