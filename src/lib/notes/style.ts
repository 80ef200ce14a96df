import { isSameStyle, type NoteStyle } from '#lib/protocol/index.ts';

/** A style as it is sent: a person's own words only where they are asked for. */
export function tidyStyle({ template, freeText, language }: NoteStyle): NoteStyle {
	const own = freeText?.trim() ?? '';
	return { template, language, ...(template === 'free' && own !== '' && { freeText: own }) };
}

/** Their own words were asked for, and there are none. */
export const lacksWords = (style: NoteStyle): boolean =>
	style.template === 'free' && tidyStyle(style).freeText === undefined;

export const isOtherStyle = (style: NoteStyle, kept: NoteStyle): boolean =>
	!isSameStyle(tidyStyle(style), tidyStyle(kept));
