/* What a model that is not to be trusted makes of a true note: one number, day, name or denial is another one. */

export type FalseNote = { kind: 'number' | 'day' | 'name' | 'negation'; md: string };

const wheels: readonly (readonly string[])[] = [
	['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
	['January', 'March', 'April', 'June', 'September', 'November'],
	['tomorrow', 'today'],
	['周一', '周二', '周三', '周四', '周五'],
	['明天', '今天']
];
const names = [
	...['Newton', 'Curie', 'Keynes', 'Darwin', 'Freud', 'Turing', 'Vienna', 'Krebs', 'Pierre'],
	...['牛顿', '居里夫人', '凯恩斯', '达尔文', '弗洛伊德', '图灵', '维也纳']
];
const others = ['Zimmermann', '齐默尔曼'];

/** All of them; empty for a note in which there is nothing to falsify. */
export function falseNotes(md: string): FalseNote[] {
	return [...numbers(md), ...days(md), ...namesOf(md), ...negations(md)].filter((note) => note.md !== md);
}

function numbers(md: string): FalseNote[] {
	return [...md.matchAll(/\d+/gu)].flatMap(({ 0: digits, index }) =>
		[Number(digits) + 1, Number(digits) * 10, Number([...digits].reverse().join(''))]
			.map(String)
			.filter((other) => Number(other) !== Number(digits))
			.map((other) => ({
				kind: 'number' as const,
				md:
					md.slice(0, index) +
					other.padStart(digits.startsWith('0') ? digits.length : 0, '0') +
					md.slice(index + digits.length)
			}))
	);
}

const days = (md: string): FalseNote[] =>
	wheels.flatMap((wheel) =>
		wheel.flatMap((day, at) =>
			md.includes(day)
				? [{ kind: 'day' as const, md: md.replace(day, wheel[(at + 1) % wheel.length] ?? '') }]
				: []
		)
	);

const namesOf = (md: string): FalseNote[] =>
	names.flatMap((name) => {
		const isHan = /\p{Script=Han}/u.test(name);
		return md.includes(name)
			? [{ kind: 'name' as const, md: md.replace(name, others[Number(isHan)] ?? '') }]
			: [];
	});

const denials = /\b(?:not|never)\b ?|n't\b|(?<=ca)n?not\b ?|不(?!同|断)|没有|并不/u;
const places =
	/(?<=\b(?:is|are|was|were|can|will|should|has|have)) |(?=(?:是|能|会|在|产生|储存|描述|签订))/u;

function negations(md: string): FalseNote[] {
	if (denials.test(md))
		return [{ kind: 'negation', md: md.replace(/\bcannot\b/u, 'can not').replace(denials, '') }];
	const denied = md.replace(places, (space) => (space === ' ' ? ' not ' : '不'));
	return [{ kind: 'negation', md: denied }];
}
