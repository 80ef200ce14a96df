import * as v from 'valibot';

/** Why a language model gives no answer. */
export const modelProblems = [
	'no-answer',
	'broken-off',
	'silent',
	'only-thoughts',
	'unknown-form',
	'server-error',
	'rate-limited',
	'overloaded',
	'key-refused',
	'no-balance',
	'no-such-model',
	'request-refused',
	'context-too-small',
	'content-filtered',
	'not-a-language-model',
	'address-refused',
	'not-reachable',
	'cap-reached'
] as const;
export type ModelProblem = (typeof modelProblems)[number];

/** A model that takes longer for the few short calls of a check is told to be too slow. */
export const checkMostMs = 5 * 60_000;

/** The languages in which there is a lecture to try a model on. */
export const checkLanguages = ['en', 'zh'] as const;
export type CheckLanguage = (typeof checkLanguages)[number];

/** What a model is asked for, in this order: a word, notes, an answer that the lecture has, and one that it has not. */
export const modelCheckSteps = ['connection', 'notes', 'known', 'unknown'] as const;
export type ModelCheckStep = (typeof modelCheckSteps)[number];

const count = v.number();
const problem = v.fallback(v.picklist(modelProblems), 'no-answer');
const noAnswer = [
	v.object({ kind: v.literal('no-answer'), problem }),
	/** The time for the whole check was over before the answer was. */
	v.object({ kind: v.literal('too-slow') })
] as const;

/** What became of the notes of the made lecture. */
export const NotesVerdictSchema = v.variant('kind', [
	v.object({
		kind: v.literal('written'),
		/** Lines of notes that are shown as the model wrote them. */
		kept: count,
		/** Those that change a number, a date, a name or the sense: the spoken sentence is shown instead. */
		changed: count,
		/** Those that are left out: not in the form, without a citation that holds, or said twice. */
		dropped: count,
		isInLanguage: v.boolean()
	}),
	/** It wrote what may be notes, and not one citation. */
	v.object({ kind: v.literal('uncited') }),
	v.object({ kind: v.literal('off-form') }),
	v.object({ kind: v.literal('cut-off') }),
	...noAnswer
]);
export type NotesVerdict = v.InferOutput<typeof NotesVerdictSchema>;

/** What became of the question that the made lecture answers. */
export const KnownVerdictSchema = v.variant('kind', [
	/** `isInLanguage`: in that of the question. */
	v.object({ kind: v.literal('right'), isInLanguage: v.boolean() }),
	/** The right answer, without a citation that holds. */
	v.object({ kind: v.literal('uncited') }),
	v.object({ kind: v.literal('wrong') }),
	/** It found nothing. */
	v.object({ kind: v.literal('missed') }),
	...noAnswer
]);
export type KnownVerdict = v.InferOutput<typeof KnownVerdictSchema>;

/** What became of the question that it does not answer. */
export const UnknownVerdictSchema = v.variant('kind', [
	v.object({ kind: v.literal('admits') }),
	v.object({ kind: v.literal('invents') }),
	...noAnswer
]);
export type UnknownVerdict = v.InferOutput<typeof UnknownVerdictSchema>;

export const SpeedSchema = v.object({
	/** From the request for notes to the first line that would be shown; null where none was. */
	firstLineMs: v.nullable(count),
	/** It takes so long for it that extracted notes stand in until the whole answer is here (rule N6). */
	isSlow: v.boolean(),
	/** From the request for notes to their end. */
	notesMs: count,
	/** While it wrote the notes; null where that was too short to be measured. */
	rate: v.nullable(v.object({ unit: v.picklist(['tokens', 'characters']), perSecond: count }))
});

/** A language model, tried on a made lecture. */
export const ModelCheckSchema = v.object({
	model: v.string(),
	language: v.picklist(checkLanguages),
	/** It reasons before it writes, although it was asked not to. */
	thought: v.boolean(),
	notes: NotesVerdictSchema,
	known: KnownVerdictSchema,
	unknown: UnknownVerdictSchema,
	speed: SpeedSchema,
	use: v.object({
		promptTokens: count,
		completionTokens: count,
		/** The server of the model counted them; else they are estimated. */
		isCounted: v.boolean(),
		/** Null without a price. */
		costUsd: v.nullable(count)
	})
});
export type ModelCheck = v.InferOutput<typeof ModelCheckSchema>;

/** Told while a model is tried; the last is `done` or `failed`, where it could not be reached at all. */
export const ModelCheckEventSchema = v.variant('type', [
	v.object({ type: v.literal('step'), step: v.picklist(modelCheckSteps) }),
	v.object({ type: v.literal('done'), check: ModelCheckSchema }),
	v.object({ type: v.literal('failed'), problem: v.union([problem, v.literal('too-slow')]) })
]);
export type ModelCheckEvent = v.InferOutput<typeof ModelCheckEventSchema>;
