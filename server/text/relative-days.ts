import type { Claim } from './claims.ts';

/* Days that are named from where one stands. */

const keys: readonly [RegExp, string][] = [
	[/\b(?:today|tonight)\b|今天|今晚|今日/iu, 'today'],
	[/\btomorrow\b|明天|明晚|明日/iu, 'tomorrow'],
	[/\byesterday\b|昨天|昨晚|昨日/iu, 'yesterday'],
	[
		/\bnext (?:week|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|下个?(?:周|星期|礼拜)/iu,
		'next week'
	],
	[/\b(?:last|previous) week\b|上个?(?:周|星期|礼拜)/iu, 'last week'],
	[/\bnext month\b|下个?月/iu, 'next month'],
	[/\bnext (?:term|semester|year)\b|下(?:个?学期|学年)|明年/iu, 'next term'],
	[/\bmorning\b|早上|上午/iu, 'morning'],
	[/\bafternoon\b|下午/iu, 'afternoon'],
	[/\bmidnight\b|半夜|午夜/iu, 'midnight']
];

/** Today, tomorrow, next week and their like. */
export const relativeDayClaims = (text: string): Claim[] =>
	keys.flatMap(([form, key]) => {
		const surface = form.exec(text)?.[0];
		return surface === undefined
			? []
			: [{ surface, isIn: (source) => keys.some(([other, name]) => name === key && other.test(source)) }];
	});
