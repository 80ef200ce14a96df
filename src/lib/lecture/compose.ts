import { v7 as newId } from 'uuid';
import { dev, version } from '$app/env';
import { browserCodecs, browserRecorderDeps } from '#lib/capture/browser.ts';
import { Recorder } from '#lib/capture/recorder.svelte.ts';
import { browserImporter, notImporting } from '#lib/import/browser.ts';
import { importingLectures } from '#lib/import/import-lock.ts';
import { Rescue } from '#lib/rescue/rescue.ts';
import { saveFile } from '#lib/rescue/save-file.ts';
import type { LectureId } from '#lib/protocol/index.ts';
import { awaitRecorderLock, isRecorderLocked, tryRecorderLock } from '#lib/capture/recorder-lock.ts';
import { browserStorage, StorageWatch } from '#lib/capture/storage-watch.svelte.ts';
import { closeAbandonedTakes } from '#lib/uplink/abandoned-takes.ts';
import { browserUplinkDeps } from '#lib/uplink/browser.ts';
import { openIndexedDbStore } from '#lib/uplink/indexed-db-store.ts';
import { MemoryStore } from '#lib/uplink/memory-store.ts';
import { browserArrivals, browserUpdatesDeps } from '#lib/pwa/browser.ts';
import { browserInstallation } from '#lib/pwa/installation.svelte.ts';
import { Updates } from '#lib/pwa/updates.svelte.ts';
import { browserTimers } from '#lib/uplink/timers.ts';
import { browserPreferences } from '#lib/ui/browser-preferences.ts';
import { wordsFor } from '#lib/ui/wording.svelte.ts';
import { createApi, createAsk } from './api.ts';
import type { App } from './context.ts';
import { Desk } from './desk.svelte.ts';
import { createLanguageModelApi } from './language-model-api.ts';
import { LanguageModelSetup } from './language-model.svelte.ts';
import { createNotesApi } from './notes-api.ts';
import { Library } from './library.svelte.ts';
import { OtherTab } from './other-tab.svelte.ts';
import { createQuestionsApi } from './questions-api.ts';
import { Questions } from './questions.svelte.ts';
import { takeSenderLock } from './sender-lock.ts';
import { Session } from './session.svelte.ts';
import { createSlidesApi } from './slides-api.ts';
import { createSounds } from './sounds.ts';
import { uploadByRequest } from './upload.ts';
import { createUsageApi } from './usage-api.ts';
import { UplinkLink } from './uplink-link.svelte.ts';

/** What this app calls itself to the server. */
const name = `404NotSound ${version}`;

/** Makes the app's parts, once for each page: the only place that decides which classes stand behind the ports. */
export function compose(): App {
	const send = (path: string, init: RequestInit) => fetch(path, init);
	const api = createApi(send);

	const preferences = browserPreferences();
	const session = new Session(api);
	const store = lazily(openIndexedDbStore);
	let tidying: Promise<unknown> = Promise.resolve();

	const library: Library = new Library({
		api,
		store,
		doing: () => (desk.doing ? { recording: desk.doing } : otherTab.doing),
		importing: importingLectures
	});
	const desk: Desk = new Desk({
		recorder: async (local, events) => {
			// It holds the recorder's lock: a press on Record right after the page has loaded must not meet it.
			await tidying;
			void storage.keep();
			const deps = browserRecorderDeps(await store(), events);
			return new Recorder(local, { ...deps, inUse: importingLectures });
		},
		sender: async (lecture, onBehind) => {
			const deps = browserUplinkDeps(await store(), name);
			const release = await takeSenderLock(lecture.lectureId);
			return new UplinkLink(lecture, 'recorder', deps, { release, onBehind });
		},
		viewer: (lecture) => new UplinkLink(lecture, 'viewer', browserUplinkDeps(new MemoryStore(), name)),
		unsent: async () => {
			tidying = store()
				.then((open) => closeAbandonedTakes(open, tryRecorderLock, importingLectures))
				.catch(() => 0);
			await tidying;
			await library.refresh();
			return notImporting(library.unsent);
		},
		keep: async (lecture) => (await store()).putLecture(lecture),
		newId,
		now: Date.now
	});
	const storage = new StorageWatch({
		...browserStorage,
		after: browserTimers.after,
		nextCodec: () => browserCodecs.next(),
		onLow: () => desk.nudge()
	});
	const otherTab = new OtherTab({
		isLocked: isRecorderLocked,
		isHere: () => desk.isRecording,
		writtenLecture: async () => library.writtenLecture(await importingLectures()),
		after: browserTimers.after,
		// Another tab may tidy up at the same moment: whoever sends must know when that is done.
		onOver: () =>
			void store()
				.then((open) => closeAbandonedTakes(open, awaitRecorderLock, importingLectures))
				.then(() => desk.sendWaiting())
				.then(() => desk.nudge())
				.catch(() => undefined)
	});
	const onTakenIn = async () => {
		await library.refresh();
		desk.send(await notImporting(library.unsent));
		desk.nudge();
	};
	const rescue = new Rescue({ store, save: saveFile, onTakenIn });
	return {
		session,
		languageModel: new LanguageModelSetup(createLanguageModelApi(send), () => session.load()),
		...lectureApis(send),
		library,
		desk,
		rescue,
		importer: browserImporter(rescue, { store, onTakenIn, language: () => preferences.values.spoken }),
		soundsOf: (open) =>
			createSounds({
				lectureId: open.lecture.lectureId,
				store,
				serverSamples: (takeId) => open.lecture.serverSamples(takeId),
				isOffline: () => open.link.state.kind === 'offline',
				decodeOpus: async (packets) => (await import('#lib/sound/opus.ts')).decodeOpus(packets)
			}),
		preferences,
		updates: new Updates(browserUpdatesDeps(!dev)),
		installation: browserInstallation(),
		storage,
		otherTab,
		arrivals: browserArrivals(),
		newId,
		get words() {
			return wordsFor(preferences.language);
		}
	};
}

/** What the server does for one lecture, when it is asked. */
function lectureApis(send: (path: string, init: RequestInit) => Promise<Response>) {
	const ask = createAsk(send);
	const questions = createQuestionsApi(send, ask);
	return {
		notesApi: createNotesApi(ask),
		slidesApi: createSlidesApi(ask, uploadByRequest),
		questionsOf: (lectureId: LectureId) => new Questions({ api: questions, lectureId, newId }),
		usage: createUsageApi(ask)
	};
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return () => (made ??= make());
}
