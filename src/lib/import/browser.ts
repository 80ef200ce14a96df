import { v7 as newId } from 'uuid';
import { browserCodecs } from '#lib/capture/browser.ts';
import { WakeLock } from '#lib/capture/wake-lock.ts';
import type { Rescue } from '#lib/rescue/rescue.ts';
import type { LocalLecture } from '#lib/uplink/port.ts';
import { importingLectures, lockImport } from './import-lock.ts';
import { Importer } from './importer.svelte.ts';
import { MediaIntake, type MediaIntakeDeps } from './media-intake.ts';
import { startImportThread } from './thread.ts';

/** The real browser behind an Importer. */
export function browserImporter(
	rescue: Rescue,
	parts: Pick<MediaIntakeDeps, 'store' | 'onTakenIn' | 'language'>
): Importer {
	const media = new MediaIntake({
		...parts,
		startThread: (onReport) => startImportThread(onReport, () => browserCodecs.opusFailed()),
		lock: lockImport,
		nextCodec: () => browserCodecs.next(),
		newId,
		nowMs: Date.now
	});
	return new Importer({ rescue, media, wakeLock: new WakeLock() });
}

/** Those that are not being imported: a lecture is sent when it is whole. */
export async function notImporting(lectures: LocalLecture[]): Promise<LocalLecture[]> {
	const importing = await importingLectures();
	return lectures.filter(({ lectureId }) => !importing.has(lectureId));
}
