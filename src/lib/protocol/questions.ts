import * as v from 'valibot';
import { IdSchema } from './ids.ts';
import { questionCharactersMax } from './limits.ts';

/** A question about a lecture; its id is the client's, so that asking it again is harmless. */
export const AskSchema = v.strictObject({
	id: IdSchema,
	question: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(questionCharactersMax))
});
export type Ask = v.InferOutput<typeof AskSchema>;

/**
 * A part of an answer. What the lecture has:
 * - `line`: a line of the transcript, word for word and no Markdown;
 * - `nothing-found`: the search found no line that answers it, and no model did. It says nothing of what was said.
 * What a language model says, in Markdown:
 * - `lecture`: rests on the lines that it cites;
 * - `own-words`: cites no line, or none that has to do with it;
 * - `beyond`: what the model names as its own knowledge;
 * - `model-found-nothing`: the model found no answer in what it read.
 */
export const AnswerBlockSchema = v.object({
	kind: v.picklist(['line', 'nothing-found', 'lecture', 'own-words', 'beyond', 'model-found-nothing']),
	/** Empty where the kind says it all. */
	md: v.string(),
	/** Ids of utterances of this lecture. */
	cites: v.array(v.string()),
	/** Numbers, days and names in `md` that are in none of the lines it cites, nor next to them. */
	unfounded: v.optional(v.array(v.string()))
});
export type AnswerBlock = v.InferOutput<typeof AnswerBlockSchema>;

export const AnswerSchema = v.object({
	/** The language model that wrote a part of it; null when all of it is lines of the lecture. */
	model: v.nullable(v.string()),
	blocks: v.array(AnswerBlockSchema),
	/** Citations of lines that there are not; they were taken out. */
	refusedCites: v.number(),
	/** The model had more to say than it may. */
	cutOff: v.boolean()
});
export type Answer = v.InferOutput<typeof AnswerSchema>;

/** A question as it is kept with the lecture. */
export const QuestionSchema = v.object({
	id: v.string(),
	/** Order of asking; a question that is asked again goes to the end. */
	n: v.number(),
	question: v.string(),
	/** `unanswered`: the server ended in the middle. All but `asking` and `answered` can be asked again. */
	state: v.picklist(['asking', 'answered', 'stopped', 'failed', 'unanswered']),
	/** Why it failed. */
	problem: v.nullable(v.string()),
	/** Of a stopped question, what had come; of a failed one, the lines that the search found. */
	answer: v.nullable(AnswerSchema)
});
export type Question = v.InferOutput<typeof QuestionSchema>;

/** What is told while a question is answered, the last of them `done`. */
export const AnswerEventSchema = v.variant('type', [
	/** The next part of the answer, whole. */
	v.object({ type: v.literal('delta'), block: AnswerBlockSchema }),
	/** The parts so far do not count: the model begins again. */
	v.object({ type: v.literal('restart') }),
	v.object({ type: v.literal('done'), question: QuestionSchema }),
	v.object({ type: v.literal('failed'), problem: v.string() })
]);
export type AnswerEvent = v.InferOutput<typeof AnswerEventSchema>;
