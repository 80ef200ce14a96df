import type { LectureId } from '#lib/protocol/index.ts';
import type { NewTake } from '../uplink/port.ts';
import type { DetectorLink, DetectorSetup, EncoderReport, WriterOrder, WriterReport } from './messages.ts';

/** The recorder's two threads, as the page sees them. */
export type CaptureThreads = {
	/** `port` is where the worklet's sound comes in. */
	begin(lectureId: LectureId, take: NewTake, port: MessagePort): void;
	/** Answered by the report `switched`. */
	split(): void;
	/** Answered by the report `closed`, or by `failed` at any time before it. */
	finish(): void;
	onReport: (report: WriterReport) => void;
	close(): void;
};

let preloaded: Worker | undefined;

/** Begins to load the speech model; to be called when a recording is near. */
export function preloadDetector(): void {
	preloaded ??= startDetector();
}

/**
 * Starts both threads and joins them. A detector that dies is reported to the writer, which goes on without it;
 * `onEncoderFailed` hears that a take had to go on in PCM.
 */
export function startThreads(onEncoderFailed: () => void): CaptureThreads {
	const writer = new Worker(new URL('./writer.worker.ts', import.meta.url), {
		type: 'module',
		name: 'writer'
	});
	const tell = (order: WriterOrder, transfer: Transferable[] = []) => writer.postMessage(order, transfer);
	const detector = linkDetector(tell);
	return {
		begin: (lectureId, take, port) => tell({ kind: 'begin', lectureId, take, port }, [port]),
		split: () => tell({ kind: 'split' }),
		finish: () => tell({ kind: 'finish' }),
		set onReport(heard: (report: WriterReport) => void) {
			writer.onmessage = ({ data }: MessageEvent<WriterReport | EncoderReport>) =>
				data.kind === 'encoder-failed' ? onEncoderFailed() : heard(data);
		},
		close() {
			writer.terminate();
			detector.terminate();
		}
	};
}

/** Starts a detector, or takes the one that is loading, and joins it to the thread that is told so. */
export function linkDetector(tell: (order: DetectorLink, transfer?: Transferable[]) => void): Worker {
	const detector = preloaded ?? startDetector();
	preloaded = undefined;
	const { port1, port2 } = new MessageChannel();
	tell({ kind: 'link-detector', port: port1 }, [port1]);
	detector.postMessage({ kind: 'link', port: port2 } satisfies DetectorSetup, [port2]);
	detector.onerror = () => tell({ kind: 'detector-gone' });
	return detector;
}

function startDetector(): Worker {
	const detector = new Worker(new URL('./detector.worker.ts', import.meta.url), {
		type: 'module',
		name: 'detector'
	});
	detector.postMessage({ kind: 'load' } satisfies DetectorSetup);
	return detector;
}
