import { plainDigits } from './plain-digits.ts';
import type { SpokenNumber } from './numerals.ts';

const digitsInOrder = '零一二三四五六七八九';
const scales = new Map([
	['十', 10],
	['百', 100],
	['千', 1_000]
]);
const largeScales = new Map([
	['万', 10_000],
	['亿', 100_000_000]
]);

/** Chinese numerals; `3万` counts as one, the digits of which count as a number of English as well. */
export function chineseNumbers(text: string): SpokenNumber[] {
	const spoken = [...text.matchAll(/[零〇一二两三四五六七八九十百千万亿点]+/gu)].flatMap(
		({ 0: run, index }): SpokenNumber[] => {
			const whole = chineseNumber(run);
			if (whole === '') return [];
			const parts = [...run].map(chineseNumber).filter((part) => part !== '');
			return [{ start: index, end: index + run.length, whole: [whole], parts: [...new Set(parts)] }];
		}
	);
	return [...spoken, ...mixedNumbers(text)];
}

const mixedNumbers = (text: string): SpokenNumber[] =>
	[...text.matchAll(/(?<!\d)(\d+(?:\.\d+)?)\s?([万亿])/gu)].map(
		({ 0: run, 1: number = '', 2: scale = '', index }) => ({
			...{ start: index, end: index + run.length },
			...{ whole: [String(Number(number) * (largeScales.get(scale) ?? 1))], parts: [] }
		})
	);

function chineseNumber(run: string): string {
	const [whole = '', fraction = ''] = run.split('点');
	const digits = [...whole.replaceAll('〇', '零').replaceAll('两', '二')];
	const value = digits.some((digit) => !digitsInOrder.includes(digit)) ? scaled(digits) : digitwise(digits);
	const decimals = digitwise([...fraction]);
	if (value === '') return '';
	return plainDigits(`${value}.${decimals}`);
}

const digitwise = (digits: readonly string[]): string =>
	digits.map((digit) => digitsInOrder.indexOf(digit)).join('');

function scaled(digits: readonly string[]): string {
	let total = 0;
	let part = 0;
	let digit = 0;
	for (const each of digits) {
		const scale = scales.get(each);
		const large = largeScales.get(each);
		if (scale !== undefined) {
			part += Math.max(1, digit) * scale;
			digit = 0;
		} else if (large !== undefined) {
			total = (total + part + digit) * large;
			part = 0;
			digit = 0;
		} else digit = digitsInOrder.indexOf(each);
	}
	return String(total + part + digit);
}
