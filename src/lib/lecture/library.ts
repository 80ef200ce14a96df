import type { LectureId } from '#lib/protocol/index.ts';
import { samplesToMs } from '#lib/protocol/index.ts';
import type { LocalLecture, LocalTake } from '#lib/uplink/port.ts';
import type { LectureSummary } from './api.ts';

/** How a recorder stands that may go on. */
export const recordingPhases = ['starting', 'recording', 'recovering', 'paused', 'stopping'] as const;
export type RecordingPhase = (typeof recordingPhases)[number];

export type EntryState =
	/** How its recorder stands in a page of this browser; `recording` also where another device sends a take that goes on. */
	| { kind: RecordingPhase }
	/** A page of this browser reads it out of a file. */
	| { kind: 'importing' }
	/** Begun on this device and ended by nobody, nor recorded now; `pendingMs` of it the server does not have yet. */
	| { kind: 'interrupted'; pendingMs: number }
	/** Sound on this device that the server does not have yet. */
	| { kind: 'waiting'; pendingMs: number }
	/** Only another device or tab knows whether it has paused or was cut off. */
	| { kind: 'not-ended' }
	| { kind: 'transcribing'; leftMs: number }
	/** Ended and whole on the server, which cannot be asked for more. */
	| { kind: 'uploaded' }
	| { kind: 'ready' };

/** What the pages of this browser do just now. */
export type Doing = {
	recording?: { lectureId: LectureId; phase: RecordingPhase } | undefined;
	/** Another tab has paused a lecture; which one cannot be told. */
	hasPausedTab?: boolean;
	importing?: readonly LectureId[];
};

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

/** Nothing about it changes by itself. */
export const isAtRest = ({ state }: Pick<Entry, 'state'>): boolean =>
	state.kind === 'ready' ||
	state.kind === 'uploaded' ||
	state.kind === 'not-ended' ||
	(state.kind === 'interrupted' && state.pendingMs === 0);

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
	doing: Doing
): Entry[] {
	const here = new Map(held.map((each) => [each.lecture.lectureId, each]));
	const known = (summaries ?? []).map((summary) => entryOf(summary, here.get(summary.lectureId), doing));
	const onServer = new Set(known.map(({ lectureId }) => lectureId));
	const onlyHere = held
		.filter(({ lecture }) => !onServer.has(lecture.lectureId))
		// What the server has had and does not list any more was deleted elsewhere.
		.filter(({ takes }) => (summaries === null ? takes.length > 0 : pendingSamples(takes) > 0))
		.map((each) => entryHere(each, doing));
	return [...known, ...onlyHere].sort((a, b) => b.createdAt - a.createdAt);
}

function entryOf(summary: LectureSummary, held: Held | undefined, doing: Doing): Entry {
	const { lectureId, title, createdAt } = summary;
	const pending = pendingSamples(held?.takes ?? []);
	const durationMs = samplesToMs(summary.durationSamples + pending);
	const state =
		phaseOf(lectureId, doing) ?? stateHere(held, doing, summary.finishedAt !== null) ?? stateThere(summary);
	return { lectureId, title, createdAt, durationMs, state };
}

function entryHere(held: Held, doing: Doing): Entry {
	const { lectureId, title, createdAt } = held.lecture;
	const durationMs = samplesToMs(held.takes.reduce((sum, { samples }) => sum + samples, 0));
	const state = phaseOf(lectureId, doing) ?? stateHere(held, doing, false) ?? { kind: 'uploaded' };
	return { lectureId, title, createdAt, durationMs, state };
}

const phaseOf = (lectureId: LectureId, { recording }: Doing): EntryState | undefined =>
	recording?.lectureId === lectureId ? { kind: recording.phase } : undefined;

/** What this browser alone can tell: it says so whatever the server thinks of a device that only sends what is left. */
function stateHere(held: Held | undefined, doing: Doing, isEndedThere: boolean): EntryState | undefined {
	if (!held) return undefined;
	const { lectureId, finishedAt } = held.lecture;
	if (doing.importing?.includes(lectureId)) return { kind: 'importing' };
	const pendingMs = samplesToMs(pendingSamples(held.takes));
	if (finishedAt === null && !isEndedThere)
		return doing.hasPausedTab ? { kind: 'not-ended' } : { kind: 'interrupted', pendingMs };
	return pendingMs > 0 ? { kind: 'waiting', pendingMs } : undefined;
}

function stateThere({ recording, finishedAt, backlogSamples }: LectureSummary): EntryState {
	if (finishedAt === null) return { kind: recording ? 'recording' : 'not-ended' };
	return backlogSamples > 0
		? { kind: 'transcribing', leftMs: samplesToMs(backlogSamples) }
		: { kind: 'ready' };
}
