import type { EncoderReport } from '#lib/capture/messages.ts';
import type { LectureId } from '#lib/protocol/index.ts';
import type { NewTake } from '#lib/uplink/port.ts';
import type { ImportReport } from './port.ts';

/** Page → import thread. One build, so that the types hold without a parser. */
export type ImportOrder =
	| { kind: 'open'; file: Blob; track: number | undefined }
	| { kind: 'begin'; lectureId: LectureId; take: NewTake };

/** Import thread → page's end of it. */
export type ImportThreadReport = ImportReport | EncoderReport;
