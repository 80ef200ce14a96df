import * as v from 'valibot';
import { codecs } from './codecs.ts';
import { IdSchema } from './ids.ts';
import { marksPerMessageMax, takeSamplesMax, utteranceCharactersMax } from './limits.ts';
import { MarkSchema } from './marks.ts';
import { NoteChangeSchema } from './note-changes.ts';
import { NoteStyleSchema } from './note-style.ts';
import { NoteOpSchema } from './notes.ts';
import { TermsSchema } from './terms.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const timeMs = v.pipe(v.number(), v.finite(), v.minValue(0));
const shortText = v.pipe(v.string(), v.maxLength(200));

/** What is spoken, as far as the recogniser is told; `auto` lets it decide for each segment. */
export const languages = ['auto', 'zh', 'en', 'yue', 'ja', 'ko'] as const;
export const LanguageSchema = v.picklist(languages);
export type Language = v.InferOutput<typeof LanguageSchema>;

/**
 * Why sound is missing before a take: a person paused or went on with the lecture later; the page or the browser died;
 * the microphone was lost or fell silent; the machine slept; the device's storage was full.
 */
export const gapCauses = ['pause', 'crash', 'microphone', 'sleep', 'storage'] as const;
export type GapCause = (typeof gapCauses)[number];

/** Samples `from` ≤ s < `to` of a take that nobody holds any more; they sound as silence (rule L6). */
export const HoleSchema = v.object({ from: count, to: count });
export type Hole = v.InferOutput<typeof HoleSchema>;

export const TakeSchema = v.strictObject({
	takeId: IdSchema,
	number: v.pipe(count, v.maxValue(0xffff_ffff)),
	/** Wall clock of sample 0, UTC; never used for order. */
	startedAt: timeMs,
	codec: v.picklist(codecs),
	device: v.optional(shortText),
	/** The take that this one goes on from without a gap. */
	continues: v.optional(IdSchema),
	/** What ended the take before; absent where this one is the first, or continues it. */
	gap: v.optional(v.picklist(gapCauses))
});
export type Take = v.InferOutput<typeof TakeSchema>;

/** A lecture as the device that began it describes it. */
export const LectureSeedSchema = v.strictObject({
	title: shortText,
	createdAt: timeMs,
	language: LanguageSchema,
	/** How notes are to be written; left out, in the default style. */
	noteStyle: v.optional(NoteStyleSchema)
});
export type LectureSeed = v.InferOutput<typeof LectureSeedSchema>;

export const EditSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('title'), title: v.pipe(v.string(), v.trim(), v.maxLength(200)) }),
	v.strictObject({ kind: v.literal('language'), language: LanguageSchema }),
	/** Words that the recogniser is to expect, in place of those before; what was heard already stays. */
	v.strictObject({ kind: v.literal('terms'), terms: TermsSchema }),
	/** How notes are to be written from here on; what stands stays. */
	v.strictObject({ kind: v.literal('notes'), ...NoteStyleSchema.entries }),
	/** What a person does to the notes themselves; applied to the notes as they are when it arrives. */
	v.strictObject({ kind: v.literal('note'), change: NoteChangeSchema }),
	/** What was really said in a segment (rule T4); empty when nothing was. */
	v.strictObject({
		kind: v.literal('utterance'),
		takeId: IdSchema,
		segment: count,
		text: v.pipe(v.string(), v.trim(), v.maxLength(utteranceCharactersMax))
	})
]);
export type Edit = v.InferOutput<typeof EditSchema>;

