export { baseName } from './file-name.ts';
export { parts, type ExportLine, type Exportable, type Part } from './exportable.ts';

/** Each format by the extension of its file. */
export const mediaTypes = {
	md: 'text/markdown',
	txt: 'text/plain',
	srt: 'application/x-subrip',
	vtt: 'text/vtt',
	json: 'application/json'
} as const;
export type Format = keyof typeof mediaTypes;
export const formats = Object.keys(mediaTypes) as Format[];

/** Whether a person chooses what goes into such a file. */
export const hasParts = (format: Format): format is 'md' | 'txt' => format === 'md' || format === 'txt';
