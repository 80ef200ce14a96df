/* British endings, and what Americans write. Only equality counts: what becomes no word does no harm. */
const endings: readonly [RegExp, string][] = [
	[/^(ae|oe)(?=[a-z]{4})/u, 'e'],
	[
		/(?<=^(?:h|p|f|an|leuk|isch|amen|diarrh|homo|c|cyclop|encyclop|orthop|pal|arch)[a-z]?)(?:ae|oe)(?=[a-z]{3})/u,
		'e'
	],
	[
		/(?<=[a-z]{2}[^aeo])our(?=(?:s|ed|ing|ful|less|able|ite|ites|hood|er|ers|ist|al|y|ly|ally|able)*$)/u,
		'or'
	],
	[/(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)/u, 'iz'],
	[/(?<=[a-z]{2})ys(?=(?:e|ed|es|er|ers|ing)$)/u, 'yz'],
	[/(?<=(?:cent|lit|fib|theat|spect|calib|sab|lust|meag|sept|somb|goit|och|met))re(s?)$/u, 'er$1'],
	[/(?<=[a-z]{3})ogue(s?)$/u, 'og$1'],
	[/(?<=(?:def|off|lic|pret))ence(s?)$/u, 'ense$1'],
	[/(?<=[aeiouy][a-z]*[^aeiou][aeiou])ll(?=(?:ed|ing|er|ers|or|ors|ation|ations|ous)$)/u, 'l'],
	[/(?<=(?:progra))mme(s?)$/u, 'm$1'],
	[/(?<=(?:judg|acknowledg|ag))e(?=(?:ment|ments|ing)$)/u, '']
];
const words = new Map(
	`aluminium aluminum|sulphur sulfur|sulphate sulfate|grey gray|mould mold|moult molt|plough plow|tyre tire|kerb curb|cheque check
sceptical skeptical|sceptic skeptic|maths math|practise practice|licence license|mum mom|draught draft|jewellery jewelry
enrol enroll|fulfil fulfill|skilful skillful|wilful willful|instalment installment|catalyse catalyze|nought zero
pyjamas pajamas|speciality specialty|whilst while|amongst among|learnt learned|spelt spelled|burnt burned|dreamt dreamed`
		.split(/[\n|]/u)
		.map((pair) => pair.split(' ') as [string, string])
);

/** A word in lower case as it is spelled in America: colour is color, haemoglobin is hemoglobin, organise is organize. */
export function american(word: string): string {
	const known = words.get(word);
	if (known !== undefined) return known;
	return word.length < 5
		? word
		: endings.reduce((spelled, [ending, by]) => spelled.replace(ending, by), word);
}
