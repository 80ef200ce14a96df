import * as v from 'valibot';
import { segmentSamplesMax } from './limits.ts';

const sample = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** One entry of a take's mark log. `cut` ends a segment and begins the next at the same sample. */
export const MarkSchema = v.strictObject({
	kind: v.picklist(['speech-start', 'speech-end', 'cut']),
	sample
});
export type Mark = v.InferOutput<typeof MarkSchema>;

/** The samples between two marks; `index` is the index of the mark that opens it, so it never changes. */
export type Segment = { index: number; startSample: number; endSample: number };

export type MarkError = 'out-of-order' | 'already-speaking' | 'not-speaking' | 'segment-too-long';

type Tail = { sample: number; speaking: boolean };

/** What a log of marks ends in, as far as the next mark is concerned. */
export function tailOf(last: Mark | undefined): Tail {
	if (!last) return { sample: 0, speaking: false };
	return { sample: last.sample, speaking: last.kind !== 'speech-end' };
}

/** Whether `mark` may follow `last` (rule L4); `undefined` when it may. */
export function refusalOf(last: Mark | undefined, mark: Mark): MarkError | undefined {
	const tail = tailOf(last);
	if (mark.sample < tail.sample) return 'out-of-order';
	if (mark.kind === 'speech-start') return tail.speaking ? 'already-speaking' : undefined;
	if (!tail.speaking) return 'not-speaking';
	return mark.sample - tail.sample > segmentSamplesMax ? 'segment-too-long' : undefined;
}

/** The closed segments of a mark log, in order. Empty segments are left out: there is nothing to hear in them. */
export function segmentsOf(marks: readonly Mark[]): Segment[] {
	const segments: Segment[] = [];
	for (let index = 1; index < marks.length; index++) {
		const opening = marks[index - 1] as Mark;
		const closing = marks[index] as Mark;
		if (opening.kind === 'speech-end' || closing.sample === opening.sample) continue;
		segments.push({ index: index - 1, startSample: opening.sample, endSample: closing.sample });
	}
	return segments;
}
