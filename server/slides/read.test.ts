import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Slide } from '#lib/protocol/index.ts';
import { pdfOf } from '../../tests/helpers/pdf.ts';
import { pptxOf, shape } from '../../tests/helpers/pptx.ts';
import { isTextless } from './port.ts';
import { readDeck } from './read.ts';

const fixture = (name: string) =>
	new Uint8Array(readFileSync(new URL(`../../tests/fixtures/slides/${name}.pdf`, import.meta.url)));

async function slidesOf(bytes: Uint8Array): Promise<Slide[]> {
	const outcome = await readDeck(bytes);
	if (outcome.kind === 'refused') throw new Error(outcome.problem);
	return outcome.deck.slides;
}

const refusal = (problem: string) => ({ kind: 'refused', problem });

describe('a PPTX', () => {
	test('is read in the order in which it is shown, with titles, text and notes, in any language', async () => {
		const slides = await slidesOf(
			pptxOf([
				{ title: 'Cells & tissues', body: ['What a cell is', 'a < b'], notes: 'Ask who knows.' },
				{ title: '傅里叶级数', body: ['任何周期函数都可以写成正弦与余弦之和'] }
			])
		);
		expect(slides).toEqual([
			{
				number: 1,
				title: 'Cells & tissues',
				text: 'What a cell is\na < b',
				notes: 'Ask who knows.',
				hidden: false
			},
			{
				number: 2,
				title: '傅里叶级数',
				text: '任何周期函数都可以写成正弦与余弦之和',
				notes: '',
				hidden: false
			}
		]);
	});

	test('says which slides are hidden, and counts them', async () => {
		const slides = await slidesOf(
			pptxOf([{ title: 'One' }, { title: 'Two', hidden: true }, { title: 'Three' }])
		);
		expect(slides.map(({ number, hidden }) => [number, hidden])).toEqual([
			[1, false],
			[2, true],
			[3, false]
		]);
	});

	test('gives tables by row, words of groups, diagrams and formulas, and alternatives once', async () => {
		const cell = (text: string) =>
			`<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
		const table = `<p:graphicFrame><a:tbl><a:tr>${cell('in')}${cell('CO2')}</a:tr><a:tr>${cell('out')}${cell('O2')}</a:tr></a:tbl></p:graphicFrame>`;
		const group = `<p:grpSp>${shape('', ['in a group'])}</p:grpSp>`;
		const formula =
			'<mc:AlternateContent><mc:Choice><p:sp><p:txBody><a:p><a:r><a:t>so </a:t></a:r><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></a:p></p:txBody></p:sp></mc:Choice><mc:Fallback><p:sp><p:txBody><a:p><a:r><a:t>a picture</a:t></a:r></a:p></p:txBody></p:sp></mc:Fallback></mc:AlternateContent>';
		const [slide] = await slidesOf(
			pptxOf([{ title: 'All', shapes: table + group + formula, diagram: ['first step', 'second step'] }])
		);
		expect(slide?.text.split('\n')).toEqual([
			'in | CO2',
			'out | O2',
			'in a group',
			'so E=mc²',
			'first step',
			'second step'
		]);
	});

	test('of more than 500 slides is refused', async () => {
		const slides = Array.from({ length: 501 }, (_, n) => ({ title: `Slide ${n}` }));
		expect(await readDeck(pptxOf(slides))).toEqual(refusal('too-many-slides'));
		expect(await slidesOf(pptxOf(slides.slice(1)))).toHaveLength(500);
	});

	test('that unpacks to far more than it is, is refused before it is unpacked', async () => {
		const bomb = zipSync({ 'ppt/presentation.xml': new Uint8Array(9 * 1024 * 1024) });
		expect(bomb.length).toBeLessThan(100_000);
		expect(await readDeck(bomb)).toEqual(refusal('too-large'));
		const many = Object.fromEntries(
			Array.from({ length: 12 }, (_, n) => [`ppt/_rels/${n}.rels`, new Uint8Array(6 * 1024 * 1024)])
		);
		expect(await readDeck(zipSync(many, { level: 1 }))).toEqual(refusal('too-large'));
	});

	test('with entities of its own is refused: they could grow without end, or name other files', async () => {
		const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p:presentation>&b;</p:presentation>`;
		expect(await readDeck(zipSync({ 'ppt/presentation.xml': strToU8(laughs) }))).toEqual(refusal('damaged'));
	});

	test('with elements a thousand deep is refused', async () => {
		const deep = `${'<a>'.repeat(1_000)}${'</a>'.repeat(1_000)}`;
		expect(await readDeck(zipSync({ 'ppt/presentation.xml': strToU8(deep) }))).toEqual(refusal('damaged'));
	});

	test('that was cut off is refused, and so is a ZIP of something else', async () => {
		const whole = pptxOf([{ title: 'One' }]);
		expect(await readDeck(whole.subarray(0, whole.length / 2))).toEqual(refusal('damaged'));
		expect(await readDeck(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toEqual(
			refusal('unknown-format')
		);
	});
});

describe('a PDF', () => {
	test('gives titles and text, without what stands on every page, with divided words put together', async () => {
		const slides = await slidesOf(fixture('photosynthesis.en'));
		expect(slides.map(({ title }) => title)).toEqual([
			'Photosynthesis',
			'Light and chlorophyll',
			'The light reactions',
			'The Calvin cycle'
		]);
		expect(slides[1]?.text).toBe('Chlorophyll absorbs red and blue light\nGreen light is reflected');
		expect(slides[3]?.text).toContain('enzyme rubisco');
		expect(slides[3]?.text).toContain('3 CO₂');
		expect(slides.map(({ text }) => text).join()).not.toMatch(/Example|\d \/ 4/);
	});

	test('in Chinese is read too', async () => {
		const slides = await slidesOf(fixture('fourier.zh'));
		expect(slides.map(({ title }) => title)).toEqual(['傅里叶级数', '周期函数的分解', '卷积定理']);
	});

	test('without text is read, and known to be textless', async () => {
		const outcome = await readDeck(fixture('textless'));
		expect(outcome.kind === 'read' && isTextless(outcome.deck)).toBe(true);
		const whole = await readDeck(fixture('fourier.zh'));
		expect(whole.kind === 'read' && isTextless(whole.deck)).toBe(false);
	});

	test('of 500 pages is read, of more refused', async () => {
		const pages = Array.from({ length: 501 }, (_, n) => [`Page ${n}`, 'some text']);
		expect((await slidesOf(pdfOf(pages.slice(1))))[499]?.title).toBe('Page 500');
		expect(await readDeck(pdfOf(pages))).toEqual(refusal('too-many-slides'));
	});

	test('that is damaged is refused', async () => {
		const noise = new TextEncoder().encode(`%PDF-1.7\n${'x'.repeat(500)}`);
		expect(await readDeck(noise)).toEqual(refusal('damaged'));
	});
});

describe('another file', () => {
	test('is refused by what it is: an old format, a locked one, something else', async () => {
		const compound = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
		expect(await readDeck(compound)).toEqual(refusal('old-format'));
		const locked = Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]);
		expect(await readDeck(new Uint8Array(locked))).toEqual(refusal('protected'));
		expect(await readDeck(strToU8('hello'))).toEqual(refusal('unknown-format'));
		expect(await readDeck(new Uint8Array())).toEqual(refusal('unknown-format'));
		expect(await readDeck(new Uint8Array(50 * 1024 * 1024 + 1))).toEqual(refusal('too-large'));
	});
});
