import { v7 as newId } from 'uuid';
import { Detection } from '#lib/capture/detection.ts';
import { createPcmEncoder, type OpenEncoder } from '#lib/capture/encoder.ts';
import type { DetectorAnswer, DetectorOrder, DetectorLink } from '#lib/capture/messages.ts';
import { OpusEncoder } from '#lib/capture/opus-encoder.ts';
import { TakeLine } from '#lib/capture/take-line.ts';
import { openWebCodecs } from '#lib/capture/web-codecs.ts';
import { openIndexedDbStore } from '#lib/uplink/indexed-db-store.ts';
import { openMedia, type OpenMedia } from './decode.ts';
import { Flow } from './flow.ts';
import type { ImportOrder, ImportThreadReport } from './messages.ts';
import type { MediaEnding } from './port.ts';
import { pour } from './pour.ts';

/* The importer's thread: file → mono 16 kHz → the same line of takes as a recording's. One file, then it is closed. */

const reportEveryMs = 250;
const detectorPatienceMs = 30_000;
const endings = { 'storage-full': 'storage-full', 'storage-unavailable': 'storage-failed' } as const;

let detectorPort: MessagePort | undefined;
let line: TakeLine | undefined;
let media: OpenMedia | undefined;

const nowMs = () => performance.now();
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const report = (message: ImportThreadReport) => postMessage(message);
const openEncoder: OpenEncoder = (codec, events) =>
	codec === 'opus'
		? new OpusEncoder({ ...events, openPackets: openWebCodecs, wait })
		: createPcmEncoder(events);

const detection: Detection = new Detection({
	ask(order: DetectorOrder) {
		if (order.kind === 'begin') return detectorPort?.postMessage(order);
		flow.asked(order.pcm.length);
		detectorPort?.postMessage(order, [order.pcm.buffer]);
	},
	onMarks: (marks) => line?.mark(marks),
	onPause: () => undefined,
	nowMs,
	wait
});
const flow: Flow = new Flow({ detector: () => detection.detector, nowMs, wait });

function linkDetector({ port }: Extract<DetectorLink, { kind: 'link-detector' }>): void {
	detectorPort = port;
	port.onmessage = ({ data }: MessageEvent<DetectorAnswer>) => {
		detection.answer(data);
		flow.answered(data.kind === 'scores' ? data.probabilities.length : 0);
	};
}

async function open(file: Blob, track: number | undefined): Promise<void> {
	const opened = await openMedia(file, track);
	if (opened.kind === 'refused') return report({ ...opened });
	media = opened;
	const { kind, durationMs, tracks: names, track: used } = opened;
	report({ kind, durationMs, tracks: { names, used } });
}

async function begin({ lectureId, take }: Extract<ImportOrder, { kind: 'begin' }>): Promise<void> {
	if (!media) return;
	const takes = new TakeLine(lectureId, take, {
		store: await openIndexedDbStore({ yieldsToUpgrade: false }),
		detection,
		openEncoder,
		onEncoderFailed: () => report({ kind: 'encoder-failed' }),
		report: (said) => flow.heard(said),
		wallMs: () => Date.now(),
		wait,
		newId
	});
	line = takes;
	await flow.detectorSettled(detectorPatienceMs);
	const progress = progressReporter();
	const outcome = await pour(media.sounds(), {
		give(pcm) {
			flow.gave(pcm.length);
			takes.hear({ kind: 'batch', missingFrames: 0, pcm });
			return flow.hasRoom();
		},
		onPosition: progress.at
	});
	takes.hear({ kind: 'end' });
	await takes.finish();
	progress.stop();
	report({
		kind: 'ended',
		samples: flow.samples,
		ending: endingOf(outcome),
		wasCancelling: media.isCancelling()
	});
}

function endingOf(outcome: 'whole' | 'damaged' | 'stopped'): MediaEnding {
	if (flow.problem) return endings[flow.problem];
	return outcome === 'whole' ? 'whole' : 'damaged';
}

/** Tells where the reading is, now and then. */
function progressReporter() {
	let positionMs = 0;
	const timer = setInterval(
		() => report({ kind: 'progress', positionMs, isHeldUp: flow.isHeldUp }),
		reportEveryMs
	);
	return { at: (endMs: number) => (positionMs = endMs), stop: () => clearInterval(timer) };
}

onmessage = ({ data: order }: MessageEvent<ImportOrder | DetectorLink>) => {
	if (order.kind === 'link-detector') return linkDetector(order);
	if (order.kind === 'open') return void open(order.file, order.track);
	if (order.kind === 'begin') return void begin(order);
	detection.lost();
	flow.answered(0);
};
