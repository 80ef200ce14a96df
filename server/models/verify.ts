import { join } from 'node:path';
import type { CatalogueModel } from './catalogue.ts';
import { faultOf, type FileFault } from './checksum.ts';

export type DamagedFile = { name: string; fault: FileFault };
export type Verification = { kind: 'sound' } | { kind: 'damaged'; files: DamagedFile[] };

/** Hashes every file of the model in `directory` against the catalogue. Rejects with the signal's reason only. */
export async function verifyModel(
	model: CatalogueModel,
	directory: string,
	signal?: AbortSignal
): Promise<Verification> {
	const files: DamagedFile[] = [];
	for (const file of model.files) {
		const fault = await faultOf(join(directory, file.name), file, signal);
		if (fault) files.push({ name: file.name, fault });
	}
	return files.length === 0 ? { kind: 'sound' } : { kind: 'damaged', files };
}
