import * as v from 'valibot';
import type { Source } from '#lib/capture/port.ts';
import {
	defaultNoteStyle,
	isSameStyle,
	LanguageSchema,
	NoteStyleSchema,
	type NoteStyle
} from '#lib/protocol/index.ts';
import { preferredLanguage } from './words.ts';

const PreferencesSchema = v.object({
	theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
	interfaceLanguage: v.fallback(v.nullable(v.picklist(['en', 'zh'])), null),
	processing: v.fallback(v.picklist(['hall', 'close', 'loudspeaker']), 'hall'),
	deviceId: v.fallback(v.nullable(v.string()), null),
	/** What is spoken in the next recording. */
	spoken: v.fallback(LanguageSchema, 'auto'),
	/** How notes of the next recording are written. */
	noteStyle: v.fallback(NoteStyleSchema, defaultNoteStyle),
	/** Whether final lines are read out by a screen reader. */
	announce: v.fallback(v.boolean(), false),
	/** Share of the width that the transcript has beside the notes. */
	split: v.fallback(v.pipe(v.number(), v.minValue(0.25), v.maxValue(0.75)), 0.56)
});
type Values = v.InferOutput<typeof PreferencesSchema>;

const key = 'preferences';

/** What a person chose on this device. Kept in `storage`; without it, for as long as the page lives. */
export class Preferences {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
	readonly #browserLanguages: readonly string[];
	#values: Values = $state.raw(v.parse(PreferencesSchema, {}));
	readonly language = $derived.by(
		() => this.#values.interfaceLanguage ?? preferredLanguage(this.#browserLanguages)
	);
	/** How dates and numbers are written: as the browser does in that language. */
	readonly locale = $derived.by(
		() => this.#browserLanguages.find((tag) => tag.startsWith(this.language)) ?? this.language
	);

	constructor(
		storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
		browserLanguages: readonly string[]
	) {
		this.#storage = storage;
		this.#browserLanguages = browserLanguages;
		this.#values = v.parse(PreferencesSchema, readObject(storage?.getItem(key)));
	}

	get values(): Values {
		return this.#values;
	}

	/** The microphone of the next recording, as chosen on this device. */
	get microphone(): Extract<Source, { kind: 'microphone' }> {
		const { deviceId, processing } = this.#values;
		return { kind: 'microphone', processing, ...(deviceId === null ? {} : { deviceId }) };
	}

	/** The style of the next recording's notes, where it is not the default. */
	get noteStyle(): NoteStyle | undefined {
		return isSameStyle(this.#values.noteStyle, defaultNoteStyle) ? undefined : this.#values.noteStyle;
	}

	set(change: Partial<Values>): void {
		this.#values = { ...this.#values, ...change };
		try {
			this.#storage?.setItem(key, JSON.stringify(this.#values));
		} catch {
			// A full or forbidden storage costs only the memory of the choice.
		}
	}
}

function readObject(text: string | null | undefined): object {
	try {
		const value: unknown = JSON.parse(text ?? '{}');
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}
