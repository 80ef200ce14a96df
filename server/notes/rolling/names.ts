import type { NoteDocument } from '#lib/protocol/index.ts';

/*
 * In a conversation sections and blocks have short names, S3 and S3.2. What an engine wrote into this version has ids
 * that are those names; all else (a person's own, an earlier version's, extracted) is lent one: P1, B1.
 */

const prefixOf = (version: number): string => `N${version}.`;

export class Names {
	readonly #prefix: string;
	readonly #lent = new Map<string, string>();
	readonly #ids = new Map<string, string>();

	constructor(version: number) {
		this.#prefix = prefixOf(version);
	}

	section = (id: string): string => this.#own(id, /^S\d{1,4}$/u) ?? this.#lend(id, 'P');
	block = (id: string): string => this.#own(id, /^[SP]\d{1,4}\.\d{1,4}$/u) ?? this.#lend(id, 'B');

	/** The id behind a name; whether anything has it is another matter. */
	id = (name: string): string | undefined =>
		/^S|\./u.test(name) ? `${this.#prefix}${name}` : this.#ids.get(name);

	#own(id: string, form: RegExp): string | undefined {
		const name = id.startsWith(this.#prefix) ? id.slice(this.#prefix.length) : '';
		return form.test(name) ? name : undefined;
	}

	#lend(id: string, letter: 'P' | 'B'): string {
		const known = this.#lent.get(id);
		if (known !== undefined) return known;
		const name = `${letter}${this.#lent.size + 1}`;
		this.#lent.set(id, name);
		this.#ids.set(name, id);
		return name;
	}
}

/** The number of the next section of a version: no number is used twice, also when its section is gone. */
export function nextSectionNumber({ version, sections, blocks, removed }: NoteDocument): number {
	const form = new RegExp(`^${prefixOf(version).replace('.', '\\.')}S(\\d+)`, 'u');
	const numbers = [...sections.keys(), ...blocks.keys(), ...removed].map((id) =>
		Number(form.exec(id)?.[1] ?? 0)
	);
	return numbers.reduce((most, number) => Math.max(most, number), 0) + 1;
}

/** The name of the next block of a section. */
export function nextBlockName({ version, blocks, removed }: NoteDocument, section: string): string {
	const start = `${prefixOf(version)}${section}.`;
	const numbers = [...blocks.keys(), ...removed]
		.filter((id) => id.startsWith(start))
		.map((id) => Number(id.slice(start.length)));
	return `${section}.${numbers.reduce((most, number) => Math.max(most, number || 0), 0) + 1}`;
}
