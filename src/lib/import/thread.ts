import type { DetectorLink } from '#lib/capture/messages.ts';
import { linkDetector } from '#lib/capture/threads.ts';
import type { ImportOrder, ImportThreadReport } from './messages.ts';
import type { ImportReport, ImportThread } from './port.ts';

/** Starts the thread that reads one file, with a detector of its own. `onEncoderFailed`: takes go on in PCM. */
export function startImportThread(
	onReport: (report: ImportReport) => void,
	onEncoderFailed: () => void
): ImportThread {
	const worker = new Worker(new URL('./import.worker.ts', import.meta.url), {
		type: 'module',
		name: 'import'
	});
	const tell = (order: ImportOrder | DetectorLink, transfer: Transferable[] = []) =>
		worker.postMessage(order, transfer);
	const detector = linkDetector(tell);
	worker.onmessage = ({ data }: MessageEvent<ImportThreadReport>) =>
		data.kind === 'encoder-failed' ? onEncoderFailed() : onReport(data);
	worker.onerror = () => onReport({ kind: 'crashed' });
	return {
		open: (file, track) => tell({ kind: 'open', file, track }),
		begin: (lectureId, take) => tell({ kind: 'begin', lectureId, take }),
		close() {
			worker.terminate();
			detector.terminate();
		}
	};
}
