import { readFile } from 'node:fs/promises';
import { renderPageAsImage } from 'unpdf';
import { openPdf } from './open-pdf.ts';

const widthPixels = 480;
/** A page that is higher than this many widths is none of a slide, and would take much memory. */
const ratioMax = 3;
const imagePixelsMax = 32_000_000;

type Order = { path: string; from: number; to: number };

async function draw({ path, from, to }: Order): Promise<void> {
	const bytes = new Uint8Array(await readFile(path));
	const document = await openPdf(bytes, { maxImageSize: imagePixelsMax });
	for (let page = from; page <= Math.min(to, document.numPages); page++) {
		const { width, height } = (await document.getPage(page)).getViewport({ scale: 1 });
		if (height > ratioMax * width) continue;
		const png = await renderPageAsImage(document, page, {
			width: widthPixels,
			canvasImport: () => import('@napi-rs/canvas')
		}).catch(() => undefined);
		if (png) await new Promise((told) => process.send?.({ page, png: new Uint8Array(png) }, told));
	}
}

process.once('message', (order: Order) => {
	void draw(order)
		.catch(() => undefined)
		.finally(() => process.exit(0));
});
process.once('disconnect', () => process.exit(0));
