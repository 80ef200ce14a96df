import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { pdfOf } from '../../tests/helpers/pdf.ts';
import { pptxParts } from '../../tests/helpers/pptx.ts';
import { readDeck } from './read.ts';

const fixture = (name: string) =>
	new Uint8Array(readFileSync(new URL(`../../tests/fixtures/cases/${name}`, import.meta.url)));

/** Title and text of each slide, or the problem. */
async function read(bytes: Uint8Array): Promise<string | [title: string, text: string][]> {
	const outcome = await readDeck(bytes);
	return outcome.kind === 'refused'
		? outcome.problem
		: outcome.deck.slides.map(({ title, text }) => [title, text]);
}

const three = [
	['Photosynthesis', 'Light reactions\nCalvin cycle'],
	['Chloroplast', 'Green body'],
	['Summary', 'Two stages']
];

describe('a PDF from the field', () => {
	test('keeps the numbers of a table, row by row', async () => {
		expect(await read(fixture('d-table.pdf'))).toEqual([
			[
				'Moons of the planets',
				'Planet | Moons | Year\nMars | 2 | 1877\nJupiter | 95 | 1610\nSaturn | 146 | 1655'
			],
			['Summary', 'Saturn leads']
		]);
	});

	test('gives the text of fonts that are not embedded, by their predefined character maps', async () => {
		expect(await read(fixture('d-cjk.pdf'))).toEqual([
			['光合作用', '光反应\n暗反应'],
			['叶绿体', '类囊体薄膜'],
			['总结', '两个阶段']
		]);
	});

	test.each(['d-bom.pdf', 'd-crlf.pdf', 'd-rotate.pdf'])(
		'is read as a reader would read it: %s',
		async (name) => {
			expect(await read(fixture(name))).toEqual(three);
		}
	);

	test('keeps a title that several pages share', async () => {
		const slides = await read(fixture('d-repeat-title.pdf'));
		expect(slides).toEqual([
			['Plan', 'What we do today'],
			['Photosynthesis', 'Light reactions'],
			['Photosynthesis', 'Calvin cycle'],
			['Photosynthesis', 'Stomata'],
			['Questions', 'Ask now']
		]);
	});

	test('may begin behind a kilobyte of something else', async () => {
		const stray = strToU8(`HTTP/1.1 200 OK\r\n${'x'.repeat(980)}\r\n\r\n`);
		const pdf = new Uint8Array(Buffer.concat([stray, pdfOf([['Title', 'text']])]));
		expect(await read(pdf)).toEqual([['Title', 'text']]);
	});
});

describe('the furniture of a PDF', () => {
	type Text = [x: number, y: number, size: number, text: string];
	const footer = (page: number): Text => [860, 20, 10, `${page + 16} / 240`];
	const deck = (pages: readonly (readonly Text[])[]) => read(pdfOf(pages));

	test('is what counts the pages and what stands in the margin of nearly all of them; numbers elsewhere are content', async () => {
		const years = [1789, 1848, 42, 1917, 1989];
		const pages = years.map((year, page): Text[] => [
			[400, 300, 80, String(year)],
			[50, 20, 10, 'A. Lovelace: Revolutions'],
			...(page === 0 ? [] : [footer(page)])
		]);
		expect(await deck(pages)).toEqual(years.map((year) => ['', String(year)]));
	});

	test('is no title, even where all pages have the same one, and none that goes up by one', async () => {
		const pages = [1, 2, 3, 4].map((n): Text[] => [
			[50, 500, 36, n < 3 ? 'Cells' : `Week ${n}`],
			[50, 300, 18, `${n * n} cells`]
		]);
		expect(await deck(pages)).toEqual([
			['Cells', '1 cells'],
			['Cells', '4 cells'],
			['Week 3', '9 cells'],
			['Week 4', '16 cells']
		]);
		const same = [1, 2, 3].map((n): Text[] => [
			[50, 500, 36, 'Cells'],
			[50, 300, 18, `${n * n} cells`]
		]);
		expect(await deck(same)).toEqual([1, 4, 9].map((n) => ['Cells', `${n} cells`]));
	});

	test('is the number of a page that is shown step by step', async () => {
		const pages = [1, 1, 2, 2, 3].map((n): Text[] => [
			[50, 480, 36, 'Steps'],
			[880, 10, 9, String(n)]
		]);
		expect(await deck(pages)).toEqual(pages.map(() => ['Steps', '']));
	});
});

