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
	close(): Promise<void>;
};

export type SourceEvents = {
	/** The source has come to its end by itself: a sample that was played, a device that was unplugged. */
	onEnded: () => void;
	onMuted: (isMuted: boolean) => void;
};

export type Opened = SoundSource | { problem: CaptureProblem };

export const isProblem = (opened: Opened): opened is { problem: CaptureProblem } => 'problem' in opened;

export type SourceWarning = Extract<CaptureWarning, 'source-ended' | 'source-muted'>;
