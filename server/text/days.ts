/* Days of the week and months, in the words of both languages. */

const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const months = 'january february march april may june july august september october november december'.split(
	' '
);
const shortForms = 'mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|jan|feb|apr|aug|sept?|oct|nov|dec';
const english = new RegExp(
	String.raw`(?<![\p{L}\p{N}])(?:${weekdays.join('|')}|${months.join('|')}|(?:${shortForms})(?=\.|\b))(?![\p{L}])`,
	'giu'
);
const chineseWeekday = /(?:周|星期|礼拜)([一二三四五六日天])/gu;
const chineseMonth = /(?<!个)(\d{1,2}|[一二三四五六七八九十]{1,2})月(?!份?的时间)/gu;
const chineseDigits = '一二三四五六七八九十';

/** A day or a month at its place; the same key for "Friday", "Fri." and 周五. */
export type NamedDay = { readonly start: number; readonly surface: string; readonly key: string };

/** Named days and months of a text. "may" in lower case counts as the month only beside a number. */
export function namedDays(text: string): NamedDay[] {
	const found = [...text.matchAll(english)].flatMap(({ 0: surface, index }): NamedDay[] => {
		const key = englishKey(surface.toLowerCase());
		return key === undefined || !isMonth(surface, text, index) ? [] : [{ start: index, surface, key }];
	});
	const weekly = [...text.matchAll(chineseWeekday)].map(({ 0: surface, 1: day = '', index }) => ({
		...{ start: index, surface },
		key: `day ${day === '天' || day === '日' ? 7 : chineseDigits.indexOf(day) + 1}`
	}));
	const monthly = [...text.matchAll(chineseMonth)].map(({ 0: surface, 1: month = '', index }) => ({
		...{ start: index, surface },
		key: `month ${monthNumber(month)}`
	}));
	return [...found, ...weekly, ...monthly];
}

function englishKey(word: string): string | undefined {
	const begins = (name: string): boolean =>
		name.startsWith(word.slice(0, 3)) && (word.length < 6 || name === word);
	const day = weekdays.findIndex(begins);
	const month = months.findIndex(begins);
	if (day >= 0) return `day ${day + 1}`;
	return month >= 0 ? `month ${month + 1}` : undefined;
}

/** Other words are written like these: may, march, sat, sun, wed. */
function isMonth(surface: string, text: string, at: number): boolean {
	if (!/^(?:may|march|sat|sun|wed|mon|dec|jan)$/iu.test(surface)) return true;
	const around = text.slice(Math.max(0, at - 12), at + surface.length + 12);
	const isNumbered = /\d|\b(?:first|second|third|\p{L}+th)\b/iu.test(around);
	return isNumbered || /^[A-Z]/u.test(surface);
}

const monthNumber = (written: string): number => {
	if (/^\d/u.test(written)) return Number(written);
	const [tens, ones] = [...written];
	if (ones === undefined) return chineseDigits.indexOf(tens ?? '') + 1;
	return 10 + chineseDigits.indexOf(ones) + 1;
};
