import type { CaptureProblem, CaptureWarning } from './port.ts';

/** A microphone or a sample, open and ready to be recorded. */
export type SoundSource = {
	readonly context: AudioContext;
	readonly output: AudioNode;
	/** For a person; what the system calls the device. */
	readonly label: string;
	/** Sound must flow from here on; called at the beginning of each take. */
	begin(): void;
	/** Stops and starts the clock of the graph, e.g. for a pause. A sample goes on where it stopped. */
	suspend(): Promise<void>;
	resume(): Promise<void>;
	/** Waits a moment for sound to flow, and says what is in its way. */
	obstacle(): Promise<CaptureProblem | undefined>;
	close(): Promise<void>;
};

/** What a source lets us know by itself while it is open. */
export type SourceSign =
	/** A sample that was played, a device that was unplugged. */
	| { kind: 'ended' }
	/** Something else has the device, e.g. a call; or it is given back. */
	| { kind: 'muted'; isMuted: boolean }
	/** The clock of the graph; `interrupted` by the system, which alone may end that. */
	| { kind: 'context'; state: AudioContext['state'] }
	| { kind: 'permission-revoked' }
	/** The system would choose another device now. This one still works. */
	| { kind: 'default-changed' };

export type SourceEvents = { onSign: (sign: SourceSign) => void };

export type Opened = SoundSource | { problem: CaptureProblem };

export const isProblem = (opened: Opened): opened is { problem: CaptureProblem } => 'problem' in opened;

export type SourceWarning = Extract<CaptureWarning, 'source-ended' | 'source-muted' | 'default-changed'>;
