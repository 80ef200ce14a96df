import { Preferences } from './preferences.svelte.ts';

/** What was chosen in this browser. */
export const browserPreferences = (): Preferences => new Preferences(storageOf(), navigator.languages);

/** Reading `localStorage` throws where a person has forbidden site data. */
function storageOf(): Storage | undefined {
	try {
		return localStorage;
	} catch {
		return undefined;
	}
}
