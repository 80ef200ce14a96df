/** What helps where this browser cannot decode a file's sound: another browser, or another file. */
export type CodecAdvice = 'chrome' | 'convert';

/** What browsers built on Chromium decode, by the names that the importer gives. */
const ofChromium: ReadonlySet<string> = new Set(['AAC', 'MP3', 'Opus', 'Vorbis', 'FLAC']);

/** Nobody is sent to the browser that is already open, nor to one that cannot decode it either. */
export const codecAdvice = (codec: string | undefined, userAgent: string): CodecAdvice =>
	codec !== undefined && ofChromium.has(codec) && !/\bChrom(?:e|ium)\//u.test(userAgent)
		? 'chrome'
		: 'convert';
