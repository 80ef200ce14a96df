import { readFileSync } from 'node:fs';
import createMarkdown from 'markdown-it';
import { describe, expect, it, test } from 'vitest';
import { clock, type ExportLine, type Exportable } from './exportable.ts';
import { baseName, formats, parts } from './index.ts';
import { exportWords, spokenIn } from './words.ts';
import { write } from './write.ts';

const line = (id: string, startMs: number, endMs: number, text: string, language = 'en'): ExportLine => ({
	id,
	takeId: 't',
	startMs,
	endMs,
	startSample: startMs * 16,
	endSample: endMs * 16,
	text,
	language,
	event: null,
	corrected: false
});

type Kind = 'bullet' | 'term' | 'task' | 'important' | 'formula';
const block = (blockId: string, kind: Kind, md: string, cites: string[], done?: boolean) => ({
	blockId,
	sectionId: 's',
	kind,
	md,
	cites,
	position: 0,
	origin: 'extractive' as const,
	locked: false,
	rev: 1,
	...(done !== undefined && { done })
});

const lecture: Exportable = {
	title: 'Photosynthesis',
	createdAt: new Date(2026, 2, 4, 9, 30).getTime(),
	durationMs: 3_725_000.4,
	lines: [
		line('t/0', 0, 2_500, 'Good morning <everyone> & all.'),
		line('t/2', 3_661_000, 3_664_040, '光合作用分为两个阶段。', 'zh')
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
				block('c', 'task', 'Read chapter four', [], false),
				block('d', 'task', 'Hand in exercise 3', ['t/2'], true),
				block('e', 'important', 'Comes in the exam', ['t/0']),
				block('f', 'formula', 'E_1 = a*b*c', [])
			]
		}
	],
	questions: [
		{
			question: 'What is the homework?',
			model: 'some-model',
			blocks: [
				{ kind: 'line', md: '# not *Markdown*', cites: ['t/0'] },
				{ kind: 'lecture', md: 'Chapter **four**, by Friday.', cites: ['t/2'], unfounded: ['Friday'] },
				{ kind: 'own-words', md: 'Good luck!', cites: [] },
				{ kind: 'beyond', md: 'Chapters are parts of books.', cites: [] }
			]
		},
		{ question: 'Who?', model: null, blocks: [{ kind: 'nothing-found', md: '', cites: [] }] }
	],
	decks: [
		{
			name: 'week_4.pptx',
			slides: [
				{ number: 1, title: 'Light', text: 'one\ntwo', hidden: false, startMs: 0 },
				{ number: 2, title: '', text: '', hidden: true, startMs: null }
			]
		}
	],
	words: exportWords('en'),
	locales: ['en-GB']
};

test('the Markdown holds the parts in order, with times and dates as the screen shows them', () => {
	expect(write('md', lecture, parts)).toBe(
		[
			'# Photosynthesis',
			'4 March 2026 at 09:30 · 1:02:05',
			'## Notes',
			'*Excerpts from the transcript, without AI.*',
			'### Tasks',
			'- [x] Hand in exercise 3 (1:01:01)\n- [ ] Read chapter four',
			'### Important',
			'- Comes in the exam (0:00)',
			'### Two stages',
			'- Light **lifts** an electron (0:00)\n- **Chloroplast** — green body (1:01:01)',
			'$$\nE_1 = a*b*c\n$$',
			'## Questions',
			'### What is the homework?',
			'> \\# not \\*Markdown\\* (0:00)',
			'*Written by some-model:*',
			'Chapter **four**, by Friday. [not in the lines cited: Friday\\] (1:01:01)',
			'*The model’s own words, which cite no line of the lecture:*',
			'Good luck!',
			'*Not from the lecture:*',
			'Chapters are parts of books.',
			'### Who?',
			'I found nothing about this in the lecture.',
			'## Slides',
			'### week\\_4.pptx',
			'#### 1 · Light (0:00)',
			'one\\\ntwo',
			'#### 2 · No title (hidden)',
			'## Transcript',
			'**0:00** Good morning \\<everyone> & all.',
			'**1:01:01** 光合作用分为两个阶段。'
		].join('\n\n') + '\n'
	);
});

