import { describe, expect, test } from 'vitest';
import { samplesToMs, segmentSamplesMax } from '#lib/protocol/index.ts';
import type { Recogniser, RecogniserState, RecognitionJob } from '../../server/recognition/port.ts';

export type RecogniserUnderTest = {
	recogniser: Recogniser;
	/** Jobs on three kinds of sound: in `speech` there are words, `silence` is silent, `lost` is not on disk. */
	speech: RecognitionJob;
	silence: RecognitionJob;
	lost: RecognitionJob;
};

/** What every recogniser promises. `begin` makes one with a single child; it is closed with the test. */
export function recogniserContract(name: string, begin: () => Promise<RecogniserUnderTest>): void {
	describe(`${name} as a recogniser`, () => {
		test('says words, their times inside the sound, and how sure it is', async () => {
			const { recogniser, speech } = await begin();
			const outcome = await recogniser.recognise(speech);
			if (outcome.kind !== 'recognised') throw new Error(outcome.kind);
			const { text, tokens, confidence } = outcome.recognition;
			expect(text).toMatch(/\p{L}/u);
			expect(tokens.map((token) => token.text).join('')).toBe(text);
			expect(confidence).toBeGreaterThan(0);
			expect(confidence).toBeLessThanOrEqual(1);
			const times = tokens.flatMap((token) => [token.startMs, token.endMs]);
			expect(times).toEqual([...times].sort((a, b) => a - b));
			expect(times.at(-1)).toBeLessThanOrEqual(samplesToMs(speech.sampleCount));
		});

		test('says nothing on silence', async () => {
			const { recogniser, silence } = await begin();
			const outcome = await recogniser.recognise(silence);
			expect(outcome).toMatchObject({
				kind: 'recognised',
				recognition: { text: '', tokens: [], confidence: 0 }
			});
		});

		test('refuses a segment of more than 30 s', async () => {
			const { recogniser, speech } = await begin();
			const outcome = await recogniser.recognise({ ...speech, sampleCount: segmentSamplesMax + 1 });
			expect(outcome).toEqual({ kind: 'failed', reason: expect.stringContaining('30 s') as string });
		});

		test('fails a job whose sound is not there, says why, and goes on', async () => {
			const { recogniser, speech, lost } = await begin();
			const [failed, next] = await Promise.all([recogniser.recognise(lost), recogniser.recognise(speech)]);
			expect(failed).toEqual({ kind: 'failed', reason: expect.stringMatching(/\w+/) as string });
			expect(next.kind).toBe('recognised');
		});

		test('takes finals before speculative ones, those before guesses and backlog, equals in the order in which they came', async () => {
			const { recogniser, silence } = await begin();
			const ended: string[] = [];
			const shed: string[] = [];
			const ask = async (id: string, priority: RecognitionJob['priority']) => {
				const { kind } = await recogniser.recognise({ ...silence, id, priority });
				(kind === 'shed' ? shed : ended).push(id);
			};
			await Promise.all([
				ask('p1', 'partial'),
				ask('b1', 'backlog'),
				ask('s1', 'speculative'),
				ask('f1', 'final'),
				ask('p2', 'partial'),
				ask('f2', 'final'),
				ask('b2', 'backlog')
			]);
			// On a machine that is slow to begin, finals wait so long that guesses are given up.
			expect(shed.filter((id) => /^[fb]/.test(id))).toEqual([]);
			const inOrder = ['f1', 'f2', 's1'].filter((id) => !shed.includes(id));
			expect(ended.slice(0, inOrder.length)).toEqual(inOrder);
			for (const others of [/^p/, /^b/]) {
				const those = ended.filter((id) => others.test(id));
				expect(those).toEqual([...those].sort());
			}
			expect(ended.length + shed.length).toBe(7);
		});

		test('takes a queued job back when it is withdrawn, and answers one that has begun', async () => {
			const { recogniser, silence, speech } = await begin();
			const [done, queued] = [new AbortController(), new AbortController()];
			const answered = await recogniser.recognise(silence, done.signal);
			done.abort();
			expect(answered.kind).toBe('recognised');
			const asked = [speech, silence].map((job) => recogniser.recognise(job));
			const withdrawn = recogniser.recognise({ ...silence, priority: 'partial' }, queued.signal);
			queued.abort();
			expect(await withdrawn).toEqual({ kind: 'cancelled' });
			expect((await Promise.all(asked)).map(({ kind }) => kind)).toEqual(['recognised', 'recognised']);
			expect(await recogniser.recognise(silence, queued.signal)).toEqual({ kind: 'cancelled' });
		});

		test('takes queued jobs back when it closes, and answers later ones the same way', async () => {
			const { recogniser, speech } = await begin();
			const asked = Array.from({ length: 5 }, () => recogniser.recognise(speech));
			await recogniser.close();
			expect(await Promise.all(asked)).toContainEqual({ kind: 'cancelled' });
			expect(await recogniser.recognise(speech)).toEqual({ kind: 'cancelled' });
			await recogniser.close();
		});

		test('is ready by itself once a job was answered, and no longer tells a listener that went', async () => {
			const { recogniser, silence } = await begin();
			const told: RecogniserState[] = [];
			recogniser.onState((state) => told.push(state))();
			await recogniser.recognise(silence);
			expect(recogniser.state).toBe('ready');
			expect(told).toEqual([]);
		});
	});
}
