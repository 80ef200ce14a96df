import * as v from 'valibot';

/** What kind of notes a person wants; `free` is their own words. */
export const noteTemplates = [
	'default',
	'complete',
	'concise',
	'detailed',
	'concepts',
	'tasks',
	'free'
] as const;
export type NoteTemplate = (typeof noteTemplates)[number];

/** In which language the notes are written; `lecture` is the one that is spoken. */
export const noteLanguages = ['lecture', 'zh', 'en', 'ja', 'ko'] as const;
export type NoteLanguage = (typeof noteLanguages)[number];

/** Characters that a person's own words for the template `free` may have. */
export const noteFreeTextCharactersMax = 4000;

export const NoteStyleSchema = v.strictObject({
	template: v.picklist(noteTemplates),
	/** What a person asks for in their own words, with the template `free`. */
	freeText: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(noteFreeTextCharactersMax))),
	language: v.picklist(noteLanguages)
});
export type NoteStyle = v.InferOutput<typeof NoteStyleSchema>;

export const defaultNoteStyle: NoteStyle = { template: 'default', language: 'lecture' };

export const isSameStyle = (a: NoteStyle, b: NoteStyle): boolean =>
	a.template === b.template && a.language === b.language && (a.freeText ?? '') === (b.freeText ?? '');
