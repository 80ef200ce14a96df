export { limits, type Cue, type Spoken } from './cue.ts';
export { cuesOf } from './cues.ts';
export { toSrt } from './srt.ts';
export { toVtt } from './vtt.ts';
