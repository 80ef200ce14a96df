import { describe, expect, it } from 'vitest';
import type { NoteBlock } from '#lib/protocol/index.ts';
import { catchUpOf } from './catch-up.ts';
import type { Line } from './transcript.ts';

const line = (minute: number, kind: Line['kind'] = 'text'): Line => ({
	id: `t/${minute}`,
	takeId: 't',
	startMs: minute * 60_000,
	endMs: minute * 60_000 + 30_000,
	startSample: 0,
	endSample: 1,
	kind,
	text: `Minute ${minute}.`,
	language: 'en',
	event: null,
	corrected: false
});
const block = (blockId: string, ...minutes: number[]): NoteBlock => ({
	blockId,
	sectionId: 's',
	kind: 'bullet',
	md: blockId,
	cites: minutes.map((minute) => `t/${minute}`),
	position: 1,
	origin: 'llm',
	locked: false,
	rev: 1
});
const lines = Array.from({ length: 20 }, (_, minute) => line(minute));
const outline = [{ blocks: [block('early', 2)] }, { blocks: [block('across', 13, 14), block('late', 16)] }];
const seen = (minutes: number, from = lines) => {
	const { blocks, lines: left } = catchUpOf(from, outline, minutes);
	return [blocks.map(({ blockId }) => blockId), left.map(({ id }) => id)];
};

describe('catching up', () => {
	it('gives the notes of the last minutes, and the lines that came after them', () => {
		expect(seen(5)).toEqual([['late'], ['t/17', 't/18', 't/19']]);
		expect(seen(6)[0]).toEqual(['across', 'late']);
	});

	it('gives the lines alone where there is no note yet', () => {
		expect(seen(2)).toEqual([[], ['t/18', 't/19']]);
	});

	it('leaves out what is not speech, and is empty when nothing was said', () => {
		expect(seen(2, [...lines.slice(0, 19), line(19, 'event')])).toEqual([[], ['t/18']]);
		expect(seen(5, [])).toEqual([[], []]);
	});
});
