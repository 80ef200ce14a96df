export * from './blocks.ts';
export * from './close-codes.ts';
export * from './codecs.ts';
export * from './ids.ts';
export * from './limits.ts';
export * from './marks.ts';
export * from './messages.ts';
export * from './notes.ts';
