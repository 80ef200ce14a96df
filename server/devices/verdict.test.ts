import { describe, expect, test } from 'vitest';
import type { Precision } from '../recognition/sense-voice/model-directory.ts';
import { differingShare, judge, type ProbeOutcome } from './verdict.ts';

const golden = [Int32Array.from({ length: 200 }, (_, at) => at % 7), Int32Array.of(1, 2, 3)];
const measured = (ids: Int32Array[], onDevice = 0.9): ProbeOutcome => ({
	kind: 'measured',
	ids,
	secondsPerSecond: 0.01,
	onDevice
});
const verdictOf = (precision: Precision, outcome: ProbeOutcome) =>
	judge({ device: 'cuda', file: { path: '/m/model.onnx', precision } }, outcome, golden);
const withOther = (count: number) => [
	golden[0]!.map((id, at) => (at < count ? id + 1 : id)),
	Int32Array.from(golden[1]!)
];

describe('a device is correct when it gives the pieces of the processor', () => {
	test('in 32 bit every one', () => {
		expect(verdictOf('fp32', measured(withOther(0)))).toMatchObject({ kind: 'works', differing: 0 });
		expect(verdictOf('fp32', measured(withOther(1)))).toMatchObject({
			kind: 'fails',
			problem: { kind: 'other-ids', allowed: 0 }
		});
	});

	test('in 16 bit all but one frame of a hundred', () => {
		expect(verdictOf('fp16', measured(withOther(2)))).toMatchObject({ kind: 'works', differing: 2 / 203 });
		expect(verdictOf('fp16', measured(withOther(3))).kind).toBe('fails');
	});

	test('another number of frames is another answer', () => {
		expect(differingShare([golden[0]!.subarray(1), golden[1]!], golden)).toBe(1);
		expect(differingShare([golden[0]!], golden)).toBe(1);
		expect(differingShare([], [])).toBe(1);
	});
});

test('a device on which nothing ran is not in use, whatever it answered', () => {
	expect(verdictOf('fp32', measured(withOther(0), 0))).toMatchObject({ problem: { kind: 'not-used' } });
});

/** As this runtime wrote them on machines without the devices. */
test.each([
	[
		'Failed to load library …/libonnxruntime_providers_shared.so with error: …/libonnxruntime_providers_shared.so: cannot open shared object file: No such file or directory',
		{ kind: 'library-missing', library: 'libonnxruntime_providers_shared.so' }
	],
	[
		"Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file\nFailed to get a WebGPU adapter: No supported adapters",
		{ kind: 'library-missing', library: 'libvulkan.so.1' }
	],
	['Failed to get a WebGPU adapter: No supported adapters', { kind: 'no-adapter' }],
	['Program Cast requires f16 but the device does not support it.', { kind: 'no-half' }],
	['CUDA failure 100: no CUDA-capable device', { kind: 'refused' }]
])('the complaint %j is understood', (complaint, problem) => {
	expect(verdictOf('fp32', { kind: 'refused', complaint, written: '' })).toMatchObject({
		kind: 'fails',
		problem
	});
});
