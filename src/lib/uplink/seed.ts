import type { LectureSeed } from '#lib/protocol/index.ts';
import type { LocalLecture } from './port.ts';

/** A lecture of this device as the server is told of it first. */
export const seedOf = ({ title, createdAt, language, noteStyle }: LocalLecture): LectureSeed => ({
	title,
	createdAt,
	language,
	...(noteStyle && { noteStyle })
});
