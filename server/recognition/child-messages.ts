import type { Device } from './device.ts';
import type { RecognitionAnswer, RecognitionJob } from './port.ts';

/** What a child needs to load its model. */
export type ChildSettings = {
	/** A model's directory, or one of its files. */
	modelDirectory: string;
	cacheDirectory: string | undefined;
	threads: number;
	device: Device;
	/** Takes several jobs at a time and runs them in batches of fixed shapes. */
	batches: boolean;
};

/** To a child: first `load`, then jobs, numbered so that answers find them; several at a time only where it batches. */
export type ChildRequest =
	{ kind: 'load'; settings: ChildSettings } | { kind: 'job'; number: number; job: RecognitionJob };

export type ChildAnswer = RecognitionAnswer;

/** From a child. */
export type ChildReport =
	| { kind: 'loaded' }
	/** The model cannot be used, for a reason in words. */
	| { kind: 'refused'; reason: string }
	| { kind: 'answered'; number: number; answer: ChildAnswer; rssBytes: number };
