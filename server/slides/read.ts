import type { DeckOutcome } from '#lib/protocol/index.ts';
import { formatOf } from './format.ts';
import { readPdf } from './pdf.ts';
import { SlidesError, slidesLimits } from './port.ts';
import { readPptx } from './pptx.ts';

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
