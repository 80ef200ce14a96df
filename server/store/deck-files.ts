import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { syncDirectory } from './sync-directory.ts';

/** Files of slides as they were uploaded, a folder for each lecture. */
export type DeckFiles = {
	/** Writes what is sent under a name that does not last, durably; resolves with its bytes. Leaves nothing when it fails. */
	receive: (
		deck: DeckFile,
		body: AsyncIterable<Uint8Array>,
		bytesMax: number
	) => Promise<number | 'too-large'>;
	/** Where a received file lies until it is kept. */
	receivedPath: (deck: DeckFile) => string;
	keep: (deck: DeckFile, format: string) => Promise<void>;
	/** Removes a deck's file, received or kept. */
	remove: (deck: DeckFile) => Promise<void>;
	/** Where the picture of a slide is kept, if there is one. */
	picturePath: (deck: DeckFile, slide: number) => string;
	keptPath: (deck: DeckFile, format: string) => string;
	removeLecture: (lectureId: string) => Promise<void>;
	/** Removes whatever is none of these, nor a picture of one: an upload that a crash cut short. */
	keepOnly: (decks: readonly (DeckFile & { format: string })[]) => Promise<void>;
};

export type DeckFile = { lectureId: string; deckId: string };

export function deckFilesIn(directory: string): DeckFiles {
	const folder = (lectureId: string) => join(directory, lectureId);
	const path = ({ lectureId, deckId }: DeckFile, ending: string) =>
		join(folder(lectureId), `${deckId}.${ending}`);
	const receivedPath = (deck: DeckFile) => path(deck, 'received');
	const namesIn = (inside: string): Promise<string[]> => readdir(inside).catch(noDirectory);

	const remove = async ({ lectureId, deckId }: DeckFile): Promise<void> => {
		for (const name of await namesIn(folder(lectureId)))
			if (name.startsWith(`${deckId}.`)) await rm(join(folder(lectureId), name), { force: true });
	};

	return {
		receivedPath,
		picturePath: (deck, slide) => path(deck, `${slide}.png`),
		keptPath: path,
		remove,
		async receive(deck, body, bytesMax) {
			await mkdir(folder(deck.lectureId), { recursive: true, mode: 0o700 });
			try {
				const bytes = await write(receivedPath(deck), body, bytesMax);
				if (bytes === 'too-large') await remove(deck);
				return bytes;
			} catch (error) {
				await remove(deck);
				throw error;
			}
		},
		async keep(deck, format) {
			await rename(receivedPath(deck), path(deck, format));
			await syncDirectory(folder(deck.lectureId));
			await syncDirectory(directory);
		},
		removeLecture: (lectureId) => rm(folder(lectureId), { recursive: true, force: true }),
		async keepOnly(decks) {
			const kept = new Set(decks.map((deck) => path(deck, deck.format)));
			const known = new Set(decks.map(({ deckId }) => deckId));
			const isPicture = (name: string) => known.has(name.split('.')[0] ?? '') && name.endsWith('.png');
			for (const lectureId of await namesIn(directory))
				for (const name of await namesIn(folder(lectureId))) {
					const file = join(folder(lectureId), basename(name));
					if (!kept.has(file) && !isPicture(name)) await rm(file, { force: true });
				}
		}
	};
}

async function write(
	path: string,
	body: AsyncIterable<Uint8Array>,
	bytesMax: number
): Promise<number | 'too-large'> {
	const file = await open(path, 'wx', 0o600);
	let bytes = 0;
	try {
		for await (const chunk of body) {
			bytes += chunk.byteLength;
			if (bytes > bytesMax) return 'too-large';
			await file.writeFile(chunk);
		}
		await file.datasync();
		return bytes;
	} finally {
		await file.close();
	}
}

function noDirectory(error: NodeJS.ErrnoException): string[] {
	if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
	throw error;
}
