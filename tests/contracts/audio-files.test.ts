import { readFile } from 'node:fs/promises';
import { audioFilesIn } from '../../server/store/audio-files.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { MemoryDisk } from '../simulation/memory-disk.ts';
import { audioFilesContract } from './audio-files-contract.ts';

audioFilesContract('a directory', async () => ({
	files: audioFilesIn(await temporaryDirectory()),
	read: (path) => readFile(path).catch(() => undefined)
}));

audioFilesContract('the simulated disk', async () => {
	const disk = new MemoryDisk();
	return { files: disk, read: async (path) => disk.bytesAt(path) };
});
