import { expect, it } from 'vitest';
import { defaultNoteStyle } from '#lib/protocol/index.ts';
import { Preferences } from './preferences.svelte.ts';

function storageWith(text: string | null) {
	let kept = text;
	return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) };
}

it('the kind of notes for new lectures is kept on this device', () => {
	const storage = storageWith(null);
	expect(new Preferences(storage, ['en']).noteStyle).toBeUndefined();
	const style = { template: 'free', freeText: 'Only dates', language: 'zh' } as const;
	new Preferences(storage, ['en']).set({ noteStyle: style });
	expect(new Preferences(storage, ['en']).noteStyle).toEqual(style);
});

it('what cannot be used of what was kept is the default, and costs nothing else', () => {
	const kept = JSON.stringify({ noteStyle: { template: 'gone' }, spoken: 'zh' });
	const { values } = new Preferences(storageWith(kept), ['en']);
	expect(values.noteStyle).toEqual(defaultNoteStyle);
	expect(values.spoken).toBe('zh');
});
