import * as v from 'valibot';
import { SlideSchema, type Deck, type DeckInfo, type Slide } from '#lib/protocol/index.ts';
import type { DeckRow } from '../store/schema.ts';
import { isTextless } from './port.ts';

const SlidesSchema = v.array(SlideSchema);

export function slidesOf({ slides }: Pick<DeckRow, 'slides'>): Slide[] {
	const read = v.safeParse(SlidesSchema, JSON.parse(slides));
	if (!read.success) throw new Error('the slides of a deck cannot be read');
	return read.output;
}

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
