import type { InterfaceLanguage, Words } from './words.ts';
import { en } from './words/en.ts';

/** English is always at hand; another dictionary comes when it is wanted. */
let loaded: Partial<Record<InterfaceLanguage, Words>> = $state.raw({ en });

/** Resolves when the words of that language are there. Rejects where they cannot be had: English serves meanwhile. */
export async function loadWords(language: InterfaceLanguage): Promise<void> {
	if (loaded[language]) return;
	const { zh } = await import('./words/zh.ts');
	loaded = { ...loaded, zh };
}

/** The words of that language, English until they are there. */
export function wordsFor(language: InterfaceLanguage): Words {
	const words = loaded[language];
	if (!words) void loadWords(language).catch(() => undefined);
	return words ?? en;
}
