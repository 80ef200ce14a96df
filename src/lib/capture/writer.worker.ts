import { v7 as newId } from 'uuid';
import { openIndexedDbStore } from '../uplink/indexed-db-store.ts';
import { Detection } from './detection.ts';
import { createPcmEncoder, type OpenEncoder } from './encoder.ts';
import type {
	DetectorAnswer,
	DetectorOrder,
	EncoderReport,
	WorkletMessage,
	WriterOrder,
	WriterReport
} from './messages.ts';
import { OpusEncoder } from './opus-encoder.ts';
import { TakeLine } from './take-line.ts';
import { openWebCodecs } from './web-codecs.ts';

/* The writer's thread: the only way between a microphone and the disk. */

const reportEveryMs = 500;
const store = openIndexedDbStore({ yieldsToUpgrade: false });
store.catch(() => undefined);

let detectorPort: MessagePort | undefined;
let line: TakeLine | undefined;
/** Orders are carried out one after another. */
let orders: Promise<void> = Promise.resolve();

const nowMs = () => performance.now();
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const report = (message: WriterReport | EncoderReport) => postMessage(message);
const openEncoder: OpenEncoder = (codec, events) =>
	codec === 'opus'
		? new OpusEncoder({ ...events, openPackets: openWebCodecs, wait })
		: createPcmEncoder(events);

const detection = new Detection({
	ask: (order: DetectorOrder) =>
		detectorPort?.postMessage(order, order.kind === 'score' ? [order.pcm.buffer] : []),
	onMarks: (marks) => line?.mark(marks),
	onPause: (endSample) => line?.pause(endSample),
	nowMs,
	wait
});

function linkDetector(port: MessagePort): void {
	detectorPort = port;
	port.onmessage = ({ data }: MessageEvent<DetectorAnswer>) => {
		detection.answer(data);
		line?.report();
	};
}

async function begin({ lectureId, take, port }: Extract<WriterOrder, { kind: 'begin' }>): Promise<void> {
	try {
		const next = new TakeLine(lectureId, take, {
			store: await store,
			detection,
			openEncoder,
			onEncoderFailed: () => report({ kind: 'encoder-failed' }),
			report,
			wallMs: () => Date.now(),
			wait,
			newId
		});
		line = next;
		port.onmessage = ({ data }: MessageEvent<WorkletMessage>) => next.hear(data);
	} catch {
		report({ kind: 'failed', takeId: take.takeId, problem: 'storage-unavailable', unsavedSamples: 0 });
	}
}

async function carryOut(order: WriterOrder): Promise<void> {
	if (order.kind === 'link-detector') return linkDetector(order.port);
	if (order.kind === 'detector-gone') return detection.lost();
	if (order.kind === 'begin') return begin(order);
	if (order.kind === 'split') return line?.split();
	await line?.finish();
	line = undefined;
}

onmessage = ({ data }: MessageEvent<WriterOrder>) => {
	orders = orders.then(() => carryOut(data));
};
setInterval(() => line?.report(), reportEveryMs);
