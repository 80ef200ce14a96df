/** Samples per second of every take: one mono channel, signed 16 bit. The only clock inside a lecture. */
export const sampleRate = 16_000;
export const bytesPerSample = 2;

/** The wire version; both sides refuse any other. */
export const protocolVersion = 3;

/** Largest WebSocket frame that the server reads; a longer one closes the session (rule W6). */
export const frameBytesMax = 512 * 1024;
/** Audio that a recorder may have sent without a `stored` for it (rule W3). */
export const unackedBytesMax = 1024 * 1024;
/** A take that is being recorded and lacks more than this on the server goes on in a new one (rule W4). */
export const behindSamplesMax = 10 * sampleRate;
/** No take is longer: a length beyond it is a mistake or a lie. */
export const takeSamplesMax = 24 * 3600 * sampleRate;
/** Text of an utterance as a person may write it; 30 s of fast speech are about 600 characters. */
export const utteranceCharactersMax = 4000;
/** Markdown of a note block. */
export const noteCharactersMax = 8000;
/** A question about a lecture. */
export const questionCharactersMax = 2000;
/** A lecture's title, or that of a section of its notes. */
export const titleCharactersMax = 200;
/** Terms of a lecture, and characters of one of them. */
export const termsMax = 200;
export const termCharactersMax = 60;
/** Marks in one message. */
export const marksPerMessageMax = 512;

export const pingEveryMs = 15_000;
/** A peer that stayed silent for this long is taken for dead: two pings missed (rule W8). */
export const silenceMs = 2 * pingEveryMs + 5_000;

/** No segment is longer than this; the segmenter cuts, the server refuses marks that would exceed it. */
export const segmentSamplesMax = 30 * sampleRate;

export const samplesToMs = (samples: number): number => (samples * 1000) / sampleRate;
export const msToSamples = (ms: number): number => Math.round((ms * sampleRate) / 1000);
