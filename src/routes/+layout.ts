import { browserPreferences } from '#lib/ui/browser-preferences.ts';
import { loadWords } from '#lib/ui/wording.svelte.ts';

/** The pages run in the browser alone: they must start with no network. */
export const ssr = false;
export const prerender = false;

/** Nothing is shown in another language first. */
export const load = () => loadWords(browserPreferences().language).catch(() => undefined);
