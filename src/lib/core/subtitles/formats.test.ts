import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { WebVTTParser } from 'webvtt-parser';
import { cuesOf, toSrt, toVtt, type Cue } from './index.ts';
import { withoutMarkup } from './srt.ts';
import { stamp } from './stamp.ts';

const field = readFileSync(new URL('../../../../tests/fixtures/cases/t-export.txt', import.meta.url), 'utf8')
	.split('\n')
	.filter(Boolean);
const spokenOf = (texts: readonly string[]) =>
	texts.map((text, index) => ({ startMs: index * 5_000, endMs: index * 5_000 + 4_000, text }));
const letters = (text: string) => text.replace(/\s/g, '');

/** What VLC, FFmpeg with libass, and Android show of a line of SubRip, as their sources read it. */
const players: Record<string, (text: string) => string> = {
	VLC: (text) =>
		text
			.replace(/<\/?\s*\p{L}\w*[^>]*(?:>|$)/gu, '')
			.replace(/\{(?:\\|.:)[^}]*\}/gs, '')
			.replace(/\\[nh]/gi, ' '),
	'FFmpeg and libass': (text) =>
		text
			.replace(/<\/?[^<>]{1,127}>/g, '')
			.replace(/\{[^}]*\}/g, '')
			.replace(/\\[nh]/gi, ' '),
	Android: (text) =>
		text
			.replace(/\{\\.*?\}/g, '')
			.replace(/<[\p{L}/!?][^>]*(?:>|$)/gu, '')
			.replace(/&(?:lt|gt|amp|quot|nbsp|#\d+);/g, '?')
};
const asTyped: Record<string, string> = { '‹': '<', '›': '>', '｛': '{', '｝': '}', '＼': '\\', '＆': '&' };
const plain = (text: string) => text.replace(/[‹›｛｝＼＆]/g, (sign) => asTyped[sign] as string);

const piece = fc.constantFrom(
	...[
		'<',
		'>',
		'</',
		'b',
		'i',
		'String',
		' ',
		'{',
		'}',
		'\\',
		'n',
		'an8',
		'y:',
		'&',
		'lt;',
		'#39;',
		'-->',
		'5',
		'光'
	]
);
const odd = fc.array(piece, { minLength: 1, maxLength: 25 }).map((pieces) => pieces.join('').trim());

describe('SubRip', () => {
	test.each(Object.entries(players))('shows in %s what was said', (_, shown) => {
		for (const text of field) expect(plain(shown(withoutMarkup(text)))).toBe(text);
		fc.assert(
			fc.property(odd, (text) => {
				expect(plain(shown(withoutMarkup(text)))).toBe(text);
			})
		);
	});

	it('changes no sign that no player takes for markup', () => {
		for (const text of ['5 > 3', 'x <= 5', 'AT&T', 'C:\\dir', 'I <3 it', 'f = { open'])
			expect(withoutMarkup(text)).toBe(text);
	});

	it('is read back as it was written: numbers from 1, a comma, a blank line', () => {
		fc.assert(
			fc.property(fc.array(odd, { maxLength: 6 }), (texts) => {
				const cues = cuesOf(spokenOf(texts));
				const blocks = toSrt(cues).split('\n\n').filter(Boolean);
				const parsed = blocks.map((block, index) => {
					const [number, span = '', ...lines] = block.trimEnd().split('\n');
					expect(number).toBe(String(index + 1));
					expect(span).toMatch(/^\d{2,}:\d\d:\d\d,\d{3} --> \d{2,}:\d\d:\d\d,\d{3}$/);
					return plain(lines.join(' '));
				});
				expect(letters(parsed.join(''))).toBe(letters(texts.join('')));
			})
		);
	});
});

type Node = { type: string; value?: string; children?: Node[] };
const textOf = (node: Node): string => node.value ?? (node.children ?? []).map(textOf).join('');
const parseVtt = (vtt: string) =>
	new WebVTTParser({ '&amp': '&', '&lt': '<', '&gt': '>', '&amp;': '&', '&lt;': '<', '&gt;': '>' }).parse(
		vtt,
		'captions'
	);

describe('WebVTT', () => {
	it('is read back by the parser of the W3C without an error and without a letter lost', () => {
		const check = (texts: readonly string[]) => {
			const { cues, errors } = parseVtt(toVtt(cuesOf(spokenOf(texts))));
			expect(errors).toEqual([]);
			expect(letters(cues.map((cue) => textOf(cue.tree as Node)).join(''))).toBe(letters(texts.join('')));
		};
		check(field);
		fc.assert(fc.property(fc.array(odd, { maxLength: 6 }), check));
	});

	it('begins with its name and writes a point before the milliseconds', () => {
		const cue: Cue = { startMs: 3_661_005, endMs: 3_662_405, lines: ['a <b> & --> c'] };
		expect(toVtt([cue])).toBe('WEBVTT\n\n01:01:01.005 --> 01:01:02.405\na &lt;b&gt; &amp; --&gt; c\n');
	});
});

test('a time is rounded before it is split', () => {
	expect(stamp(1_999.94, ',')).toBe('00:00:02,000');
	expect(stamp(3_599_999.6, '.')).toBe('01:00:00.000');
	expect(stamp(360_000_000, '.')).toBe('100:00:00.000');
});
