import { expect, test } from 'vitest';
import { factsWith } from '../../../../tests/helpers/lecture-facts.ts';
import { en } from '../words/en.ts';
import { zh } from '../words/zh.ts';
import { entryInWords, isInterrupted, recorderInWords } from './phase.ts';

test('a lecture has the same word in the list as in its own bar', () => {
	for (const kind of ['starting', 'recording', 'recovering', 'paused', 'stopping'] as const)
		expect(entryInWords(en, { kind })).toBe(recorderInWords(en, kind));
	expect(recorderInWords(en, 'failed')).toBe(entryInWords(en, { kind: 'interrupted', pendingMs: 0 }));
});

test('an interrupted lecture is called so while its sound waits and when it was sent', () => {
	expect(entryInWords(en, { kind: 'interrupted', pendingMs: 13_000 })).toBe(
		'Interrupted · 13 s waiting to upload'
	);
	expect(entryInWords(en, { kind: 'interrupted', pendingMs: 0 })).toBe('Interrupted');
	expect(entryInWords(zh, { kind: 'interrupted', pendingMs: 0 })).toBe('已中断');
});

test('a lecture is interrupted only where it was begun, nobody ended it, and nobody can be recording it', () => {
	const cutOff = factsWith({ isEnded: false });
	expect(isInterrupted(cutOff, false)).toBe(true);
	expect(isInterrupted(cutOff, true)).toBe(false);
	expect(isInterrupted(factsWith({ isEnded: true }), false)).toBe(false);
	expect(isInterrupted(factsWith({ isEnded: false, isHere: false }), false)).toBe(false);
	expect(isInterrupted(factsWith({ isEnded: false, recorder: 'failed' }), false)).toBe(false);
});
