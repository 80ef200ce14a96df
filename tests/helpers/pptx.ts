import { strToU8, zipSync } from 'fflate';

export type PptxSlide = {
	title?: string;
	/** Paragraphs. */
	body?: string[];
	/** Further shapes as they stand in the file. */
	shapes?: string;
	notes?: string;
	hidden?: boolean;
	/** Words of a diagram. */
	diagram?: string[];
};

const namespaces =
	'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"';
const relationTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const escaped = (text: string): string =>
	text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');

export const shape = (placeholder: string, paragraphs: readonly string[]): string =>
	`<p:sp><p:nvSpPr><p:nvPr>${placeholder ? `<p:ph type="${placeholder}"/>` : ''}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs
		.map((text) => `<a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p>`)
		.join('')}</p:txBody></p:sp>`;

const relations = (list: readonly [id: string, type: string, target: string][]): string =>
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
		.map(
			([id, type, target]) => `<Relationship Id="${id}" Type="${relationTypes}/${type}" Target="${target}"/>`
		)
		.join('')}</Relationships>`;

/** A PPTX with these slides, in this order; the files inside are numbered the other way round, as a reordered deck has them. */
export const pptxOf = (slides: readonly PptxSlide[]): Uint8Array =>
	zipSync(Object.fromEntries(Object.entries(pptxParts(slides)).map(([path, text]) => [path, strToU8(text)])));

/** The XML files of that PPTX, by path. */
export function pptxParts(slides: readonly PptxSlide[]): Record<string, string> {
	const parts: Record<string, string> = {};
	const last = slides.length;
	slides.forEach(({ title, body, shapes = '', notes, hidden, diagram }, index) => {
		const n = last - index;
		parts[`ppt/slides/slide${n}.xml`] =
			`<p:sld ${namespaces}${hidden ? ' show="0"' : ''}><p:cSld><p:spTree>${shape('sldNum', [String(n)])}${
				title === undefined ? '' : shape('title', [title])
			}${body ? shape('', body) : ''}${shapes}</p:spTree></p:cSld></p:sld>`;
		parts[`ppt/slides/_rels/slide${n}.xml.rels`] = relations([
			...(notes === undefined ? [] : [['n', 'notesSlide', `../notesSlides/notesSlide${n}.xml`] as const]),
			...(diagram ? [['d', 'diagramData', `../diagrams/data${n}.xml`] as const] : [])
		] as [string, string, string][]);
		if (notes !== undefined)
			parts[`ppt/notesSlides/notesSlide${n}.xml`] =
				`<p:notes ${namespaces}><p:cSld><p:spTree>${shape('sldImg', [])}${shape('body', [notes])}</p:spTree></p:cSld></p:notes>`;
		if (diagram)
			parts[`ppt/diagrams/data${n}.xml`] = `<dgm:dataModel ${namespaces}>${diagram
				.map((text) => `<dgm:pt><dgm:t><a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p></dgm:t></dgm:pt>`)
				.join('')}</dgm:dataModel>`;
	});
	parts['ppt/presentation.xml'] = `<p:presentation ${namespaces}><p:sldIdLst>${slides
		.map((_, index) => `<p:sldId id="${256 + index}" r:id="s${last - index}"/>`)
		.join('')}</p:sldIdLst></p:presentation>`;
	parts['ppt/_rels/presentation.xml.rels'] = relations(
		slides.map((_, index) => [`s${last - index}`, 'slide', `slides/slide${last - index}.xml`])
	);
	return Object.fromEntries(
		Object.entries(parts).map(([path, text]) => [path, `<?xml version="1.0" encoding="UTF-8"?>${text}`])
	);
}

/** 500 slides of as many characters as are kept, no two alike, in three bytes each. */
export function largestDeck(): Uint8Array {
	let seed = 1;
	const character = () => String.fromCodePoint(0x4e00 + ((seed = (seed * 48_271) % 2_147_483_647) % 20_000));
	const text = (length: number) => Array.from({ length }, character).join('');
	const slides = Array.from({ length: 500 }, () => ({
		title: text(200),
		body: [text(2_000)],
		notes: text(2_000)
	}));
	return pptxOf(slides);
}
