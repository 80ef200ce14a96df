import { beforeEach, describe, expect, it } from 'vitest';
import type { Mark } from '#lib/protocol/index.ts';
import { Detection, frameSamples, patienceMs } from './detection.ts';
import type { DetectorOrder } from './messages.ts';

const second = 16_000;
const loud = (samples: number) => Int16Array.from({ length: samples }, (_, n) => (n % 2 ? 8000 : -8000));
const quiet = (samples: number) => new Int16Array(samples);

let nowMs: number;
let asked: DetectorOrder[];
let marks: Mark[];
let pauses: number[];
let detection: Detection;
let waits: (() => void)[];

beforeEach(() => {
	nowMs = 0;
	asked = [];
	marks = [];
	pauses = [];
	waits = [];
	detection = new Detection({
		ask: (order) => asked.push(order),
		onMarks: (found) => marks.push(...found),
		onPause: (endSample) => pauses.push(endSample),
		nowMs: () => nowMs,
		wait: () => new Promise((resolve) => waits.push(resolve))
	});
	detection.begin();
});

const questions = () => asked.filter((order) => order.kind === 'score');
const answerAll = (probability: number) => {
	for (const order of asked.splice(0)) {
		if (order.kind !== 'score') continue;
		const probabilities = Array<number>(order.pcm.length / frameSamples).fill(probability);
		detection.answer({ kind: 'scores', run: order.run, probabilities });
	}
};
const kinds = () => marks.map((mark) => mark.kind);

describe('Detection', () => {
	it('marks what the model hears, not what is loud', () => {
		detection.answer({ kind: 'ready' });
		detection.push(quiet(second));
		answerAll(0.9);
		expect(kinds()).toEqual(['speech-start']);
		expect(detection).toMatchObject({ speaking: true, detector: 'silero' });
		detection.push(loud(second));
		answerAll(0);
		expect(kinds()).toEqual(['speech-start', 'speech-end']);
		expect(detection.speaking).toBe(false);
	});

	it('[W11] tells each pause once, with the sample of the mark that it becomes', () => {
		detection.answer({ kind: 'ready' });
		const hear = (probability: number, frames: number) => {
			for (let n = 0; n < frames; n++) {
				detection.push(quiet(frameSamples));
				answerAll(probability);
			}
		};
		hear(0.9, 10);
		hear(0, 10);
		expect(pauses).toEqual([10 * frameSamples + 4000]);
		hear(0.9, 10);
		hear(0, 30);
		expect(pauses).toEqual([10 * frameSamples + 4000, 30 * frameSamples + 4000]);
		expect(marks.at(-1)).toEqual({ kind: 'speech-end', sample: pauses[1] });
	});

	it('asks about every frame once, whatever the size of the pieces', () => {
		for (const samples of [100, 512, 2048, 1000, 436]) detection.push(loud(samples));
		expect(questions().reduce((sum, order) => sum + order.pcm.length, 0)).toBe(4096);
	});

	it('scores sound afterwards that arrived while the model was loading', () => {
		detection.push(loud(second * 2));
		expect(detection.detector).toBe('loading');
		expect(marks).toEqual([]);
		detection.answer({ kind: 'ready' });
		answerAll(0.9);
		expect(marks[0]).toEqual({ kind: 'speech-start', sample: 0 });
	});

	it('falls back to loudness when the model cannot load, for the sound that waited too', () => {
		detection.push(quiet(second));
		detection.push(loud(second));
		detection.answer({ kind: 'failed' });
		expect(detection.detector).toBe('energy');
		expect(kinds()).toEqual(['speech-start']);
		detection.push(quiet(second * 2));
		expect(kinds()).toEqual(['speech-start', 'speech-end']);
		expect(questions()).toHaveLength(2);
	});

	it('falls back when the model keeps sound waiting for 10 s, and then believes no late answer', () => {
		detection.answer({ kind: 'ready' });
		detection.push(quiet(second));
		nowMs = patienceMs - 1;
		detection.push(quiet(second));
		expect(detection.detector).toBe('silero');
		nowMs = patienceMs;
		detection.push(quiet(second));
		expect(detection.detector).toBe('energy');
		answerAll(0.9);
		detection.answer({ kind: 'ready' });
		expect(detection.detector).toBe('energy');
		expect(marks).toEqual([]);
	});

	it('lets a model that was only slow to load take over for the sound that follows', () => {
		detection.push(quiet(second));
		nowMs = patienceMs;
		detection.push(quiet(second));
		expect(detection.detector).toBe('energy');
		detection.answer({ kind: 'ready' });
		answerAll(0.9);
		expect(marks).toEqual([]);
		detection.push(quiet(second));
		answerAll(0.9);
		const framed = 2 * second - ((2 * second) % frameSamples);
		expect(marks).toEqual([{ kind: 'speech-start', sample: framed - 4800 }]);
	});

	it('closes an open segment at the end, after the answers that are still out', async () => {
		detection.answer({ kind: 'ready' });
		detection.push(quiet(second));
		const finished = detection.finish(second + 100);
		answerAll(0.9);
		await finished;
		expect(kinds()).toEqual(['speech-start', 'speech-end']);
		expect(marks.at(-1)?.sample).toBeLessThanOrEqual(second + 100);
	});

	it('does not wait for a hanging model at the end: loudness decides', async () => {
		detection.answer({ kind: 'ready' });
		detection.push(quiet(second));
		detection.push(loud(second));
		const finished = detection.finish(2 * second);
		waits.forEach((resolve) => resolve());
		await finished;
		expect(kinds()).toEqual(['speech-start', 'speech-end']);
	});

	it('goes on behind a seam in the middle of speech, with the same stream and a speech-start at sample 0', async () => {
		detection.answer({ kind: 'ready' });
		detection.push(loud(frameSamples * 40));
		answerAll(0.9);
		const seam = await detection.finish(frameSamples * 40);
		expect(seam).toEqual({ isSpeaking: true });
		marks = [];
		asked = [];
		detection.begin(seam);
		expect(detection.speaking).toBe(true);
		detection.push(loud(frameSamples));
		expect(asked.map((order) => order.kind)).toEqual(['score']);
		answerAll(0.3);
		expect(marks).toEqual([{ kind: 'speech-start', sample: 0 }]);
	});

	it('goes on behind a seam in silence without a mark', async () => {
		detection.answer({ kind: 'ready' });
		detection.push(quiet(second));
		answerAll(0);
		expect(await detection.finish(second)).toEqual({ isSpeaking: false });
		detection.begin({ isSpeaking: false });
		detection.push(quiet(second));
		answerAll(0);
		expect(marks).toEqual([]);
	});

	it('starts afresh with every take', async () => {
		detection.answer({ kind: 'ready' });
		detection.push(quiet(second));
		const late = asked.splice(0);
		detection.begin();
		for (const order of late) {
			if (order.kind === 'score') detection.answer({ kind: 'scores', run: order.run, probabilities: [1] });
		}
		expect(marks).toEqual([]);
	});
});