test('a file holds only the parts that were asked for, and that the lecture has', () => {
	const transcript = write('md', lecture, ['transcript']);
	expect(transcript).toContain('## Transcript');
	expect(transcript).not.toMatch(/## (?:Notes|Questions|Slides)/);
	const empty = { ...lecture, lines: [], notes: [], questions: [], decks: [] };
	expect(write('md', empty, parts)).not.toContain('##');
	for (const format of formats) expect(write(format, empty, parts)).not.toContain('undefined');
});

test('the text says what it holds, without a mark of Markdown', () => {
	expect(write('txt', lecture, parts)).toBe(
		[
			'Photosynthesis\n==============\n\n4 March 2026 at 09:30 · 1:02:05\n',
			'Notes\n-----\n\nExcerpts from the transcript, without AI.\n',
			'Tasks\n\n- [x] Hand in exercise 3 (1:01:01)\n- [ ] Read chapter four\n',
			'Important\n\n- Comes in the exam (0:00)\n',
			'Two stages\n\n- Light lifts an electron (0:00)\n- Chloroplast — green body (1:01:01)\n',
			'E_1 = a*b*c\n',
			'Questions\n---------\n',
			'What is the homework?\n\n> # not *Markdown* (0:00)\n',
			'Written by some-model:\nChapter four, by Friday. [not in the lines cited: Friday] (1:01:01)',
			'The model’s own words, which cite no line of the lecture:\nGood luck!',
			'Not from the lecture:\nChapters are parts of books.\n',
			'Who?\n\nI found nothing about this in the lecture.\n',
			'Slides\n------\n\nweek_4.pptx\n\n1 · Light (0:00)\n\none\ntwo\n\n2 · No title (hidden)\n',
			'Transcript\n----------\n\n0:00 Good morning <everyone> & all.\n1:01:01 光合作用分为两个阶段。\n'
		].join('\n')
	);
});

test('a Chinese lecture has Chinese headings, dates and brackets, whatever the buttons say', () => {
	const words = exportWords('zh');
	const md = write('md', { ...lecture, words }, parts);
	expect(md).toContain('2026年3月4日 09:30');
	for (const heading of ['## 笔记', '### 待办', '### 重要', '## 问答', '## 课件', '## 文字稿'])
		expect(md).toContain(`\n${heading}\n`);
	expect(md).toContain('- **Chloroplast**：green body（1:01:01）');
	expect(md).not.toMatch(/Transcript|Tasks|March/);
});

test('the language of a lecture is that of most of its words', () => {
	const zh = line('a', 0, 1, '光合作用分为两个阶段', 'zh');
	const en = line('b', 0, 1, 'a light reaction', 'en');
	expect(spokenIn([zh, en], 'en')).toBe('zh');
	expect(spokenIn([zh, en, { ...en, text: 'word '.repeat(20) }], 'zh')).toBe('en');
	expect(spokenIn([{ text: '光合作用', language: null }], 'en')).toBe('zh');
	expect(spokenIn([], 'ja')).toBe('ja');
});

test('subtitles hold the transcript, and an event by its name in the language of the lecture', () => {
	const applause = { ...line('t/4', 3_670_000, 3_672_000, ''), event: 'Applause' };
	const clapped = { ...lecture, words: exportWords('zh'), lines: [...lecture.lines, applause] };
	expect(write('srt', clapped, [])).toBe(
		'1\n00:00:00,000 --> 00:00:02,800\nGood morning ‹everyone› & all.\n\n' +
			'2\n01:01:01,000 --> 01:01:04,340\n光合作用分为两个阶段。\n\n' +
			'3\n01:01:10,000 --> 01:01:12,300\n[掌声]\n'
	);
	expect(write('vtt', lecture, [])).toContain('Good morning &lt;everyone&gt; &amp; all.');
});

test('JSON has times in milliseconds beside samples, and every field that its page names', () => {
	const json = JSON.parse(write('json', lecture, [])) as Record<string, unknown>;
	expect(json).toMatchObject({
		format: '404notsound-lecture',
		version: 1,
		createdAt: new Date(2026, 2, 4, 9, 30).toISOString(),
		durationMs: 3_725_000,
		transcript: [{ id: 't/0', startMs: 0, endMs: 2_500, startSample: 0, endSample: 40_000 }, { id: 't/2' }],
		questions: [{ model: 'some-model', answer: [{ times: [0] }, { unfounded: ['Friday'] }, {}, {}] }, {}],
		slides: [{ slides: [{ number: 1, startMs: 0 }, { startMs: null }] }]
	});
	expect(json['notes']).toMatchObject([
		{ blocks: [{ times: [0] }, {}, { done: false }, { done: true }, {}, {}] }
	]);
	const page = readFileSync(new URL('FORMAT.md', import.meta.url), 'utf8');
	const fields = (value: unknown): string[] =>
		Array.isArray(value)
			? value.flatMap(fields)
			: value !== null && typeof value === 'object'
				? Object.entries(value).flatMap(([name, of]) => [name, ...fields(of)])
				: [];
	for (const name of new Set(fields(json))) expect(page).toMatch(new RegExp('[`.]' + name + '`'));
});

describe('every line of the field', () => {
	const said = readFileSync(new URL('../../../tests/fixtures/cases/t-export.txt', import.meta.url), 'utf8')
		.split('\n')
		.filter(Boolean);
	const lines = said.map((text, index) => line(`t/${index}`, index * 8_000, index * 8_000 + 6_000, text));
	const whole = { ...lecture, lines, questions: [], decks: [] };

	it('is text in the Markdown: no heading, list, table, tag or emphasis comes of it', () => {
		const blocks = said.map((md, at) => block(`n${at}`, 'bullet', md, []));
		const notes = lecture.notes.map(({ section }) => ({ section, blocks }));
		const html = createMarkdown({ html: true }).render(write('md', { ...whole, notes }, parts));
		expect(html.match(/<h\d>/g)).toHaveLength(4);
		expect(html).not.toMatch(/<script|<String|<ol>|<table/);
		const shown = html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
		for (const text of said) expect(shown.split(text.trim()).length - 1).toBe(2);
	});

	it('is in the text and in the JSON letter by letter', () => {
		for (const format of ['txt', 'json'] as const) {
			const text = write(format, whole, ['transcript']);
			for (const each of said) expect(text).toContain(each.trim());
		}
	});
});

describe('a file name', () => {
	test.each([
		['Biology 3/4: "light" — 光', 'Biology 3 4 light — 光'],
		['///', 'Lecture'],
		['..', 'Lecture'],
		['con', 'con_'],
		['COM1.backup', 'COM1_.backup'],
		['-rf ~', 'rf ~'],
		['.hidden', 'hidden'],
		['ends in dots...', 'ends in dots'],
		['a\u202egpj.exe\ufeff', 'agpj.exe'],
		['lone \ud800 half', 'lone half'],
		['tab\there\nline', 'tab here line']
	])('made of %j is %j', (title, name) => {
		expect(baseName(title, 'Lecture')).toBe(name);
	});

	it('fits 255 bytes in every script, and is cut between letters', () => {
		for (const letter of ['光', 'e\u0301', '👩‍🔬', 'a'])
			expect(new TextEncoder().encode(`${baseName(letter.repeat(400), 'x')}.json`).length).toBeLessThan(255);
		expect(baseName('👩‍🔬'.repeat(400), 'x')).toMatch(/^(?:👩‍🔬)+$/u);
	});
});

test('a clock shows hours only when there are any', () => {
	expect([clock(0), clock(59_999), clock(61_000), clock(3_600_000)]).toEqual([
		'0:00',
		'0:59',
		'1:01',
		'1:00:00'
	]);
});
