import * as v from 'valibot';
import { SlideSchema, type Deck, type DeckInfo, type Slide } from '#lib/protocol/index.ts';
import { readable } from '../lectures/rows.ts';
import type { DeckRow } from '../store/schema.ts';
import { isTextless } from './port.ts';

const SlidesSchema = v.array(SlideSchema);

export const slidesOf = ({ slides }: Pick<DeckRow, 'slides'>): Slide[] =>
	readable(() => v.parse(SlidesSchema, JSON.parse(slides)));

/** Terms that the recogniser is to expect. */
export const glossaryIn = (json: string): string[] => readable(() => JSON.parse(json) as string[]);

/** A deck of the database as it goes over the wire. */
export function deckInfo(row: DeckRow): DeckInfo {
	const deck: Deck = { format: row.format as Deck['format'], slides: slidesOf(row) };
	return {
		deckId: row.id,
		name: row.name,
		bytes: row.bytes,
		addedAt: row.added_at,
		textless: isTextless(deck),
		...deck
	};
}
