import type { Exportable } from './exportable.ts';
import { toJson } from './json.ts';
import { toMarkdown, toText } from './markdown.ts';
import { toSrt, toVtt } from './subtitles.ts';

export type { ExportLine, Exportable } from './exportable.ts';

type Writer = { type: string; write: (lecture: Exportable) => string };

/** Each format by the extension of its file. */
export const writers = {
	md: { type: 'text/markdown', write: toMarkdown },
	txt: { type: 'text/plain', write: toText },
	srt: { type: 'application/x-subrip', write: toSrt },
	vtt: { type: 'text/vtt', write: toVtt },
	json: { type: 'application/json', write: toJson }
} as const satisfies Record<string, Writer>;

export type Format = keyof typeof writers;

export const fileName = (title: string, format: Format): string => `${baseName(title)}.${format}`;

/** A name that every file system takes, made of the lecture's title; without an extension. */
export function baseName(title: string): string {
	const safe = title
		.replace(/[\p{Cc}/\\:*?"<>|]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^\.+|\.+$/g, '');
	return [...safe].slice(0, 80).join('') || 'lecture';
}