export const ClientMessageSchema = v.variant('type', [
	v.strictObject({
		type: v.literal('hello'),
		protocol: v.number(),
		app: shortText,
		lectureId: IdSchema,
		role: v.picklist(['recorder', 'viewer']),
		/** Last revision that this client has seen; 0 for none (rule W5). */
		since: count,
		/** Given by a recorder; used when the server does not know the lecture yet. */
		lecture: v.optional(LectureSeedSchema)
	}),
	v.strictObject({ type: v.literal('take'), take: TakeSchema }),
	v.strictObject({
		type: v.literal('marks'),
		takeId: IdSchema,
		/** Index of the first item in the take's mark log. */
		from: count,
		items: v.pipe(v.array(MarkSchema), v.minLength(1), v.maxLength(marksPerMessageMax))
	}),
	/** The recorder no longer holds these samples, which the server misses (rule L6). */
	v.strictObject({
		type: v.literal('lost'),
		takeId: IdSchema,
		from: count,
		to: v.pipe(count, v.maxValue(takeSamplesMax))
	}),
	/** A pause: if it lasts, the open segment ends at this sample (rule W11). */
	v.strictObject({
		type: v.literal('quiet'),
		takeId: IdSchema,
		sample: v.pipe(count, v.maxValue(takeSamplesMax))
	}),
	v.strictObject({ type: v.literal('finish-take'), takeId: IdSchema, samples: count, marks: count }),
	v.strictObject({ type: v.literal('finish-lecture'), takes: count }),
	v.strictObject({ type: v.literal('edit'), editId: IdSchema, edit: EditSchema }),
	v.strictObject({ type: v.literal('ping') })
]);
export type ClientMessage = v.InferOutput<typeof ClientMessageSchema>;

/** A take as the server holds it. `samples` and `marks` are durable. */
export const TakeStateSchema = v.object({
	...TakeSchema.entries,
	samples: count,
	marks: count,
	finished: v.boolean(),
	holes: v.optional(v.array(HoleSchema))
});
export type TakeState = v.InferOutput<typeof TakeStateSchema>;

export const LectureInfoSchema = v.object({
	lectureId: IdSchema,
	title: v.string(),
	createdAt: timeMs,
	language: LanguageSchema,
	/** When the recorder said that the lecture is over; null while it may still grow. */
	finishedAt: v.nullable(timeMs),
	/** How notes are written from here on; a device that began it offline does not know yet. */
	noteStyle: v.optional(NoteStyleSchema),
	/** Words that the recogniser expects; absent where there are none. */
	terms: v.optional(v.array(v.string())),
	/** Counts changes of its slides, which are asked for when it has changed (rule S2); absent where there never were any. */
	slidesVersion: v.optional(count)
});
export type LectureInfo = v.InferOutput<typeof LectureInfoSchema>;

export const UtteranceSchema = v.object({
	takeId: IdSchema,
	/** Index of the opening mark: with `takeId` it names the segment. */
	segment: count,
	startSample: count,
	endSample: count,
	/** Revision of the lecture at which it came to be; a lower one never replaces a higher one (rule T2). */
	revision: count,
	result: v.variant('kind', [
		v.object({
			kind: v.literal('text'),
			text: v.string(),
			/** As the recogniser heard it: zh, en, yue, ja, ko …; null when it did not say. */
			language: v.nullable(v.string()),
			emotion: v.nullable(v.string()),
			/** Applause, Laughter, BGM …; null for plain speech. */
			event: v.nullable(v.string()),
			/** Mean probability of the chosen tokens, 0..1. */
			confidence: v.number(),
			/** A person wrote the text (rule T4). */
			corrected: v.optional(v.boolean())
		}),
		/** Heard, and found to hold no words. */
		v.object({ kind: v.literal('no-speech'), event: v.nullable(v.string()) }),
		/** Set aside after it failed repeatedly; the sound is kept. */
		v.object({ kind: v.literal('failed'), reason: v.string() })
	])
});
export type Utterance = v.InferOutput<typeof UtteranceSchema>;

/** What extracted notes stand in for: the model, and for how long it has been asked by now; null where it was not asked yet. */
export const NotesWaitSchema = v.object({ model: v.string(), askedForMs: v.nullable(v.number()) });
export type NotesWait = v.InferOutput<typeof NotesWaitSchema>;

