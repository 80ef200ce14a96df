import * as v from 'valibot';
import type { Device } from '../recognition/device.ts';

const providers: Record<Device, string> = {
	cpu: 'CPUExecutionProvider',
	cuda: 'CUDAExecutionProvider',
	webgpu: 'WebGpuExecutionProvider',
	coreml: 'CoreMLExecutionProvider'
};

const profileSchema = v.array(v.object({ args: v.optional(v.object({ provider: v.optional(v.string()) })) }));

/**
 * Share of the operations in a profile of the runtime that ran on `device`, 0..1. A runtime that does not know a
 * provider drops it with a warning, so what was asked for says nothing.
 */
export function shareOnDevice(profile: unknown, device: Device): number {
	const ran = v.parse(profileSchema, profile).flatMap(({ args }) => args?.provider ?? []);
	const wanted = providers[device].toLowerCase();
	return ran.length === 0 ? 0 : ran.filter((name) => name.toLowerCase() === wanted).length / ran.length;
}
