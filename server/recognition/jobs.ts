import {
	distinctTerms,
	termsMax,
	utteranceId,
	type Codec,
	type Language,
	type Segment
} from '#lib/protocol/index.ts';
import { termsOf } from '../lectures/rows.ts';
import { glossaryIn } from '../slides/rows.ts';
import type { AudioFiles } from '../store/audio-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow, TakeRow } from '../store/schema.ts';
import { settledSamplesOf } from '../store/takes.ts';
import { contextOf } from './context.ts';
import type { RecognitionJob } from './port.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'row' | 'marksOf' | 'glossaries'>;
	files: Pick<AudioFiles, 'path'>;
};

/**
 * The job of hearing a stretch of a take as its lecture is set now; the same stretch gives the same job to whoever asks.
 * Words that may still change are heard without the lecture's terms and without a context: they must be quick.
 */
export async function jobOf(
	{ lectures, files }: Deps,
	take: TakeRow,
	{ index, startSample, endSample }: Segment,
	priority: RecognitionJob['priority']
): Promise<RecognitionJob> {
	const lecture = await lectures.row(take.lecture_id);
	const terms = lecture && priority !== 'partial' ? await expectedIn(lectures, lecture) : [];
	const [opening, closing] = await lectures.marksOf(take.id, index);
	const context = contextOf(
		endSample - startSample,
		{ opening: opening?.kind ?? 'speech-start', closing: closing?.kind ?? 'speech-end' },
		{ before: startSample, after: Math.max(0, settledSamplesOf(take) - endSample) }
	);
	const isCut = context.before > 0 || context.after > 0;
	const codec = take.codec as Codec;
	return {
		id: utteranceId(take.id, index),
		audioPath: files.path(take.lecture_id, { takeId: take.id, codec }),
		codec,
		firstSample: startSample,
		sampleCount: endSample - startSample,
		...(isCut && priority !== 'partial' && { context }),
		language: (lecture?.language ?? 'auto') as Language,
		...(terms.length > 0 && { terms }),
		priority,
		stream: take.lecture_id
	};
}

/** What a person typed comes first, then the words of the slides; no more than a lecture may have. */
async function expectedIn(lectures: Deps['lectures'], lecture: LectureRow): Promise<string[]> {
	const glossaries = (await lectures.glossaries(lecture.id)).map(glossaryIn);
	return distinctTerms([...termsOf(lecture), ...glossaries.flat()]).slice(0, termsMax);
}
