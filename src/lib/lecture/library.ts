import type { LectureId } from '#lib/protocol/index.ts';
import { samplesToMs } from '#lib/protocol/index.ts';
import type { LocalLecture, LocalTake } from '#lib/uplink/port.ts';
import type { LectureSummary } from './api.ts';

export type EntryState =
	| { kind: 'recording' }
	/** Sound on this device that the server does not have yet. */
	| { kind: 'waiting'; pendingMs: number }
	| { kind: 'transcribing'; leftMs: number }
	| { kind: 'ready' }
	/** Not finished, and nobody records it now. */
	| { kind: 'open' };

/** One row of the list of lectures. */
export type Entry = {
	lectureId: LectureId;
	title: string;
	createdAt: number;
	durationMs: number;
	state: EntryState;
};

/** A lecture that was begun on this device, with what it still holds of it. */
export type Held = { lecture: LocalLecture; takes: readonly LocalTake[] };

/** Samples of a lecture that only this device has. */
export const pendingSamples = (takes: readonly LocalTake[]): number =>
	takes.reduce((sum, { samples, stored }) => sum + Math.max(0, samples - stored.samples), 0);

/** Whether the server has ever said that it has something of these takes. */
export const hasReachedServer = (takes: readonly LocalTake[]): boolean =>
	takes.some(({ stored }) => stored.finished || stored.marks > 0 || stored.samples > 0);

/**
 * Lectures of this device that the server does not have whole and ended yet, or that may still go on. Where the server
 * could not be asked, what it has said before counts.
 */
export function unsentOf(summaries: readonly LectureSummary[] | null, held: readonly Held[]): LocalLecture[] {
	const endedThere = new Set(
		summaries?.filter(({ finishedAt }) => finishedAt !== null).map(({ lectureId }) => lectureId)
	);
	return held
		.filter(({ takes }) => takes.length > 0)
		.filter(
			({ lecture, takes }) =>
				takes.some(({ stored }) => !stored.finished) ||
				(summaries ? !endedThere.has(lecture.lectureId) : lecture.finishedAt === null)
		)
		.map(({ lecture }) => lecture);
}

/** The server's list and this device's as one, newest first. `null` where the server could not be asked. */
export function entriesOf(
	summaries: readonly LectureSummary[] | null,
	held: readonly Held[],
	recordingId: LectureId | undefined
): Entry[] {
	const here = new Map(held.map((each) => [each.lecture.lectureId, each]));
	const known = (summaries ?? []).map((summary) =>
		entryOf(summary, here.get(summary.lectureId), recordingId)
	);
	const onServer = new Set(known.map(({ lectureId }) => lectureId));
	const onlyHere = held
		.filter(({ lecture }) => !onServer.has(lecture.lectureId))
		// What the server has had and does not list any more was deleted elsewhere.
		.filter(({ takes }) => (summaries === null ? takes.length > 0 : pendingSamples(takes) > 0))
		.map((each) => entryHere(each, recordingId));
	return [...known, ...onlyHere].sort((a, b) => b.createdAt - a.createdAt);
}

function entryOf(summary: LectureSummary, held: Held | undefined, recordingId?: LectureId): Entry {
	const { lectureId, title, createdAt } = summary;
	const pending = pendingSamples(held?.takes ?? []);
	const durationMs = samplesToMs(summary.durationSamples + pending);
	const row = { lectureId, title, createdAt, durationMs };
	if (lectureId === recordingId || summary.recording) return { ...row, state: { kind: 'recording' } };
	if (pending > 0) return { ...row, state: { kind: 'waiting', pendingMs: samplesToMs(pending) } };
	if (summary.backlogSamples > 0)
		return { ...row, state: { kind: 'transcribing', leftMs: samplesToMs(summary.backlogSamples) } };
	return { ...row, state: { kind: summary.finishedAt === null ? 'open' : 'ready' } };
}

function entryHere({ lecture, takes }: Held, recordingId?: LectureId): Entry {
	const { lectureId, title, createdAt } = lecture;
	const durationMs = samplesToMs(takes.reduce((sum, { samples }) => sum + samples, 0));
	const row = { lectureId, title, createdAt, durationMs };
	const pending = pendingSamples(takes);
	if (lectureId === recordingId) return { ...row, state: { kind: 'recording' } };
	if (pending > 0) return { ...row, state: { kind: 'waiting', pendingMs: samplesToMs(pending) } };
	return { ...row, state: { kind: lecture.finishedAt === null ? 'open' : 'ready' } };
}
