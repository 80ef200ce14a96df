import { readFile } from 'node:fs/promises';
import { readDeck } from './read.ts';

process.once('message', ({ path }: { path: string }) => {
	void readFile(path)
		.then((bytes) => readDeck(new Uint8Array(bytes)))
		.then((outcome) => process.send?.(outcome));
});
process.once('disconnect', () => process.exit(0));
