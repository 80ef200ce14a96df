import { parentPort } from 'node:worker_threads';
import type { Slide, SpokenTo } from '#lib/protocol/index.ts';
import { showingsOf } from './align-decks.ts';
import type { SpokenLine } from './align.ts';

/** A deck with its slides as JSON: a string crosses to a thread faster than what it stands for. */
export type StoredDeck = { deckId: string; slides: string };
/** Part by part, so that none takes long to hand over; the anchors come last. */
export type ToShowings =
	| { kind: 'deck'; deck: StoredDeck }
	| { kind: 'lines'; lines: readonly SpokenLine[] }
	| { kind: 'align'; anchors: readonly SpokenTo[] };

const decks: { deckId: string; slides: Slide[] }[] = [];
const lines: SpokenLine[] = [];

parentPort?.on('message', (message: ToShowings) => {
	if (message.kind === 'lines') lines.push(...message.lines);
	else if (message.kind === 'deck') {
		const { deckId, slides } = message.deck;
		decks.push({ deckId, slides: JSON.parse(slides) as Slide[] });
	} else {
		parentPort?.postMessage(showingsOf(decks, lines, message.anchors));
		parentPort?.close();
	}
});
