import { expect, test } from 'vitest';
import type { ExportLine, Exportable } from './exportable.ts';
import { clock } from './exportable.ts';
import { fileName, writers } from './index.ts';

const line = (id: string, startMs: number, endMs: number, text: string): ExportLine => ({
	id,
	startMs,
	endMs,
	text,
	language: 'en',
	event: null
});

const block = (blockId: string, kind: 'bullet' | 'term' | 'task', md: string, cites: string[]) => ({
	blockId,
	sectionId: 's',
	kind,
	md,
	cites,
	position: 0,
	origin: 'extractive' as const,
	locked: false,
	rev: 1
});

const lecture: Exportable = {
	title: 'Photosynthesis',
	createdAt: Date.UTC(2026, 2, 4, 9, 30),
	durationMs: 3_725_000,
	lines: [
		line('t/0', 0, 2_500, 'Good morning <everyone> & all.'),
		line('t/2', 3_661_000, 3_664_040, '光合作用分为两个阶段。')
	],
	notes: [
		{
			section: {
				sectionId: 's',
				title: 'Two stages',
				position: 0,
				origin: 'extractive',
				locked: false,
				rev: 1
			},
			blocks: [
				block('a', 'bullet', 'Light **lifts** an electron', ['t/0']),
				block('b', 'term', 'Chloroplast :: green body', ['t/2', 'unknown']),
				block('c', 'task', 'Read chapter four', [])
			]
		}
	]
};

test('Markdown holds the notes with the times that they rest on, then the transcript', () => {
	expect(writers.md.write(lecture)).toBe(
		[
			'# Photosynthesis',
			'2026-03-04T09:30:00.000Z · 1:02:05',
			'## Two stages',
			'- Light **lifts** an electron (0:00)\n- **Chloroplast** — green body (1:01:01)\n- [ ] Read chapter four',
			'## Transcript',
			'**0:00** Good morning <everyone> & all.',
			'**1:01:01** 光合作用分为两个阶段。'
		].join('\n\n') + '\n'
	);
});

test('subtitles hold the transcript, and an event by its name', () => {
	const clapped = {
		...lecture,
		lines: [...lecture.lines, { ...line('t/4', 3_670_000, 3_672_000, ''), event: 'Applause' }]
	};
	expect(writers.srt.write(clapped)).toBe(
		'1\n00:00:00,000 --> 00:00:02,800\nGood morning ‹everyone› & all.\n\n' +
			'2\n01:01:01,000 --> 01:01:04,340\n光合作用分为两个阶段。\n\n' +
			'3\n01:01:10,000 --> 01:01:12,300\n[Applause]\n'
	);
	expect(writers.vtt.write(lecture)).toContain('Good morning &lt;everyone&gt; &amp; all.');
});

test('JSON says its format and version, and can be read back', () => {
	expect(JSON.parse(writers.json.write(lecture))).toMatchObject({
		format: '404notsound-lecture',
		version: 1,
		transcript: [{ id: 't/0', startMs: 0 }, { id: 't/2' }],
		notes: [{ title: 'Two stages', blocks: [{ kind: 'bullet' }, {}, {}] }]
	});
});

test('a lecture without notes or words is still a document', () => {
	const empty = { ...lecture, lines: [], notes: [] };
	for (const { write } of Object.values(writers)) expect(write(empty)).not.toContain('undefined');
});

test('a file name keeps the title and drops what a file system refuses', () => {
	expect(fileName('Biology 3/4: "light" — 光', 'md')).toBe('Biology 3 4 light — 光.md');
	expect(fileName('///', 'srt')).toBe('lecture.srt');
	expect(fileName('..', 'txt')).toBe('lecture.txt');
});

test('a clock shows hours only when there are any', () => {
	expect([clock(0), clock(59_999), clock(61_000), clock(3_600_000)]).toEqual([
		'0:00',
		'0:59',
		'1:01',
		'1:00:00'
	]);
});
