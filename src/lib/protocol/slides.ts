import * as v from 'valibot';
import { IdSchema } from './ids.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** One slide as its file has it. */
export const SlideSchema = v.object({
	/** Its place in the file, from 1 on; hidden ones count. */
	number: v.pipe(count, v.minValue(1)),
	/** Empty when it has none. */
	title: v.string(),
	/** What stands on it besides the title, a line for each paragraph; tables have a line for each row. */
	text: v.string(),
	/** What the speaker wrote below it. */
	notes: v.string(),
	hidden: v.boolean()
});
export type Slide = v.InferOutput<typeof SlideSchema>;

/** A deck of slides, read. */
export const DeckSchema = v.object({ format: v.picklist(['pptx', 'pdf']), slides: v.array(SlideSchema) });
export type Deck = v.InferOutput<typeof DeckSchema>;

/** A deck as it is kept with its lecture. */
export const DeckInfoSchema = v.object({
	deckId: IdSchema,
	/** As the file was called. */
	name: v.string(),
	format: DeckSchema.entries.format,
	bytes: count,
	addedAt: v.number(),
	/** There is nothing to read on most of its slides: they may be pictures. */
	textless: v.boolean(),
	slides: v.array(SlideSchema)
});
export type DeckInfo = v.InferOutput<typeof DeckInfoSchema>;

/** A slide and a line of the transcript that was said to it. */
export const SpokenToSchema = v.object({
	utteranceId: v.string(),
	deckId: IdSchema,
	slide: v.pipe(count, v.minValue(1))
});
export type SpokenTo = v.InferOutput<typeof SpokenToSchema>;

/** All slides of a lecture, deck by deck, and what persons said about when they were shown. */
export const LectureSlidesSchema = v.object({
	version: count,
	decks: v.array(DeckInfoSchema),
	anchors: v.array(SpokenToSchema)
});
export type LectureSlides = v.InferOutput<typeof LectureSlidesSchema>;

/** Which slides were shown, in the order of the lecture: each from its line on until the next one's (rule S3). */
export const ShowingsSchema = v.object({ showings: v.array(SpokenToSchema) });

/** Why a file gives no slides. Words for a person are made of it in one place of the interface. */
export const slidesProblems = [
	/** No PPTX and no PDF. */
	'unknown-format',
	/** The binary .ppt of old, or Keynote: to be saved as PPTX or PDF. */
	'old-format',
	'damaged',
	'protected',
	'too-large',
	'too-many-slides',
	'no-slides',
	/** Reading it took too long or too much memory; it was stopped. */
	'too-hard'
] as const;
export type SlidesProblem = (typeof slidesProblems)[number];

export const DeckOutcomeSchema = v.variant('kind', [
	v.object({ kind: v.literal('read'), deck: DeckSchema }),
	v.object({ kind: v.literal('refused'), problem: v.picklist(slidesProblems) })
]);
export type DeckOutcome = v.InferOutput<typeof DeckOutcomeSchema>;

/** What a file may hold at most. */
export const slidesLimits = {
	fileBytes: 50 * 1024 * 1024,
	slides: 500,
	/** Characters of text, and of notes, of one slide; the rest is cut off. */
	textLength: 2_000,
	titleLength: 200,
	decks: 10
} as const;
