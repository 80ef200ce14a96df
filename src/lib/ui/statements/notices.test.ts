import { expect, test } from 'vitest';
import type { CaptureWarning } from '#lib/capture/port.ts';
import { spoken } from '../words.ts';
import { en } from '../words/en.ts';
import { type Standing, noticesOf } from './notices.ts';

const well: Standing = {
	recorder: { state: { kind: 'recording', takeId: 'take' }, warnings: [] },
	room: null,
	link: { kind: 'online' },
	pendingMs: 400,
	lostMs: 0,
	complaint: null,
	recogniser: { name: 'x', grade: 'full', device: 'cpu', state: 'ready' },
	load: 'normal'
};
const said = (change: Partial<Standing>) =>
	noticesOf(en, { ...well, ...change }).map(({ tone, sentence }) => `${tone}: ${spoken(en, sentence)}`);

test('nothing is said while all is well', () => {
	expect(said({})).toEqual([]);
});

test('offline, a person reads that recording goes on and how much waits here', () => {
	expect(said({ link: { kind: 'offline', retryAt: 0 }, pendingMs: 42_000 })).toEqual([
		'amber: Offline, still recording. 42 s waiting to upload. Sound is saved on this device and uploads once the connection is back.'
	]);
});

test('what waits is counted in whole seconds, as the strip above it counts them', () => {
	const offline = { kind: 'offline', retryAt: 0 } as const;
	expect(said({ link: offline, pendingMs: 3_900 })[0]).toContain('3 s waiting to upload');
	expect(said({ link: offline, pendingMs: 900 })[0]).not.toContain('waiting');
});

test('a recogniser that does not keep up is told: calmly while only guesses are missing, in amber when text is late', () => {
	expect(said({ load: 'busy' })).toEqual([
		'quiet: The server is busy. Words appear once a sentence is finished, not while it’s spoken.'
	]);
	expect(said({ load: 'overloaded' })).toEqual([
		'amber: The server can’t keep up, so the text is delayed. Nothing is lost. It will catch up.'
	]);
	expect(said({ load: 'busy', link: { kind: 'closed' } })).toEqual([]);
});

test('what touches the recording stands before what touches the network', () => {
	const warnings: CaptureWarning[] = ['silence'];
	const recorder = { state: { kind: 'recording', takeId: 'take' } as const, warnings };
	const [first, second] = said({ recorder, link: { kind: 'offline', retryAt: 0 } });
	expect(first).toContain('No sound for 15 seconds');
	expect(second).toContain('Offline');
});

test('every warning and every problem has its words', () => {
	const warnings: CaptureWarning[] = [
		'silence',
		'no-frames',
		'source-ended',
		'not-stored',
		'source-muted',
		'default-changed',
		'detector-fell-back'
	];
	const recorder = { state: { kind: 'recording', takeId: 'take' } as const, warnings };
	expect(said({ recorder })).toHaveLength(7);
	expect(said({ recorder: { state: { kind: 'failed', problem: 'storage-full' }, warnings } })).toEqual([
		expect.stringContaining('out of space')
	]);
});

test('a microphone that is lost is named, with the time, what is in the way and what can be done', () => {
	const sinceMs = new Date(2026, 2, 4, 10, 42).getTime();
	const lost = (change: object) => ({
		state: { kind: 'recovering', problem: 'source-ended', sinceMs, ...change } as const,
		warnings: []
	});
	expect(said({ recorder: lost({}) })).toEqual([
		expect.stringMatching(/disconnected.*since 10:42.*automatically/)
	]);
	const unplugged = lost({ obstacle: 'no-device' });
	expect(said({ recorder: unplugged })).toEqual([expect.stringContaining('Connect one')]);
	const untapped = lost({ obstacle: 'needs-tap' });
	expect(said({ recorder: untapped })).toEqual([expect.stringContaining('Tap to continue')]);
});

test('room that runs short is told of in time, in steps that do not change at every look', () => {
	const left = (leftMs: number, level: 'low' | 'short' | 'enough') =>
		said({ room: { usedBytes: 1, freeBytes: 1, leftMs, level } });
	expect(left(4 * 3_600_000, 'enough')).toEqual([]);
	expect(left(2.9 * 3_600_000, 'low')).toEqual([expect.stringContaining('space for about 2 h 30 min')]);
	expect(left(29 * 60_000, 'short')).toEqual([
		expect.stringContaining('almost full: space for about 25 min')
	]);
});

test('a disk that stays full: what was kept, what was not, and what to do', () => {
	const state = { kind: 'failed', problem: 'storage-full', unsavedMs: 600_000 } as const;
	expect(said({ recorder: { state, warnings: [] } })).toEqual([
		expect.stringMatching(/so far is saved\. The last 10 min couldn’t be saved\. Free up space/)
	]);
});

test('a page says that another tab records, unless it records itself', () => {
	const otherTab = 'recordsThis';
	expect(said({ otherTab })).toEqual([]);
	expect(said({ otherTab, recorder: null })).toEqual([
		expect.stringContaining('Another tab is recording this')
	]);
});

test('what the two sides settle between themselves is not shown; a full disk is', () => {
	expect(said({ complaint: 'audio-gap' })).toEqual([]);
	expect(said({ complaint: 'storage-full' })).toEqual([expect.stringContaining('disk is full')]);
});

test('the same thing is said once', () => {
	expect(
		said({ link: { kind: 'refused', reason: 'no-such-lecture' }, complaint: 'no-such-lecture' })
	).toHaveLength(1);
});
