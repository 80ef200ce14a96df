import { access, readFile, rename, writeFile } from 'node:fs/promises';
import { Serial } from '../lectures/serial.ts';
import type { DeckFiles } from '../store/deck-files.ts';
import type { DeckRow } from '../store/schema.ts';
import { slidesLimits } from './port.ts';

/** Draws pages `from` up to, and with, `to` of the PDF at `path`; pages that cannot be drawn are left out. Never rejects. */
export type Draw = (path: string, from: number, to: number) => Promise<ReadonlyMap<number, Uint8Array>>;

/** Pages that are drawn together: who looks at one soon looks at the next. */
const atOnce = 8;
/** Runs of pages that were drawn since the start are remembered, so that what cannot be drawn is not tried at each look. */
const triedMax = 1_000;

/** Small pictures of the pages of PDF decks: drawn when they are first looked at, and kept beside the file. */
export class Pictures {
	readonly #files: DeckFiles;
	readonly #draw: Draw;
	readonly #work = new Serial();
	readonly #tried = new Set<string>();

	constructor(files: DeckFiles, draw: Draw) {
		this.#files = files;
		this.#draw = draw;
	}

	/** As PNG; undefined where there is none. */
	async of(
		{ id: deckId, lecture_id: lectureId, format }: Pick<DeckRow, 'id' | 'lecture_id' | 'format'>,
		slide: number
	): Promise<Uint8Array<ArrayBuffer> | undefined> {
		if (format !== 'pdf' || !Number.isInteger(slide) || slide < 1 || slide > slidesLimits.slides)
			return undefined;
		const deck = { lectureId, deckId };
		const kept = () => readFile(this.#files.picturePath(deck, slide)).catch(() => undefined);
		const from = Math.floor((slide - 1) / atOnce) * atOnce + 1;
		const png = (await kept()) ?? (await this.#work.run('', () => this.#drawOnce(deck, from).then(kept)));
		return png && new Uint8Array(png);
	}

	async #drawOnce(deck: { lectureId: string; deckId: string }, from: number): Promise<void> {
		const key = `${deck.deckId}/${from}`;
		if (this.#tried.has(key)) return;
		if (this.#tried.size >= triedMax) this.#tried.clear();
		this.#tried.add(key);
		const file = this.#files.keptPath(deck, 'pdf');
		const drawn = await this.#draw(file, from, from + atOnce - 1);
		for (const [page, png] of drawn)
			await keep(this.#files.picturePath(deck, page), png).catch(() => undefined);
		await access(file).catch(() => this.#files.remove(deck));
	}
}

/** Whole or not at all. */
async function keep(path: string, png: Uint8Array): Promise<void> {
	await writeFile(`${path}.new`, png, { mode: 0o600 });
	await rename(`${path}.new`, path);
}
