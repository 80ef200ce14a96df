import { createContext } from 'svelte';
import type { StorageWatch } from '#lib/capture/storage-watch.svelte.ts';
import type { Preferences } from '#lib/ui/preferences.svelte.ts';
import type { Words } from '#lib/ui/words.ts';
import type { Arrivals } from '#lib/pwa/arrivals.ts';
import type { Installation } from '#lib/pwa/installation.svelte.ts';
import type { Updates } from '#lib/pwa/updates.svelte.ts';
import type { LectureId } from '#lib/protocol/index.ts';
import type { Desk } from './desk.svelte.ts';
import type { Importer } from '#lib/import/importer.svelte.ts';
import type { Rescue } from '#lib/rescue/rescue.ts';
import type { LanguageModelSetup } from './language-model.svelte.ts';
import type { NotesApi } from './notes-api.ts';
import type { Library } from './library.svelte.ts';
import type { OpenLecture } from './open-lecture.svelte.ts';
import type { OtherTab } from './other-tab.svelte.ts';
import type { Questions } from './questions.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { SlidesApi } from './slides-api.ts';
import type { Sounds } from './sounds.ts';
import type { UsageApi } from './usage-api.ts';

/** Everything that a page may use, made once by the composition root. */
export type App = {
	readonly session: Session;
	readonly library: Library;
	readonly desk: Desk;
	readonly rescue: Rescue;
	readonly importer: Importer;
	/** Where the sound of a lecture is to be had. */
	readonly soundsOf: (open: OpenLecture) => Sounds;
	/** What was and is asked about a lecture. */
	readonly questionsOf: (lectureId: LectureId) => Questions;
	/** What language models have cost. */
	readonly usage: UsageApi;
	readonly languageModel: LanguageModelSetup;
	readonly slidesApi: SlidesApi;
	/** Versions of a lecture's notes, on the server. */
	readonly notesApi: NotesApi;
	readonly preferences: Preferences;
	readonly updates: Updates;
	readonly installation: Installation;
	readonly storage: StorageWatch;
	readonly otherTab: OtherTab;
	readonly arrivals: Arrivals;
	/** A new id for something that a person adds. */
	readonly newId: () => string;
	/** The dictionary of the interface language; reactive. */
	readonly words: Words;
};

export const [useApp, provideApp] = createContext<App>();
