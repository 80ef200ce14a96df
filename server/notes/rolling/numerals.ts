/* Numbers as they are spoken, written in digits: enough to find "twenty-five" or 二十五 where a note says 25. */

const english = new Map(
	`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen`
		.split(/\s+/u)
		.map((word, value) => [word, value] as const)
);
'twenty thirty forty fifty sixty seventy eighty ninety'
	.split(' ')
	.forEach((word, at) => english.set(word, (at + 2) * 10));
'first second third fourth fifth sixth seventh eighth ninth tenth'
	.split(' ')
	.forEach((word, at) => english.set(word, at + 1));
const scales = new Map([
	['hundred', 100],
	['thousand', 1_000],
	['million', 1_000_000],
	['billion', 1_000_000_000]
]);

const chineseDigits = '零一二三四五六七八九';
const chineseScales = new Map([
	['十', 10],
	['百', 100],
	['千', 1_000]
]);

/** All numbers of a text as digits, those in words among them. Thousands are not separated. */
export function numbersIn(text: string): Set<string> {
	const written = text.replace(/(?<=\d),(?=\d{3})/gu, '').match(/\d+(?:\.\d+)?/gu) ?? [];
	return new Set([...written, ...englishNumbers(text), ...chineseNumbers(text)].map(plain));
}

/** 007 and 7.0 are 7. */
const plain = (number: string): string => String(Number(number));

function englishNumbers(text: string): string[] {
	const found: string[] = [];
	const spoken = new Spoken();
	const end = (): void => {
		found.push(...spoken.end());
	};
	for (const word of text.toLowerCase().match(/[a-z]+|[^a-z\s-]/gu) ?? []) {
		const unit = english.get(word);
		const scale = scales.get(word);
		if (unit !== undefined) spoken.unit(unit);
		else if (scale !== undefined) spoken.scale(scale);
		else if (word !== 'and' || !spoken.mayGoOn) end();
	}
	end();
	return found;
}

/** One number that is being spoken: "three hundred twenty-five", or a year in two halves, "nineteen sixty-five". */
class Spoken {
	#total = 0;
	#part: number | undefined;
	#halves: number[] = [];
	#units: number[] = [];
	/** "three hundred and five", but not "five and three". */
	mayGoOn = false;

	unit(value: number): void {
		this.#units.push(value);
		this.mayGoOn = false;
		const part = this.#part ?? 0;
		const fits =
			this.#part === undefined || (part >= 100 && part % 100 === 0) || (part % 10 === 0 && value < 10);
		if (!fits) this.#halves.push(part);
		this.#part = fits ? part + value : value;
	}

	scale(value: number): void {
		this.mayGoOn = true;
		if (value === 100) this.#part = (this.#part || 1) * 100;
		else {
			this.#total += (this.#part || 1) * value;
			this.#part = 0;
		}
	}

	/** All readings of it as digits; empty when there was none. */
	end(): string[] {
		const last = this.#part;
		const halves = last === undefined ? [] : [...this.#halves, last];
		const whole = last === undefined ? [] : [this.#total + last];
		const all = [...this.#units, ...halves, ...whole].map(String);
		if (halves.length > 1) all.push(halves.join(''));
		this.#total = 0;
		this.#part = undefined;
		this.#halves = [];
		this.#units = [];
		this.mayGoOn = false;
		return all;
	}
}

function chineseNumbers(text: string): string[] {
	const runs = text.match(/[零〇一二两三四五六七八九十百千万亿点]+/gu) ?? [];
	return runs
		.flatMap((run) => [chineseNumber(run), ...[...run].map(chineseNumber)])
		.filter((each) => each !== '');
}

function chineseNumber(run: string): string {
	const [whole = '', fraction = ''] = run.split('点');
	const digits = [...whole.replaceAll('〇', '零').replaceAll('两', '二')];
	const value = digits.some((digit) => !chineseDigits.includes(digit)) ? scaled(digits) : digitwise(digits);
	const decimals = digitwise([...fraction]);
	return decimals === '' ? value : `${value}.${decimals}`;
}

const digitwise = (digits: readonly string[]): string =>
	digits.map((digit) => chineseDigits.indexOf(digit)).join('');

function scaled(digits: readonly string[]): string {
	let total = 0;
	let part = 0;
	let digit = 0;
	for (const each of digits) {
		const scale = chineseScales.get(each);
		const large = each === '万' ? 10_000 : each === '亿' ? 100_000_000 : undefined;
		if (scale !== undefined) {
			part += Math.max(1, digit) * scale;
			digit = 0;
		} else if (large !== undefined) {
			total = (total + part + digit) * large;
			part = 0;
			digit = 0;
		} else digit = chineseDigits.indexOf(each);
	}
	return String(total + part + digit);
}