describe('a PPTX from the field', () => {
	const parts = pptxParts([
		{ title: 'Photosynthesis', body: ['Light reactions', 'Calvin cycle'], notes: 'Ask.' },
		{ title: '1789', body: ['42'] }
	]);
	const slides = [
		['Photosynthesis', 'Light reactions\nCalvin cycle'],
		['1789', '42']
	];
	type Part = [path: string, text: string];
	const built = (change: (part: Part) => [path: string, content: string | Uint8Array][]) =>
		zipSync(
			Object.fromEntries(
				Object.entries(parts)
					.flatMap(change)
					.map(([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content])
			)
		);
	const utf16 = (text: string) =>
		new Uint8Array(Buffer.from(`\uFEFF${text.replace('UTF-8', 'UTF-16')}`, 'utf16le'));
	const strict = (text: string) =>
		text
			.replaceAll(
				/http:\/\/schemas\.openxmlformats\.org\/(\w+)\/2006\/main/gu,
				'http://purl.oclc.org/ooxml/$1/main'
			)
			.replaceAll(
				'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
				'http://purl.oclc.org/ooxml/officeDocument/relationships'
			);
	const isRelations = (path: string) => path.endsWith('.rels');
	const kinds: Record<string, (part: Part) => [string, string | Uint8Array][]> = {
		'with backslashes in its paths': ([path, text]) => [[path.replaceAll('/', '\\'), text]],
		'with backslashes in its relations': ([path, text]) => [
			[path, isRelations(path) ? text.replaceAll('slides/', 'slides\\') : text]
		],
		'with a slash in front of its paths': ([path, text]) => [[`/${path}`, text]],
		'in capitals': ([path, text]) => [[path.toUpperCase(), text]],
		'with absolute targets': ([path, text]) => [
			[path, path.includes('presentation.xml.rels') ? text.replaceAll('slides/', '/ppt/slides/') : text]
		],
		'in UTF-16': ([path, text]) => [[path, utf16(text)]],
		'in the strict edition of the standard': ([path, text]) => [[path, strict(text)]],
		'with prefixes of its own': ([path, text]) => [
			[
				path,
				text
					.replaceAll(/(<\/?|xmlns:)p([:=])/gu, '$1deck$2')
					.replaceAll(/(<\/?)a:/gu, '$1')
					.replaceAll('xmlns:a=', 'xmlns=')
			]
		],
		'in folders of other names': ([path, text]) => [
			[
				path
					.replace('ppt/slides', 'deck/pages')
					.replace('ppt/presentation', 'deck/main')
					.replace('ppt/_rels/presentation', 'deck/_rels/main'),
				isRelations(path) ? text.replaceAll('slides/slide', '/deck/pages/slide') : text
			],
			[
				'_rels/.rels',
				'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="deck/main.xml"/></Relationships>'
			]
		]
	};
	test.each(Object.entries(kinds))('is read: %s', async (_, change) => {
		expect(await read(built(change))).toEqual(slides);
	});

	test('is read in the order of its files when the list of its parts is missing', async () => {
		const without = built(([path, text]) => (path.endsWith('presentation.xml.rels') ? [] : [[path, text]]));
		expect(await read(without)).toEqual([...slides].reverse());
	});

	test('keeps its other slides when one is missing', async () => {
		const without = built(([path, text]) => (path === 'ppt/slides/slide2.xml' ? [] : [[path, text]]));
		expect(await read(without)).toEqual([['', ''], slides[1]]);
	});

	test('is read from the file with backslashes', async () => {
		expect(await read(fixture('p-backslash.pptx'))).toEqual([
			['Photosynthesis', 'Light reactions\nCalvin cycle'],
			['Chloroplast', 'Green body\nThylakoid'],
			['Exam answers', 'Secret solution']
		]);
	});

	test('is read from a ZIP64 file', async () => {
		expect(await read(zip64(built((part) => [part])))).toEqual(slides);
	});
});

/** The same archive with its directory described as ZIP64 does. */
function zip64(zip: Uint8Array): Uint8Array {
	const bytes = Buffer.from(zip);
	const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
	const [entries, size, offset] = [
		bytes.readUInt16LE(end + 10),
		bytes.readUInt32LE(end + 12),
		bytes.readUInt32LE(end + 16)
	];
	const record = Buffer.alloc(56);
	record.write('PK\x06\x06', 'latin1');
	record.writeBigUInt64LE(44n, 4);
	record.writeUInt32LE(45 | (45 << 16), 12);
	[entries, entries, size, offset].forEach((value, n) => record.writeBigUInt64LE(BigInt(value), 24 + 8 * n));
	const locator = Buffer.alloc(20);
	locator.write('PK\x06\x07', 'latin1');
	locator.writeBigUInt64LE(BigInt(end), 8);
	locator.writeUInt32LE(1, 16);
	const tail = Buffer.from(bytes.subarray(end));
	tail.fill(0xff, 8, 20);
	return new Uint8Array(Buffer.concat([bytes.subarray(0, end), record, locator, tail]));
}
