import type { Device } from './device.ts';
import type { RecognitionJob, RecognitionOutcome } from './port.ts';

/** What a child needs to load its model. */
export type ChildSettings = {
	/** A model's directory, or one of its files. */
	modelDirectory: string;
	cacheDirectory: string | undefined;
	threads: number;
	device: Device;
};

/** To a child: first `load`, then one job at a time. */
export type ChildRequest = { kind: 'load'; settings: ChildSettings } | { kind: 'job'; job: RecognitionJob };

export type ChildAnswer = Exclude<RecognitionOutcome, { kind: 'cancelled' }>;

/** From a child. */
export type ChildReport =
	| { kind: 'loaded' }
	/** The model cannot be used, for a reason in words. */
	| { kind: 'refused'; reason: string }
	| { kind: 'answered'; answer: ChildAnswer; rssBytes: number };
