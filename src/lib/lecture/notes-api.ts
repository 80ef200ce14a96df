import * as v from 'valibot';
import { NoteOpSchema, NoteStyleSchema, type LectureId, type NoteStyle } from '#lib/protocol/index.ts';
import type { Answer, Ask } from './api.ts';
import { createUsageApi } from './usage-api.ts';

const count = v.number();

const VersionSchema = v.object({
	/** Counts from 1. */
	version: count,
	style: NoteStyleSchema,
	/** UTC, ms; null where nobody wrote it down. */
	beganAt: v.nullable(count),
	/** The earlier version that it brought back. */
	restores: v.nullable(count),
	/** Blocks by who wrote them. */
	writtenBy: v.object({ extractive: count, llm: count, person: count })
});
export type NotesVersion = v.InferOutput<typeof VersionSchema>;

const VersionsSchema = v.object({ version: count, versions: v.array(VersionSchema) });
const ContentsSchema = v.object({ version: count, notes: v.array(NoteOpSchema) });
const BegunSchema = v.object({ version: count });

export type NotesVersions = v.InferOutput<typeof VersionsSchema>;
export type NotesContents = v.InferOutput<typeof ContentsSchema>;

/** The versions of a lecture's notes (rule N5), and what language models have cost it. */
export function createNotesApi(ask: Ask) {
	const lecture = (id: LectureId): string => `/api/lectures/${encodeURIComponent(id)}`;

	return {
		versions: (id: LectureId): Promise<Answer<NotesVersions>> =>
			ask('GET', `${lecture(id)}/notes`, undefined, VersionsSchema),
		/** What a version holds, as operations on empty notes. */
		contents: (id: LectureId, version: number): Promise<Answer<NotesContents>> =>
			ask('GET', `${lecture(id)}/notes/${version}`, undefined, ContentsSchema),
		/** Begins the next version, written anew. */
		writeAgain: (id: LectureId, style: NoteStyle): Promise<Answer<{ version: number }>> =>
			ask('POST', `${lecture(id)}/notes`, style, BegunSchema),
		/** Begins a version that repeats an earlier one. */
		bringBack: (id: LectureId, version: number): Promise<Answer<{ version: number }>> =>
			ask('POST', `${lecture(id)}/notes/${version}/restore`, {}, BegunSchema),
		usage: createUsageApi(ask).of
	};
}
export type NotesApi = ReturnType<typeof createNotesApi>;
