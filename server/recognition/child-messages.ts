import * as v from 'valibot';
import type { Device } from './device.ts';
import type { RecognitionAnswer, RecognitionJob } from './port.ts';

/** What a child needs to load its model. */
export type ChildSettings = {
	/** A model's directory, or one of its files. */
	modelDirectory: string;
	cacheDirectory: string | undefined;
	threads: number;
	device: Device;
	/** Takes several jobs at a time and runs them in batches of fixed shapes. */
	batches: boolean;
};

/** To a child: first `load`, then jobs, numbered so that answers find them; several at a time only where it batches. */
export type ChildRequest =
	{ kind: 'load'; settings: ChildSettings } | { kind: 'job'; number: number; job: RecognitionJob };

export type ChildAnswer = RecognitionAnswer;

/** From a child. */
export type ChildReport =
	/** Ready, and how much memory that took. */
	| { kind: 'loaded'; rssBytes: number }
	/** The model cannot be used, for a reason in words. */
	| { kind: 'refused'; reason: string }
	| { kind: 'answered'; number: number; answer: ChildAnswer; rssBytes: number };

const finite = v.pipe(v.number(), v.finite());
const RecognitionSchema = v.looseObject({
	text: v.string(),
	tokens: v.array(v.looseObject({ text: v.string(), startMs: finite, endMs: finite })),
	language: v.nullable(v.string()),
	emotion: v.nullable(v.string()),
	event: v.nullable(v.string()),
	confidence: finite,
	timings: v.looseObject({ featuresMs: finite, inferenceMs: finite, decodeMs: finite })
});
const ChildReportSchema: v.GenericSchema<unknown, ChildReport> = v.variant('kind', [
	v.object({ kind: v.literal('loaded'), rssBytes: finite }),
	v.object({ kind: v.literal('refused'), reason: v.string() }),
	v.object({
		kind: v.literal('answered'),
		number: finite,
		answer: v.variant('kind', [
			v.object({ kind: v.literal('recognised'), recognition: RecognitionSchema }),
			v.object({ kind: v.literal('failed'), reason: v.string() })
		]),
		rssBytes: finite
	})
]);

/** What a child said; undefined when that is no report. */
export function parseReport(said: unknown): ChildReport | undefined {
	const parsed = v.safeParse(ChildReportSchema, said);
	return parsed.success ? parsed.output : undefined;
}
