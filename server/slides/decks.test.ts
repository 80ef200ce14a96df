import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deckFilesIn } from '../store/deck-files.ts';
import { Decks } from './decks.ts';

async function* half(): AsyncGenerator<Uint8Array> {
	yield new Uint8Array(1000);
	throw Object.assign(new Error('write'), { code: 'ENOSPC' });
}

test('[S1] a file that finds the disk full in the middle is refused as such, and leaves nothing', async () => {
	const directory = await mkdtemp(join(tmpdir(), '404notsound-'));
	onTestFinished(() => rm(directory, { recursive: true }));
	const none = () => Promise.reject(new Error('not to be reached'));
	const decks = new Decks({
		lectures: { deckCount: async () => 0, addDeck: none, removeDeck: none, everyDeck: none },
		journal: { changeBy: none },
		files: deckFilesIn(directory),
		read: none
	});
	expect(await decks.add('lecture', 'Week 1.pdf', half())).toEqual({
		kind: 'refused',
		problem: 'storage-full'
	});
	expect(await readdir(join(directory, 'lecture'))).toEqual([]);
});