export const EngineSchema = v.object({
	recogniser: v.object({
		name: v.string(),
		/** `small` is the model that ships: it only understands clearly read English. */
		grade: v.picklist(['small', 'full', 'custom']),
		device: v.string(),
		/** The device that was asked for and cannot be used, so that another one is. */
		refusedDevice: v.optional(v.string()),
		state: v.picklist(['starting', 'ready', 'failed'])
	}),
	notes: v.picklist(['extractive', 'llm'])
});
export type Engine = v.InferOutput<typeof EngineSchema>;

/**
 * How the recogniser keeps up, for all lectures together. `busy`: no words while they are spoken, finals in time;
 * `overloaded`: finals come late as well.
 */
export const loads = ['normal', 'busy', 'overloaded'] as const;
export type Load = (typeof loads)[number];

/** Why the server refused something. Words for a person are made of it in one place of the interface. */
export const errorCodes = [
	'bad-message',
	'too-large',
	'wrong-protocol',
	'not-signed-in',
	'no-such-lecture',
	'not-recorder',
	'superseded',
	'unknown-take',
	'take-number-taken',
	'take-finished',
	'audio-gap',
	'marks-gap',
	'marks-conflict',
	'finish-mismatch',
	'storage-full',
	'storage-failed',
	'server-stopping'
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const ServerMessageSchema = v.variant('type', [
	v.object({
		type: v.literal('welcome'),
		protocol: v.number(),
		lecture: LectureInfoSchema,
		takes: v.array(TakeStateSchema),
		/** Everything after the client's `since` up to here follows this message. */
		revision: count,
		limits: v.object({ frameBytes: count, unackedBytes: count }),
		engine: EngineSchema,
		/** The server makes use of `quiet`; others must not be sent it (rule W11). */
		hearsQuiet: v.optional(v.boolean())
	}),
	v.object({
		type: v.literal('stored'),
		takeId: IdSchema,
		samples: count,
		marks: count,
		finished: v.boolean()
	}),
	v.object({ type: v.literal('take'), take: TakeStateSchema }),
	v.object({ type: v.literal('lecture'), revision: count, lecture: LectureInfoSchema }),
	v.object({
		type: v.literal('hypothesis'),
		takeId: IdSchema,
		segment: count,
		startSample: count,
		text: v.string(),
		/** So many UTF-16 units at its beginning stay as they are until the final is here (rule T5); none, when absent. */
		committed: v.optional(count)
	}),
	v.object({ type: v.literal('utterance'), utterance: UtteranceSchema }),
	v.object({ type: v.literal('notes'), revision: count, ops: v.array(NoteOpSchema) }),
	/** All of what an engine is writing at this moment, to be shown after the notes, in grey; none when it is done or gave up (rule N6). */
	v.object({
		type: v.literal('notes-draft'),
		ops: v.array(NoteOpSchema),
		/** Set where the draft was extracted until a language model has read the lines, which may take minutes (rule N6). */
		waits: v.optional(NotesWaitSchema)
	}),
	v.object({
		type: v.literal('status'),
		engine: EngineSchema,
		/** Sound of this lecture that still waits for the recogniser. */
		backlogSamples: count,
		/** The note stage has read every utterance up to this revision, whether or not it made a note of it. */
		notedRevision: count,
		/** Absent from older servers: normal. */
		load: v.optional(v.picklist(loads))
	}),
	v.object({ type: v.literal('edited'), editId: IdSchema }),
	v.object({
		type: v.literal('error'),
		code: v.picklist(errorCodes),
		/** For a developer; never holds what was said. */
		detail: v.optional(v.string()),
		takeId: v.optional(IdSchema)
	}),
	v.object({ type: v.literal('pong') })
]);
export type ServerMessage = v.InferOutput<typeof ServerMessageSchema>;
