import type { Cue } from './cue.ts';
import { stamp } from './stamp.ts';

/** WebVTT (https://www.w3.org/TR/webvtt1/). `-->`, `&` and `<` may not stand in a cue as they are. */
export const toVtt = (cues: readonly Cue[]): string =>
	[
		'WEBVTT\n',
		...cues.map(
			({ startMs, endMs, lines }) =>
				`${stamp(startMs, '.')} --> ${stamp(endMs, '.')}\n${escaped(lines.join('\n'))}\n`
		)
	].join('\n');

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
