import { sampleRate, segmentSamplesMax } from '#lib/protocol/index.ts';
import type { RecognitionJob, RecognitionOutcome } from './port.ts';

/** Why a job is not even tried. */
export function refusalOf({ firstSample, sampleCount }: RecognitionJob): string | undefined {
	const countable = [firstSample, sampleCount].every((value) => Number.isSafeInteger(value) && value >= 0);
	if (!countable) return 'The segment has no valid place in its take.';
	if (sampleCount <= segmentSamplesMax) return undefined;
	return `The segment is longer than ${segmentSamplesMax / sampleRate} s.`;
}

/** A job that broke with `error`. */
export const failureOf = (error: unknown): RecognitionOutcome & { kind: 'failed' } => ({
	kind: 'failed',
	reason: `The segment could not be recognised: ${inWords(error)}.`
});

/** System errors without their paths. */
function inWords(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code, syscall } = error as NodeJS.ErrnoException;
	return code && syscall ? `its sound cannot be read (${code})` : error.message;
}
