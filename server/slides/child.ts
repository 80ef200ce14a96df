import { readFile } from 'node:fs/promises';
import type { DeckOutcome } from '#lib/protocol/index.ts';
import { glossaryOf } from './glossary.ts';
import type { DeckRead } from './port.ts';
import { readDeck } from './read.ts';

const withGlossary = (outcome: DeckOutcome): DeckRead =>
	outcome.kind === 'read' ? { ...outcome, glossary: glossaryOf(outcome.deck.slides) } : outcome;

process.once('message', ({ path }: { path: string }) => {
	void readFile(path)
		.then((bytes) => readDeck(new Uint8Array(bytes)))
		.then((outcome) => process.send?.(withGlossary(outcome)));
});
process.once('disconnect', () => process.exit(0));
