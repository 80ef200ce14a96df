import { plainDigits as plain } from './plain-digits.ts';
import type { SpokenNumber } from './numerals.ts';

const listed = (words: string, valueOf: (at: number) => number): [string, number][] =>
	words.split(/\s+/u).map((word, at) => [word, valueOf(at)]);

const units = new Map([
	...listed(
		`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen`,
		(at) => at
	),
	...listed('twenty thirty forty fifty sixty seventy eighty ninety', (at) => (at + 2) * 10),
	...listed(
		`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth`,
		(at) => at + 1
	),
	...listed(
		'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth',
		(at) => (at + 2) * 10
	)
]);
const scales = new Map([
	['hundred', 100],
	['thousand', 1_000],
	['million', 1_000_000],
	['billion', 1_000_000_000]
]);

const words = /[a-z]+|\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?|[^a-z\d\s-]/gu;

/** Numbers in digits and in English words, of which some may be both: "3 million". */
export function englishNumbers(text: string): SpokenNumber[] {
	const found: SpokenNumber[] = [];
	let spoken = new Spoken();
	const end = (): void => {
		const number = spoken.number();
		if (number) found.push(number);
		spoken = new Spoken();
	};
	let isAfterDigits = false;
	for (const { 0: word, index } of text.toLowerCase().matchAll(words)) {
		const digits = /^\d/u.test(word) ? word.replace(/,|(?<!\p{L})\p{L}+$/gu, '') : undefined;
		const isZero = (word === 'oh' || word === 'o') && spoken.begun;
		const unit = isZero ? 0 : digits === undefined ? units.get(word) : Number(digits);
		const scale = scales.get(word);
		if (isAfterDigits && digits !== undefined) end();
		isAfterDigits = digits !== undefined;
		if (unit !== undefined) spoken.unit(unit, digits ?? String(unit), { at: index, length: word.length });
		else if (scale !== undefined) spoken.scale(scale, { at: index, length: word.length });
		else if (word === 'point' && spoken.begun) spoken.point();
		else if (word !== 'and' || !spoken.mayGoOn) end();
	}
	end();
	return found;
}

type Place = { at: number; length: number };

/** One number that is being spoken: "three hundred twenty-five", or a year in two halves, "nineteen sixty-five". */
class Spoken {
	#start = -1;
	#end = -1;
	#total = 0;
	#part: number | undefined;
	#halves: number[] = [];
	#units: string[] = [];
	#isScaled = false;
	#decimals: string | undefined;
	/** "three hundred and five", but not "five and three". */
	mayGoOn = false;

	get begun(): boolean {
		return this.#start >= 0 && this.#decimals === undefined;
	}

	unit(value: number, digits: string, place: Place): void {
		this.#reach(place);
		this.#units.push(digits);
		this.mayGoOn = false;
		if (this.#decimals !== undefined) {
			this.#decimals += digits;
			return;
		}
		const part = this.#part ?? 0;
		const fits =
			this.#part === undefined ||
			(part === 0 && this.#isScaled) ||
			(part >= 100 && part % 100 === 0 && value < 100) ||
			(part >= 20 && part < 100 && part % 10 === 0 && value < 10);
		if (!fits) this.#halves.push(part);
		this.#part = fits ? part + value : value;
	}

	scale(value: number, place: Place): void {
		this.#reach(place);
		this.#isScaled = true;
		this.mayGoOn = true;
		const part = this.#decimals ? Number(`${this.#part ?? 0}.${this.#decimals}`) : this.#part;
		this.#decimals = undefined;
		if (value === 100) this.#part = (part || 1) * 100;
		else {
			this.#total += (part || 1) * value;
			this.#part = 0;
		}
	}

	/** "three point one four" */
	point(): void {
		this.#decimals = '';
	}

	#reach({ at, length }: Place): void {
		if (this.#start < 0) this.#start = at;
		this.#end = at + length;
	}

	/** Undefined when none was spoken. */
	number(): SpokenNumber | undefined {
		const last = this.#part;
		if (last === undefined) return undefined;
		const halves = [...this.#halves, last].map(String);
		const sum = this.#decimals ? `${this.#total + last}.${this.#decimals}` : String(this.#total + last);
		const [written = '', ...more] = this.#units;
		const isWritten = more.length === 0 && !this.#isScaled;
		const whole = isWritten ? [written] : halves.length > 1 ? [halves.join('')] : [sum];
		const parts = [...this.#units, ...(isWritten ? [] : [...halves, sum])].map(plain);
		return {
			...{ start: this.#start, end: this.#end, whole: whole.map(plain) },
			parts: [...new Set(parts)]
		};
	}
}
