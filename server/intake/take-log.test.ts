import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from '#lib/protocol/index.ts';
import { TakeLog } from './take-log.ts';

const newLog = () =>
	new TakeLog({
		takeId: 't',
		lectureId: 'l',
		codec: 'pcm_s16le',
		durable: { samples: 0, marks: 0 },
		finished: false,
		lastMark: undefined
	});
const pcm = (from: number, count: number) =>
	new Uint8Array(Int16Array.from({ length: count }, (_, i) => (from + i) % 30_000).buffer);

describe('the log of a take', () => {
	it('[L3] whatever is sent, in whatever order, the log holds the samples as numbered, once each, without a gap', () => {
		const sends = fc.array(fc.record({ from: fc.nat(400), count: fc.integer({ min: 1, max: 120 }) }), {
			maxLength: 60
		});
		fc.assert(
			fc.property(sends, (blocks) => {
				const log = newLog();
				const written: Uint8Array[] = [];
				for (const { from, count } of blocks) {
					const before = log.accepted.samples;
					const answer = log.appendAudio(from, pcm(from, count));
					if (from > before) expect(answer).toBe('audio-gap');
					if (answer !== 'accepted') expect(log.accepted.samples).toBe(before);
					const pending = log.takePending();
					written.push(...pending.bytes);
					log.committed(pending);
				}
				expect(Buffer.concat(written)).toEqual(Buffer.from(pcm(0, log.durable.samples)));
			})
		);
	});

	it('[L3] a failed write changes nothing: the end is where it was and the same samples are welcome again', () => {
		const log = newLog();
		log.appendAudio(0, pcm(0, 100));
		log.committed(log.takePending());
		log.appendAudio(100, pcm(100, 50));
		log.appendMarks(0, [{ kind: 'speech-start', sample: 10 }]);
		log.takePending();
		log.lost();
		expect(log.accepted).toEqual({ samples: 100, marks: 0 });
		expect(log.appendAudio(100, pcm(100, 50))).toBe('accepted');
		expect(log.appendMarks(0, [{ kind: 'speech-start', sample: 10 }])).toBe('accepted');
	});

	it('[L4] marks that contradict the log are refused whole', () => {
		const log = newLog();
		const bad: Mark[] = [
			{ kind: 'speech-start', sample: 10 },
			{ kind: 'speech-start', sample: 20 }
		];
		expect(log.appendMarks(0, bad)).toBe('marks-conflict');
		expect(log.accepted.marks).toBe(0);
		expect(log.appendMarks(3, bad)).toBe('marks-gap');
	});

	it('[L5] a finished take takes nothing more, and still answers duplicates', () => {
		const log = newLog();
		log.appendAudio(0, pcm(0, 100));
		log.committed(log.takePending());
		log.finished = true;
		expect(log.appendAudio(50, pcm(50, 50))).toBe('duplicate');
		expect(log.appendAudio(100, pcm(100, 1))).toBe('take-finished');
	});

	it('[L5] is whole only at its durable lengths, with no mark beyond the sound', () => {
		const log = newLog();
		log.appendAudio(0, pcm(0, 100));
		log.appendMarks(0, [{ kind: 'speech-start', sample: 120 }]);
		log.committed(log.takePending());
		expect(log.isWhole({ samples: 100, marks: 1 })).toBe(false);
		log.appendAudio(100, pcm(100, 50));
		log.committed(log.takePending());
		expect(log.isWhole({ samples: 150, marks: 1 })).toBe(true);
		expect(log.isWhole({ samples: 149, marks: 1 })).toBe(false);
	});
});
