import type { InstallEvent } from './events.ts';
import { sizeInWords, sourceProblemInWords } from './words.ts';

/** Where progress goes: a terminal, or a file, pipe or log. */
export type Screen = { isTTY?: boolean | undefined; write(text: string): unknown };

const windowMs = 5000;
const redrawMs = 100;

type Bytes = Extract<InstallEvent, { kind: 'bytes' }>;
type Speed = { file: string; samples: { atMs: number; bytes: number }[] };

/** `model.onnx  42 %  100.0 / 239.2 MB  8.1 MB/s  17 s left`; parts that are not known are left out. */
export function progressLine({ file, receivedBytes, totalBytes }: Bytes, bytesPerSecond: number | null): string {
	const parts = [file];
	if (totalBytes === null) parts.push(sizeInWords(receivedBytes));
	else {
		const percent = totalBytes === 0 ? 100 : Math.floor((receivedBytes / totalBytes) * 100);
		parts.push(`${percent} %`, `${sizeInWords(receivedBytes)} of ${sizeInWords(totalBytes)}`);
	}
	if (bytesPerSecond === null || bytesPerSecond <= 0) return parts.join('  ');
	parts.push(`${sizeInWords(bytesPerSecond)}/s`);
	if (totalBytes !== null) parts.push(`${durationInWords((totalBytes - receivedBytes) / bytesPerSecond)} left`);
	return parts.join('  ');
}

function durationInWords(seconds: number): string {
	const whole = Math.ceil(seconds);
	if (whole < 90) return `${whole} s`;
	const minutes = Math.round(whole / 60);
	return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** Mean over the last seconds; null until there is a span to measure. Bytes that an earlier run left do not count. */
function measure(speed: Speed, { file, receivedBytes }: Bytes, nowMs: number): number | null {
	if (speed.file !== file || receivedBytes < (speed.samples.at(-1)?.bytes ?? 0)) {
		speed.file = file;
		speed.samples = [];
	}
	speed.samples.push({ atMs: nowMs, bytes: receivedBytes });
	while (speed.samples.length > 2 && nowMs - speed.samples[1]!.atMs > windowMs) speed.samples.shift();
	const first = speed.samples[0]!;
	const spanMs = nowMs - first.atMs;
	return spanMs < 500 ? null : ((receivedBytes - first.bytes) / spanMs) * 1000;
}

/** A sentence for every event that is not a count of bytes; null where none is due. */
export function eventInWords(event: InstallEvent): string | null {
	switch (event.kind) {
		case 'source':
			return `${event.file}: from ${event.source}`;
		case 'retry':
			return `${event.file}: ${event.source}: ${retryInWords(event.problem)}; trying again`;
		case 'source-failed':
			return `${event.file}: ${event.source}: ${sourceProblemInWords(event.problem)}`;
		case 'unpacking':
			return `${event.file}: unpacking, which takes about a minute`;
		case 'verified':
			return `${event.file}: checksum is right`;
		case 'bytes':
			return null;
	}
}

const retryInWords = (problem: Parameters<typeof sourceProblemInWords>[0]) =>
	problem.kind === 'interrupted'
		? `the connection broke after ${sizeInWords(problem.receivedBytes)}`
		: sourceProblemInWords(problem);

/** One line that is drawn over on a terminal; elsewhere a line for every tenth of a file. */
export function showProgress(screen: Screen, nowMs: () => number = () => performance.now()) {
	return screen.isTTY ? redrawing(screen, nowMs) : sparseLines((line) => screen.write(`${line}\n`), nowMs);
}

function redrawing(screen: Screen, nowMs: () => number): (event: InstallEvent) => void {
	const speed: Speed = { file: '', samples: [] };
	let drawnAtMs = -Infinity;
	let isDrawn = false;
	return (event) => {
		if (event.kind !== 'bytes') {
			if (isDrawn) screen.write('\r\x1b[K');
			isDrawn = false;
			drawnAtMs = -Infinity;
			screen.write(`${eventInWords(event)}\n`);
			return;
		}
		const bytesPerSecond = measure(speed, event, nowMs());
		if (nowMs() - drawnAtMs < redrawMs && event.receivedBytes !== event.totalBytes) return;
		drawnAtMs = nowMs();
		isDrawn = true;
		screen.write(`\r${progressLine(event, bytesPerSecond)}\x1b[K`);
	};
}

/** For logs: events as sentences, bytes once per tenth of a file (every 50 MB where its size is not known). */
export function sparseLines(
	write: (line: string) => void,
	nowMs: () => number = () => performance.now()
): (event: InstallEvent) => void {
	const speed: Speed = { file: '', samples: [] };
	let said = '';
	return (event) => {
		if (event.kind !== 'bytes') return write(eventInWords(event)!);
		const bytesPerSecond = measure(speed, event, nowMs());
		const step = event.totalBytes === null ? 50e6 : event.totalBytes / 10;
		const mark = `${event.file} ${step === 0 ? 10 : Math.floor(event.receivedBytes / step)}`;
		if (mark === said) return;
		said = mark;
		write(progressLine(event, bytesPerSecond));
	};
}
