import type { LectureId } from '#lib/protocol/index.ts';

const prefix = 'import:';

/** Marks a lecture as being imported by this page until the returned function is called, or the page is gone. */
export const lockImport = (lectureId: LectureId): Promise<() => void> =>
	new Promise((resolve, reject) => {
		navigator.locks
			.request(prefix + lectureId, () => new Promise<void>((release) => resolve(release)))
			.catch(reject);
	});

/** Lectures that a page of this browser is importing. */
export async function importingLectures(): Promise<Set<LectureId>> {
	const locks = navigator.locks as LockManager | undefined;
	const { held = [] } = (await locks?.query()) ?? {};
	const names = held.map(({ name }) => name ?? '').filter((name) => name.startsWith(prefix));
	return new Set(names.map((name) => name.slice(prefix.length)));
}
