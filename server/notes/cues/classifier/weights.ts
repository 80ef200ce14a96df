import { readFileSync } from 'node:fs';
import { placeCount, type CueLanguage, type Features } from './features.ts';

/** `task`: what the listeners are asked to do later; `important`: what an examination asks, when it is, a class that is moved. */
export type Cue = 'task' | 'important';

/** For each place what it adds for a task and for something important, the two side by side. */
export type Weights = {
	readonly table: Int16Array;
	/** What one step of the table is worth. */
	readonly step: number;
	readonly bias: readonly [task: number, important: number];
	readonly enough: Enough;
	/** Of what the trainer took for features; other weights are needed when that changes. */
	readonly featuresHash: string;
};

/** By what it is more likely: the least likelihood of being either at which a sentence counts as one. */
export type Enough = Readonly<Record<Cue, number>>;

const loaded = new Map<CueLanguage, Weights>();

/** The weights that ship; read at the first use. */
export function weightsFor(language: CueLanguage): Weights {
	let weights = loaded.get(language);
	if (!weights) {
		weights = weightsFrom(readFileSync(weightsUrl(language)));
		loaded.set(language, weights);
	}
	return weights;
}

export const weightsUrl = (language: CueLanguage): URL =>
	new URL(`./weights-${language}.bin`, import.meta.url);

/** One line of JSON, then the table in little-endian order. */
export function weightsFrom(bytes: Buffer): Weights {
	const end = bytes.indexOf('\n');
	const head = JSON.parse(bytes.toString('utf8', 0, end)) as Omit<Weights, 'table'>;
	const table = new Int16Array(placeCount * 2);
	for (let at = 0; at < table.length; at++) table[at] = bytes.readInt16LE(end + 1 + at * 2);
	return { ...head, table };
}

export function bytesOf({ table, ...head }: Weights): Buffer {
	const rows = Buffer.alloc(table.length * 2);
	for (const [at, each] of table.entries()) rows.writeInt16LE(each, at * 2);
	return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), rows]);
}

export type Likelihoods = Record<Cue, number>;

/** How likely a sentence is a task, and something important. */
export function likelihoodsOf({ places, amounts }: Features, { table, step, bias }: Weights): Likelihoods {
	let [task, important] = bias;
	for (let at = 0; at < places.length; at++) {
		const place = (places[at] as number) * 2;
		const amount = (amounts[at] as number) * step;
		task += amount * (table[place] as number);
		important += amount * (table[place + 1] as number);
	}
	return shares(task, important);
}

export function shares(task: number, important: number): Likelihoods {
	const [a, b] = [Math.exp(Math.min(50, task)), Math.exp(Math.min(50, important))];
	return { task: a / (1 + a + b), important: b / (1 + a + b) };
}

/** Undefined for what is not likely enough either. */
export function cueFrom({ task, important }: Likelihoods, enough: Enough): Cue | undefined {
	const cue = task >= important ? 'task' : 'important';
	return task + important >= enough[cue] ? cue : undefined;
}
