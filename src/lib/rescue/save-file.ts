export type Saved = 'saved' | 'cancelled' | 'failed';

type Writable = { write(bytes: Uint8Array): Promise<void>; close(): Promise<void>; abort(): Promise<void> };
type Picker = (options: {
	suggestedName: string;
	types: { description: string; accept: Record<string, string[]> }[];
}) => Promise<{ createWritable(): Promise<Writable> }>;

export type FileType = { description: string; mediaType: string; extension: string };
type Pieces = AsyncIterable<Uint8Array<ArrayBuffer>>;

/** So much is gathered before the browser is given it, which may keep it on disk. */
const partBytes = 8 * 1024 * 1024;

/**
 * Writes a file that the person names, piece by piece; where a page may not, as a download. To be called in the handler
 * of a press.
 */
export function saveFile(pieces: Pieces, name: string, type: FileType): Promise<Saved> {
	const picker = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;
	return (picker ? saveWith(picker, pieces, name, type) : download(pieces, name, type)).catch(
		(error: unknown) => (error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'failed')
	);
}

async function saveWith(picker: Picker, pieces: Pieces, name: string, type: FileType): Promise<Saved> {
	const { description, mediaType, extension } = type;
	const accept = { [mediaType]: [`.${extension}`] };
	const handle = await picker({ suggestedName: name, types: [{ description, accept }] });
	const file = await handle.createWritable();
	try {
		for await (const piece of pieces) await file.write(piece);
		await file.close();
		return 'saved';
	} catch {
		// What the file held before is kept.
		await file.abort().catch(() => undefined);
		return 'failed';
	}
}

async function download(pieces: Pieces, name: string, { mediaType }: FileType): Promise<Saved> {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(await blobOf(pieces, mediaType));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
	return 'saved';
}

/** A blob of pieces that are never all in memory at once. */
export async function blobOf(pieces: Pieces, type: string): Promise<Blob> {
	const parts: Blob[] = [];
	let gathered: Uint8Array<ArrayBuffer>[] = [];
	let bytes = 0;
	for await (const piece of pieces) {
		gathered.push(piece);
		bytes += piece.byteLength;
		if (bytes < partBytes) continue;
		parts.push(new Blob(gathered));
		[gathered, bytes] = [[], 0];
	}
	return new Blob([...parts, ...gathered], { type });
}
