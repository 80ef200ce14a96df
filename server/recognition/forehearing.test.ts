import { describe, expect, test } from 'vitest';
import { FakeRecogniser, heard } from '../../tests/fakes/fake-recogniser.ts';
import { Forehearing } from './forehearing.ts';
import type { RecognitionJob } from './port.ts';

const job: RecognitionJob = {
	id: 't/0',
	audioPath: 'sound',
	codec: 'pcm_s16le',
	firstSample: 0,
	sampleCount: 16_000,
	language: 'auto',
	priority: 'final',
	stream: 'lecture'
};

function setUp() {
	const recogniser = new FakeRecogniser(({ sampleCount, language }) => heard(`${sampleCount} ${language}`));
	const current = { recogniser };
	const forehearing = new Forehearing(() => current.recogniser);
	const begun = () => recogniser.begun.map(({ priority }) => priority);
	return { recogniser, current, forehearing, begun };
}

describe('a segment that was heard ahead', () => {
	test('has the outcome of the same job, and is not heard again', async () => {
		const { forehearing, recogniser, begun } = setUp();
		await forehearing.hearAhead(job);
		const outcome = await forehearing.recognise(job);
		expect(outcome).toEqual(await recogniser.recognise(job));
		expect(begun()).toEqual(['speculative', 'final']);
	});

	test('is waited for while it is being heard', async () => {
		const { forehearing, recogniser, begun } = setUp();
		let asked: ReturnType<Forehearing['recognise']> | undefined;
		recogniser.script = () => {
			asked ??= forehearing.recognise(job);
			return heard('words');
		};
		await forehearing.hearAhead(job);
		expect(await asked).toEqual(heard('words'));
		expect(begun()).toEqual(['speculative']);
	});

	test('does not keep its final behind others while it waits for its turn', async () => {
		const { forehearing, recogniser, begun } = setUp();
		recogniser.hold();
		const ahead = forehearing.hearAhead(job);
		const final = forehearing.recognise(job);
		recogniser.release();
		expect(await final).toEqual(heard('16000 auto'));
		expect(await ahead).toEqual({ kind: 'cancelled' });
		expect(begun()).toEqual(['final']);
	});

	test('is not heard any more once the segment ended elsewhere, and another segment leaves it alone', async () => {
		const { forehearing, recogniser, begun } = setUp();
		recogniser.hold();
		const ahead = forehearing.hearAhead(job);
		const other = forehearing.recognise({ ...job, id: 't/9', priority: 'backlog' });
		expect(recogniser.waiting).toBe(2);
		const final = forehearing.recognise({ ...job, sampleCount: 20_000 });
		recogniser.release();
		expect(await ahead).toEqual({ kind: 'cancelled' });
		await Promise.all([final, other]);
		expect(begun()).toEqual(['final', 'backlog']);
	});

	test.each<[string, Partial<RecognitionJob>]>([
		['another end', { sampleCount: 16_001 }],
		['another beginning', { firstSample: 1 }],
		['another language', { language: 'en' }],
		['another file', { audioPath: 'other' }]
	])('says nothing about %s', async (_, change) => {
		const { forehearing, begun } = setUp();
		await forehearing.hearAhead(job);
		await forehearing.recognise({ ...job, ...change });
		expect(begun()).toEqual(['speculative', 'final']);
	});

	test('is heard again by another recogniser', async () => {
		const { forehearing, current } = setUp();
		await forehearing.hearAhead(job);
		current.recogniser = new FakeRecogniser(() => heard('better'));
		expect(await forehearing.recognise(job)).toEqual(heard('better'));
	});

	test('[M1] is kept until the next one of its stream, or until the stream is forgotten', async () => {
		const { forehearing, begun } = setUp();
		await forehearing.hearAhead(job);
		await forehearing.hearAhead({ ...job, sampleCount: 20_000 });
		await forehearing.recognise(job);
		await forehearing.hearAhead(job);
		forehearing.forget('lecture');
		await forehearing.recognise(job);
		expect(begun()).toEqual(['speculative', 'speculative', 'final', 'speculative', 'final']);
	});
});
