import { setImmediate as nextTurn } from 'node:timers/promises';
import * as v from 'valibot';
import {
	SlideSchema,
	type Deck,
	type DeckInfo,
	type LectureSlides,
	type Slide
} from '#lib/protocol/index.ts';
import { mappedInTurns } from '../kit/event-loop.ts';
import { piecesOf } from '../kit/pieces.ts';
import { readable } from '../lectures/rows.ts';
import type { DeckRow } from '../store/schema.ts';
import { isTextless } from './port.ts';

/** Slides of a deck never change: those of the decks that were read last are held, as long as they are no longer in all than this. */
const heldCharacters = 24_000_000;
const held = new Map<string, { characters: number; slides: readonly Slide[] }>();

export async function slidesOf({ id, slides: json }: Pick<DeckRow, 'id' | 'slides'>): Promise<Slide[]> {
	const known = held.get(id)?.slides;
	if (known) return hold(id, json.length, known);
	await nextTurn();
	const stored = readable(() => JSON.parse(json) as unknown[]);
	const slides = await mappedInTurns(stored, (slide) => readable(() => v.parse(SlideSchema, slide)));
	return hold(id, json.length, slides);
}

function hold(id: string, length: number, slides: readonly Slide[]): Slide[] {
	held.delete(id);
	held.set(id, { characters: length, slides });
	let characters = [...held.values()].reduce((sum, each) => sum + each.characters, 0);
	for (const [oldest, each] of held) {
		if (characters <= heldCharacters) break;
		held.delete(oldest);
		characters -= each.characters;
	}
	return [...slides];
}

/** Terms that the recogniser is to expect. */
export const glossaryIn = (json: string): string[] => readable(() => JSON.parse(json) as string[]);

/** A deck of the database as it goes over the wire. */
export async function deckInfo(row: DeckRow): Promise<DeckInfo> {
	const slides = await slidesOf(row);
	return { ...headOf(row, slides), slides };
}

/** The same of many decks, one in each turn of the event loop. */
export async function deckInfos(rows: readonly DeckRow[]): Promise<DeckInfo[]> {
	const infos: DeckInfo[] = [];
	for (const row of rows) {
		infos.push(await deckInfo(row));
		await nextTurn();
	}
	return infos;
}

const headOf = (row: DeckRow, slides: Slide[]): Omit<DeckInfo, 'slides'> => ({
	deckId: row.id,
	name: row.name,
	format: row.format as Deck['format'],
	bytes: row.bytes,
	addedAt: row.added_at,
	textless: isTextless({ format: row.format as Deck['format'], slides })
});

/** `LectureSlides` as JSON, piece by piece: slides go out as they are stored. */
export async function* lectureSlidesJson({
	version,
	decks,
	anchors
}: Pick<LectureSlides, 'version' | 'anchors'> & { decks: readonly DeckRow[] }): AsyncGenerator<
	string,
	undefined
> {
	yield `{"version":${version},"anchors":${JSON.stringify(anchors)},"decks":[`;
	for (const [index, row] of decks.entries()) {
		if (index > 0) yield ',';
		yield* deckJson(row, await slidesOf(row));
		await nextTurn();
	}
	yield ']}';
}

/** A deck as JSON, piece by piece: its slides go out as they are stored. */
export function* deckJson(row: DeckRow, slides: Slide[]): Generator<string, undefined> {
	yield JSON.stringify(headOf(row, slides)).slice(0, -1);
	yield ',"slides":';
	yield* piecesOf(row.slides, charactersAtOnce);
	yield '}';
}

const charactersAtOnce = 256 * 1024;
