import type { LectureId } from '#lib/protocol/index.ts';
import { closeAbandonedTakes } from './abandoned-takes.ts';
import { copyByHttp, type CopyOutcome, type HttpCopierDeps } from './http-copier.ts';
import type { BlockStore, LocalLecture } from './port.ts';

export type BackgroundCopyDeps = {
	store: BlockStore;
	fetch: HttpCopierDeps['fetch'];
	/** Undefined while another tab records. */
	takeRecorderLock: () => Promise<(() => void) | undefined>;
	/** Lectures that a page writes without that lock: they are left alone. */
	inUse?: () => Promise<ReadonlySet<LectureId>>;
	/** Runs `work` while no page sends this lecture; does nothing when one goes on doing so. */
	withSenderLock: (lectureId: LectureId, work: () => Promise<void>) => Promise<void>;
};

/**
 * Copies what this device still holds while no page of the app is open. False when the server could not be reached, or
 * had no room: worth trying again later.
 */
export async function copyInBackground(deps: BackgroundCopyDeps): Promise<boolean> {
	const { store, fetch, takeRecorderLock, withSenderLock, inUse } = deps;
	await closeAbandonedTakes(store, takeRecorderLock, inUse);
	const written = await inUse?.();
	const outcomes: CopyOutcome[] = [];
	for (const { lectureId } of await waiting(store)) {
		if (written?.has(lectureId)) continue;
		await withSenderLock(lectureId, async () => {
			outcomes.push(await copyByHttp({ store, fetch }, lectureId));
		});
	}
	return !outcomes.some(({ kind }) => kind === 'unreachable' || kind === 'server-full');
}

/** Lectures with a take that the server does not have whole, as far as this device knows. */
async function waiting(store: BlockStore): Promise<LocalLecture[]> {
	const lectures = await store.lectures();
	const isWhole = await Promise.all(
		lectures.map(async ({ lectureId }) =>
			(await store.takesOf(lectureId)).every(({ stored }) => stored.finished)
		)
	);
	return lectures.filter((_, index) => !isWhole[index]);
}
