import type { Cue } from './cue.ts';
import { stamp } from './stamp.ts';

/** SubRip: numbered cues, a comma before the milliseconds. */
export const toSrt = (cues: readonly Cue[]): string =>
	cues
		.map(({ startMs, endMs, lines }, index) => {
			const span = `${stamp(startMs, ',')} --> ${stamp(endMs, ',')}`;
			return `${index + 1}\n${span}\n${withoutMarkup(lines.join('\n'))}\n`;
		})
		.join('\n');

/**
 * SubRip has no way to escape what players take for markup: VLC (`modules/codec/subsdec.c`) reads `<b` and `< b` as tags,
 * FFmpeg and mpv (`libavcodec/htmlsubtitles.c`, libass) drop `<word>`, `{…}`, `\n` and `\h`, Android decodes `&lt;`. Such
 * signs are written with look-alikes that every player shows; all others stay.
 */
export function withoutMarkup(text: string): string {
	const isTagged = tag.test(text) || encloses(text, '<', '>');
	const isBraced = encloses(text, '{', '}');
	return text
		.replaceAll('-->', '--›')
		.replace(/<|>/g, (sign) => (isTagged ? (angles[sign] as string) : sign))
		.replace(/\{|\}/g, (sign) => (isBraced ? (braces[sign] as string) : sign))
		.replace(/\\(?=[nh{}])/gi, '＼')
		.replace(/&(?=#?\w+;)/g, '＆');
}

/** A `<` that some player takes for the beginning of a tag. */
const tag = /<\s*[\p{L}/!?]/u;
const encloses = (text: string, opening: string, closing: string): boolean =>
	text.includes(opening) && text.lastIndexOf(closing) > text.indexOf(opening);
const angles: Record<string, string> = { '<': '‹', '>': '›' };
const braces: Record<string, string> = { '{': '｛', '}': '｝' };
