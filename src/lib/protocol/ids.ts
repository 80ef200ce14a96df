import * as v from 'valibot';

/** Lecture and take ids are UUIDs in lower case, made by the recording device, which may be offline. */
export const IdSchema = v.pipe(
	v.string(),
	v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'expected a lower-case UUID')
);

export type LectureId = string;
export type TakeId = string;

/** What a note cites: one segment of one take, `takeId/index`. */
export type UtteranceId = string;

export const utteranceId = (takeId: TakeId, segment: number): UtteranceId => `${takeId}/${segment}`;

export function parseUtteranceId(id: UtteranceId): { takeId: TakeId; segment: number } {
	const slash = id.lastIndexOf('/');
	return { takeId: id.slice(0, slash), segment: Number(id.slice(slash + 1)) };
}
