import { expect, test } from 'vitest';
import { type Coverage, type Layer, noLayer } from '#lib/lecture/coverage.ts';
import type { GapCause } from '#lib/protocol/index.ts';
import { en } from '../words/en.ts';
import { factsWith } from '../../../../tests/helpers/lecture-facts.ts';
import { breaksOf, rowsOf, summaryOf } from './coverage.ts';

const words = en;
const layer = (fromMs: number, toMs: number): Layer => ({
	ms: toMs - fromMs,
	ranges: [{ fromMs, toMs }]
});
const gap = (atMs: number, cause: GapCause, fromMs: number, lengthMs: number) => ({
	beforeTake: `take-${atMs}`,
	atMs,
	cause,
	fromMs,
	toMs: fromMs + lengthMs
});
const whole: Coverage = {
	captured: layer(0, 760_000),
	onServer: layer(0, 760_000),
	onDevice: noLayer,
	device: 'this',
	transcribed: layer(0, 730_000),
	readForNotes: layer(0, 710_000),
	failed: noLayer,
	lost: noLayer,
	waitingMs: 0,
	gaps: []
};

test('a lecture that is whole on the server is told in four figures', () => {
	expect(summaryOf(words, factsWith({ coverage: whole })).join(' · ')).toBe(
		'12:40 recorded · 12:40 on server · 12:10 transcribed · 11:50 read for notes'
	);
	expect(rowsOf(words, factsWith({ coverage: whole })).map(({ id }) => id)).toEqual([
		'recorded',
		'on-server',
		'transcribed',
		'read-for-notes'
	]);
});

test('what is only on a device, what is missing and how many gaps there are is told where it is so', () => {
	const coverage: Coverage = {
		...whole,
		onServer: layer(0, 600_000),
		onDevice: layer(620_000, 760_000),
		device: 'another',
		lost: layer(600_000, 620_000),
		gaps: [gap(100_000, 'pause', 100_000, 60_000), gap(200_000, 'crash', 200_000, 60_000)]
	};
	expect(summaryOf(words, factsWith({ coverage })).slice(4)).toEqual([
		'2:20 only on another device',
		'0:20 missing',
		'1 gap'
	]);
	expect(rowsOf(words, factsWith({ coverage }))).toContainEqual({
		id: 'on-device',
		time: '2:20',
		name: 'only on another device',
		look: 'on-device'
	});
});

test('a pause was chosen and is no gap, though it is listed with its time', () => {
	const paused = { ...whole, gaps: [gap(100_000, 'pause', 100_000, 60_000)] };
	expect(summaryOf(words, factsWith({ coverage: paused })).join()).not.toContain('gap');
	expect(breaksOf(words, 'en-GB', paused).map(({ what }) => what)).toEqual(['Paused for 60 s']);
});

test('what became of the speech is not told before the server has told it', () => {
	const unknown = factsWith({ coverage: whole, isKnown: false });
	expect(summaryOf(words, unknown)).toEqual(['12:40 recorded', '12:40 on server']);
	expect(rowsOf(words, unknown).map(({ id }) => id)).toEqual(['recorded', 'on-server']);
});

test('gaps stand with cause, length and time of day, holes with their place, in lecture order', () => {
	const nine = new Date(2026, 2, 4, 9, 0).getTime();
	const coverage: Coverage = {
		...whole,
		lost: layer(200_000, 208_000),
		gaps: [
			gap(100_000, 'pause', nine, 240_000),
			gap(300_000, 'microphone', nine + 600_000, 12_000),
			gap(400_000, 'crash', nine + 1_200_000, 180_000)
		]
	};
	expect(breaksOf(words, 'en-GB', coverage).map(({ what, when }) => `${what} · ${when}`)).toEqual([
		'Paused for 4 min · 09:00–09:04',
		'8 s of sound is missing · at 3:20',
		'Microphone lost for 12 s · 09:10',
		'The page was closed for 3 min · 09:20–09:23'
	]);
});
