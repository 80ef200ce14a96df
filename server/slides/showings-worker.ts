import { parentPort, workerData } from 'node:worker_threads';
import type { Slide, SpokenTo } from '#lib/protocol/index.ts';
import { showingsOf } from './align-decks.ts';
import type { SpokenLine } from './align.ts';

/** A deck with its slides as JSON: a string crosses to a thread faster than what it stands for. */
export type StoredDeck = { deckId: string; slides: string };
type Order = { decks: readonly StoredDeck[]; lines: readonly SpokenLine[]; anchors: readonly SpokenTo[] };

const { decks, lines, anchors } = workerData as Order;
const shown = decks.map(({ deckId, slides }) => ({ deckId, slides: JSON.parse(slides) as Slide[] }));
parentPort?.postMessage(showingsOf(shown, lines, anchors));
