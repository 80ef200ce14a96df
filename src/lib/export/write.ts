import { toSrt, toVtt } from '#lib/core/subtitles/index.ts';
import { documentOf } from './document/document.ts';
import { printPlain } from './document/plain.ts';
import type { Exportable, Part } from './exportable.ts';
import type { Format } from './index.ts';
import { toJson } from './json.ts';
import { printMarkdown } from './markdown/print.ts';
import { cuesOfLecture } from './subtitles.ts';

/** The text of a file. Subtitles hold the transcript, JSON holds everything; the others hold the parts asked for. */
export function write(format: Format, lecture: Exportable, wanted: readonly Part[]): string {
	switch (format) {
		case 'md':
			return printMarkdown(documentOf(lecture, wanted));
		case 'txt':
			return printPlain(documentOf(lecture, wanted));
		case 'srt':
			return toSrt(cuesOfLecture(lecture));
		case 'vtt':
			return toVtt(cuesOfLecture(lecture));
		case 'json':
			return toJson(lecture);
	}
}
