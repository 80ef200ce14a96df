import { expect, test } from 'vitest';
import type { CaptureWarning } from '#lib/capture/port.ts';
import { spoken, wordsFor } from '../words.ts';
import { type Standing, noticesOf } from './notices.ts';

const well: Standing = {
	recorder: { state: { kind: 'recording', takeId: 'take' }, warnings: [] },
	link: { kind: 'online' },
	pendingMs: 400,
	lostMs: 0,
	complaint: null,
	engine: { recogniser: { name: 'x', grade: 'full', device: 'cpu', state: 'ready' }, notes: 'llm' }
};
const said = (change: Partial<Standing>) =>
	noticesOf(wordsFor('en'), { ...well, ...change }).map(
		({ tone, sentence }) => `${tone}: ${spoken(sentence)}`
	);

test('nothing is said while all is well', () => {
	expect(said({})).toEqual([]);
});

test('offline, a person reads that recording goes on and how much waits here', () => {
	expect(said({ link: { kind: 'offline', retryAt: 0 }, pendingMs: 42_000 })).toEqual([
		'amber: Offline, still recording. 42 s wait on this device. Sound is kept on this device and follows when the connection is back.'
	]);
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
		'source-muted',
		'detector-fell-back'
	];
	const recorder = { state: { kind: 'recording', takeId: 'take' } as const, warnings };
	expect(said({ recorder })).toHaveLength(5);
	expect(said({ recorder: { state: { kind: 'failed', problem: 'storage-full' }, warnings } })).toEqual([
		expect.stringContaining('no room left')
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
