import { refusalOf, samplesToMs, segmentsOf, type Language, type Mark } from '#lib/protocol/index.ts';
import type { Recognition } from '../recognition/port.ts';
import { contextOf } from '../recognition/context.ts';
import { createSpeechSegmenter } from '../recognition/speech-segmenter.ts';
import { SampleWindow } from './sample-window.ts';
import { withSound } from './sound.ts';
import type { Transcript, TranscriptSegment } from './transcript.ts';

export type Listener = {
	name: string;
	/** Tells the words of `own`, samples from and to. */
	recognise(samples: Int16Array, language: Language, own: { from: number; to: number }): Promise<Recognition>;
};

/** Finds and recognises the speech of a WAV file, piece by piece: memory does not grow with the file. */
export async function transcribe(path: string, listener: Listener, language: Language): Promise<Transcript> {
	const began = performance.now();
	const timings = { featuresMs: 0, inferenceMs: 0, decodeMs: 0, totalMs: 0 };
	const segments: TranscriptSegment[] = [];
	const window = new SampleWindow();
	let last: Mark | undefined;

	async function hear(marks: readonly Mark[]): Promise<void> {
		for (const mark of marks) {
			if (refusalOf(last, mark)) throw new Error(`a mark at sample ${mark.sample} is out of place`);
			for (const { startSample, endSample } of segmentsOf(last ? [last, mark] : [])) {
				const { before, after } = contextOf(
					endSample - startSample,
					{ opening: last?.kind ?? 'speech-start', closing: mark.kind },
					{ before: startSample - window.firstSample, after: window.endSample - endSample }
				);
				const samples = window.slice(startSample - before, endSample + after);
				const own = { from: before, to: before + endSample - startSample };
				const recognition = await listener.recognise(samples, language, own);
				for (const step of ['featuresMs', 'inferenceMs', 'decodeMs'] as const)
					timings[step] += recognition.timings[step];
				if (recognition.text || recognition.event)
					segments.push(segmentOf(startSample, endSample, recognition));
			}
			last = mark;
			window.dropBefore(mark.sample - keptSamples);
		}
	}

	return withSound(path, async (pieces) => {
		const segmenter = await createSpeechSegmenter();
		for (const piece of pieces) {
			window.append(piece);
			await hear(await segmenter.push(piece));
			if (last?.kind !== 'speech-start' && last?.kind !== 'cut')
				window.dropBefore(window.endSample - keptSamples);
		}
		await hear(await segmenter.finish());
		timings.totalMs = performance.now() - began;
		const durationMs = Math.round(samplesToMs(window.endSample));
		return { model: listener.name, language, durationMs, segments, timings: rounded(timings) };
	});
}

/** More than a segment's beginning may lie behind the newest sample, and than it is heard with. */
const keptSamples = 16_000;

function segmentOf(startSample: number, endSample: number, recognition: Recognition): TranscriptSegment {
	const { text, language, emotion, event, confidence } = recognition;
	const offsetMs = samplesToMs(startSample);
	return {
		startMs: Math.round(offsetMs),
		endMs: Math.round(samplesToMs(endSample)),
		text,
		language,
		emotion,
		event,
		confidence: Math.round(confidence * 1000) / 1000,
		tokens: recognition.tokens.map((token) => ({
			text: token.text,
			startMs: Math.round(offsetMs + token.startMs),
			endMs: Math.round(offsetMs + token.endMs)
		}))
	};
}

function rounded(timings: Transcript['timings']): Transcript['timings'] {
	const toMs = (value: number) => Math.round(value * 10) / 10;
	const { featuresMs, inferenceMs, decodeMs, totalMs } = timings;
	return {
		featuresMs: toMs(featuresMs),
		inferenceMs: toMs(inferenceMs),
		decodeMs: toMs(decodeMs),
		totalMs: toMs(totalMs)
	};
}
