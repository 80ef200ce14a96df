import { fileURLToPath } from 'node:url';
import { getDocumentProxy } from 'unpdf';

/** What the PDF library brings beside its code: character maps and metrics of fonts that a file does not embed, decoders of images. */
const resource = (folder: string): string =>
	fileURLToPath(new URL(`./${folder}/`, import.meta.resolve('pdfjs-dist/package.json')));

/** Opens a PDF with everything that the library has on this machine. Nothing in it is run or fetched. */
export const openPdf = (bytes: Uint8Array, options: Parameters<typeof getDocumentProxy>[1] = {}) =>
	getDocumentProxy(bytes, {
		stopAtErrors: false,
		verbosity: 0,
		cMapUrl: resource('cmaps'),
		standardFontDataUrl: resource('standard_fonts'),
		wasmUrl: resource('wasm'),
		iccUrl: resource('iccs'),
		...options
	});
