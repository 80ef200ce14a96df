import type { Deck } from '#lib/protocol/index.ts';
import { SlidesError } from './port.ts';

const zip = [0x50, 0x4b, 0x03, 0x04];
/** The container of Office before 2007. */
const compound = [0xd0, 0xcf, 0x11, 0xe0];
/** Newer files with a password are wrapped in it, under this name. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le');
/** Acrobat takes a PDF whose beginning lies behind so many other bytes. */
const strayBytesMax = 1024;

/** What a file is, whatever it is called; throws `SlidesError` for anything else than slides. */
export function formatOf(file: Uint8Array): Deck['format'] {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
	const startsWith = (head: readonly number[]) => head.every((byte, at) => bytes[at] === byte);
	if (startsWith(zip)) return 'pptx';
	if (bytes.subarray(0, strayBytesMax + 5).includes('%PDF-')) return 'pdf';
	if (!startsWith(compound)) throw new SlidesError('unknown-format');
	throw new SlidesError(bytes.includes(encrypted) ? 'protected' : 'old-format');
}
