import type { DeckOutcome } from '#lib/protocol/index.ts';
import { readPdf } from './pdf.ts';
import { SlidesError, slidesLimits } from './port.ts';
import { readPptx } from './pptx.ts';

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean =>
	head.every((byte, at) => bytes[at] === byte);
const zip = [0x50, 0x4b, 0x03, 0x04];
const pdf = [0x25, 0x50, 0x44, 0x46];
/** The container of Office before 2007. */
const compound = [0xd0, 0xcf, 0x11, 0xe0];
/** Newer files with a password are wrapped in it, under this name. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le');

/** Reads a file by what it is, whatever it is called. Never rejects. Takes as long as it takes: see `readInChild`. */
export async function readDeck(bytes: Uint8Array): Promise<DeckOutcome> {
	try {
		if (bytes.length > slidesLimits.fileBytes) throw new SlidesError('too-large');
		const format = formatOf(bytes);
		const slides = format === 'pptx' ? readPptx(bytes) : await readPdf(bytes);
		if (slides.length === 0) throw new SlidesError('no-slides');
		return { kind: 'read', deck: { format, slides } };
	} catch (error) {
		return { kind: 'refused', problem: error instanceof SlidesError ? error.problem : 'damaged' };
	}
}

function formatOf(bytes: Uint8Array): 'pptx' | 'pdf' {
	if (startsWith(bytes, ...zip)) return 'pptx';
	if (startsWith(bytes, ...pdf)) return 'pdf';
	if (!startsWith(bytes, ...compound)) throw new SlidesError('unknown-format');
	throw new SlidesError(
		Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(encrypted) ? 'protected' : 'old-format'
	);
}
