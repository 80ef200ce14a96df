import { v7 as newId } from 'uuid';
import type { LocalLecture } from '#lib/uplink/port.ts';
import { browserRecorderDeps } from '#lib/capture/browser.ts';
import { Recorder } from '#lib/capture/recorder.svelte.ts';
import { openIndexedDbStore } from '#lib/uplink/indexed-db-store.ts';
import { Preferences } from '#lib/ui/preferences.svelte.ts';
import { wordsFor } from '#lib/ui/words.ts';
import { createApi } from './api.ts';
import type { App } from './context.ts';
import { Desk } from './desk.svelte.ts';
import { Library } from './library.svelte.ts';
import { pendingSamples } from './library.ts';
import { Session } from './session.svelte.ts';
import { interimLink } from './interim.svelte.ts';

/** Makes the app's parts, once for each page: the only place that decides which classes stand behind the ports. */
export function compose(): App {
	const api = createApi((path, init) => fetch(path, init));
	let opened: ReturnType<typeof openIndexedDbStore> | undefined;
	const store = () => (opened ??= openIndexedDbStore());
	const preferences = new Preferences(storageOf(), navigator.languages);
	const session = new Session(api);

	const library: Library = new Library({
		api,
		store,
		recordingId: () => (desk.recording?.isRecording ? desk.recording.lecture.lectureId : undefined)
	});
	const desk: Desk = new Desk({
		recorder: async (local) => new Recorder(local, browserRecorderDeps(await store(), () => undefined)),
		sender: (lecture) => interimLink(lecture),
		viewer: (lecture) => interimLink(lecture),
		unsent: async (): Promise<LocalLecture[]> =>
			(await library.held()).filter(({ takes }) => pendingSamples(takes) > 0).map(({ lecture }) => lecture),
		newId,
		now: Date.now
	});
	return {
		session,
		library,
		desk,
		preferences,
		get words() {
			return wordsFor(preferences.language);
		}
	};
}

/** Reading `localStorage` throws where a person has forbidden site data. */
function storageOf(): Storage | undefined {
	try {
		return localStorage;
	} catch {
		return undefined;
	}
}
