import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakePackets, soundOfPacket, type Fault } from '../../../tests/fakes/fake-packets.ts';
import { testSound } from '../../../tests/helpers/encode-all.ts';
import { until } from '../../../tests/helpers/until.ts';
import { createCodecChoice, givesOpus } from './codec-choice.ts';
import { OpusEncoder } from './opus-encoder.ts';

const batch = 2560;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const never = () => new Promise<void>(() => {});
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

function open(fault?: Fault, wait = soon) {
	const told: number[] = [];
	const sounded: number[] = [];
	let failures = 0;
	const encoder = new OpusEncoder({
		openPackets: (events) => new FakePackets(events, fault),
		wait,
		onFailed: () => failures++,
		onSound({ pcm, bytes }) {
			told.push(...pcm);
			for (let at = 0; at < bytes.length; at += 60)
				sounded.push(...soundOfPacket(bytes.subarray(at, at + 60)));
		}
	});
	return { encoder, told, sounded, failures: () => failures };
}

const at = fc.nat(60);
const faults: fc.Arbitrary<Fault | undefined> = fc.oneof(
	fc.record({
		kind: fc.constantFrom('error' as const, 'throw' as const, 'hang' as const, 'size' as const),
		at
	}),
	fc.constantFrom(
		{ kind: 'flush' } as const,
		{ kind: 'absent' } as const,
		{ kind: 'endless-flush' } as const
	),
	fc.constant(undefined)
);

describe('OpusEncoder', () => {
	it('[L1] loses nothing, whatever goes wrong and when: what its packets do not tell is left', async () => {
		const pieces = fc.array(fc.integer({ min: 1, max: 2 * batch }), { maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(faults, pieces, async (fault, lengths) => {
				const { encoder, told, sounded, failures } = open(fault);
				let samples = 0;
				for (const length of lengths) {
					encoder.encode(testSound(samples, length));
					samples += length;
					await turn();
				}
				const left = await encoder.finish();
				await turn();
				const whole = [...testSound(0, samples)];
				expect(sounded).toEqual(told);
				expect(told.length % 320).toBe(0);
				expect(failures()).toBeLessThanOrEqual(1);
				const heard = left ? told.length - Math.min(104, told.length) : samples;
				expect(told.slice(0, samples)).toEqual(whole.slice(0, told.length));
				expect([...(left ?? [])]).toEqual(whole.slice(heard));
			}),
			{ numRuns: 150 }
		);
	});

	it('says at once that it failed, and hands on the packets that came before', async () => {
		const { encoder, told, failures } = open({ kind: 'error', at: 3 }, never);
		encoder.encode(testSound(0, batch));
		await until('the failure', () => failures() === 1);
		expect(told).toHaveLength(3 * 320);
	});

	it('passes over an encoder that is 10 s behind', async () => {
		const { encoder, failures } = open({ kind: 'hang', at: 0 }, never);
		for (let n = 0; n <= 10 * 16_000; n += batch) encoder.encode(new Int16Array(batch));
		await until('the failure', () => failures() === 1);
	});
});

describe('the choice of a codec', () => {
	const choiceOf = (fault?: Fault, wait: () => Promise<void> = never) => {
		let probes = 0;
		const choice = createCodecChoice(() => {
			probes++;
			return givesOpus({ openPackets: (events) => new FakePackets(events, fault), wait });
		});
		return { choice, probes: () => probes };
	};

	it('is Opus where the browser gives the right packets, which is tried once', async () => {
		const { choice, probes } = choiceOf();
		expect(await choice.next()).toBe('opus');
		expect(await choice.next()).toBe('opus');
		expect(probes()).toBe(1);
	});

	it.each<Fault>([
		{ kind: 'absent' },
		{ kind: 'throw', at: 0 },
		{ kind: 'size', at: 0 },
		{ kind: 'size', at: 23 },
		{ kind: 'error', at: 5 },
		{ kind: 'flush' }
	])('is PCM where it does not: $kind', async (fault) => {
		expect(await choiceOf(fault).choice.next()).toBe('pcm_s16le');
	});

	it('is PCM where packets come late', async () => {
		expect(await choiceOf({ kind: 'hang', at: 9 }, soon).choice.next()).toBe('pcm_s16le');
	});

	it('is PCM from the first failure in a take on', async () => {
		const { choice } = choiceOf();
		expect(await choice.next()).toBe('opus');
		choice.opusFailed();
		expect(await choice.next()).toBe('pcm_s16le');
	});
});
