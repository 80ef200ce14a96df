import { readFile } from 'node:fs/promises';
import type { DeckOutcome } from '#lib/protocol/index.ts';
import { glossaryOf } from './glossary.ts';
import { slicesOf } from '../kit/event-loop.ts';
import type { FromReader } from './port.ts';
import { readDeck } from './read.ts';

/** About two milliseconds of copying on the other side. */
const slidesAtOnce = 25;

function tell(outcome: DeckOutcome): void {
	if (outcome.kind === 'refused') return say(outcome);
	const { slides } = outcome.deck;
	for (const part of slicesOf(slides, slidesAtOnce)) say({ kind: 'slides', slides: part });
	say({ kind: 'read', deck: { ...outcome.deck, slides: [] }, glossary: glossaryOf(slides) });
}

const say = (message: FromReader): void => void process.send?.(message);

process.once('message', ({ path }: { path: string }) => {
	void readFile(path)
		.then((bytes) => readDeck(new Uint8Array(bytes)))
		.then(tell);
});
process.once('disconnect', () => process.exit(0));
