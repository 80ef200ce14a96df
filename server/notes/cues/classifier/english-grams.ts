const kinds: Record<string, string> = {
	'#number': `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand`,
	'#ordinal': `third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
seventeenth eighteenth nineteenth twentieth thirtieth`,
	'#day': 'monday tuesday wednesday thursday friday saturday sunday',
	'#month': 'january february march april june july august september october november december'
};

const kindOf = new Map(
	Object.entries(kinds).flatMap(([kind, words]) => words.split(/\s+/u).map((word) => [word, kind] as const))
);

function folded(word: string): string {
	if (/^\d+(?::\d+)?(?:am|pm)?$/u.test(word)) return '#number';
	if (/^\d+(?:st|nd|rd|th)$/u.test(word)) return '#ordinal';
	return kindOf.get(word) ?? word;
}

/** Words, pairs of neighbours and pairs with one word between, of text as `englishOf` gives it; numbers, days and months are alike. */
export function* englishGrams(plain: string): Iterable<string> {
	const words = ['^', ...plain.split(' ').filter((word) => word !== ',' && word !== ''), '$'].map(folded);
	for (const [at, word] of words.entries()) {
		yield word;
		if (at >= 1) yield `${words[at - 1]} ${word}`;
		if (at >= 2) yield `${words[at - 2]} _ ${word}`;
	}
}
