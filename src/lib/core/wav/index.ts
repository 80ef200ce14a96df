export { WavError, type WavErrorCode, type WavFormat, type WavOutline } from './format.ts';
export { isWav, wavOutline, type Wanted } from './outline.ts';
export { bytesFor, wavPlanes } from './samples.ts';
