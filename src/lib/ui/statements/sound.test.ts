import { expect, test } from 'vitest';
import type { EntryState } from '#lib/lecture/library.ts';
import { en } from '../words/en.ts';
import {
	elsewhereInWords,
	goneHeldInWords,
	importedInWords,
	lateSlidesInWords,
	onlyHereInWords
} from './sound.ts';

test('of a lecture that the list names, nobody says that this device has nothing of it', () => {
	const entry = {
		lectureId: 'a',
		title: 'Algebra',
		createdAt: 1,
		durationMs: 1,
		state: { kind: 'uploaded' }
	} as const;
	expect(elsewhereInWords(en, entry).what).toContain('can’t be read offline');
	expect(elsewhereInWords(en, undefined).what).toBe('Nothing of this lecture is on this device.');
});

test('sound that only this device holds is told where there is some', () => {
	expect(onlyHereInWords(en, 8_000)?.what).toContain('8 s of sound exists only on this device');
	expect(onlyHereInWords(en, 0)).toBeUndefined();
	expect(goneHeldInWords(en, 8_000)?.what).toContain('still on this device');
	expect(goneHeldInWords(en, 0)).toBeUndefined();
});

test('an imported file is told to be transcribed while it is, and not before or after', () => {
	const outcome = {
		kind: 'imported' as const,
		ending: 'whole' as const,
		lectureId: 'a',
		samples: 176_000,
		tracks: { names: [], used: 0 },
		wasCancelling: false
	};
	const cure = (state: EntryState) => importedInWords(en, outcome, state).cure;
	expect(importedInWords(en, outcome, undefined)).toEqual({ what: 'Imported 11 s.', cure: '' });
	expect(cure({ kind: 'waiting', pendingMs: 9 })).toBe('Waiting to upload.');
	expect(cure({ kind: 'transcribing', leftMs: 9 })).toBe('Transcribing now.');
	expect(cure({ kind: 'ready' })).toBe('Transcribed.');
});

test('notes that came before the slides are spoken of only where a model can write them again', () => {
	expect(lateSlidesInWords(en, { isLate: true, canRewrite: true })?.cure).toContain('rewrite the notes');
	expect(lateSlidesInWords(en, { isLate: true, canRewrite: false })).toBeUndefined();
	expect(lateSlidesInWords(en, { isLate: false, canRewrite: true })).toBeUndefined();
});
