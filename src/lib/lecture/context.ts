import { createContext } from 'svelte';
import type { Preferences } from '#lib/ui/preferences.svelte.ts';
import type { Words } from '#lib/ui/words.ts';
import type { Installation } from '#lib/pwa/installation.svelte.ts';
import type { Updates } from '#lib/pwa/updates.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { Library } from './library.svelte.ts';
import type { Session } from './session.svelte.ts';

/** Everything that a page may use, made once by the composition root. */
export type App = {
	readonly session: Session;
	readonly library: Library;
	readonly desk: Desk;
	readonly preferences: Preferences;
	readonly updates: Updates;
	readonly installation: Installation;
	/** The dictionary of the interface language; reactive. */
	readonly words: Words;
};

export const [useApp, provideApp] = createContext<App>();
