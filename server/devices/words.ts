import type { Device } from '../recognition/device.ts';
import type { DeviceProblem } from './verdict.ts';

/** What is wrong with a device, and what to do: a sentence, or commands to copy. */
export type DeviceAdvice = { what: string; cure: string | undefined };

/** Installs the runtime's CUDA files into the package; npm runs no such script by itself here. */
export const cudaInstall =
	'ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js';
const vulkanInstall = 'sudo apt-get install libvulkan1 mesa-vulkan-drivers';

export function deviceAdvice(device: Device, problem: DeviceProblem): DeviceAdvice {
	switch (problem.kind) {
		case 'not-offered':
			return {
				what: `the runtime has no ${device} on this platform: ${whereOffered[device]}`,
				cure: undefined
			};
		case 'library-missing':
			return { what: `${problem.library} is missing`, cure: cureOfLibrary(device, problem.library) };
		case 'no-adapter':
			return { what: 'no graphics processor with a driver was found', cure: driverCure(device) };
		case 'no-half':
			return { what: 'it does not compute in 16 bit', cure: 'Put model.onnx (32 bit) beside the file.' };
		case 'refused':
			return { what: `the runtime refuses it: ${problem.complaint}`, cure: driverCure(device) };
		case 'died':
			return { what: `its process ended ${problem.how} during the probe`, cure: driverCure(device) };
		case 'hung':
			return { what: `it gave no answer within ${problem.afterMs / 1000} s`, cure: driverCure(device) };
		case 'not-used':
			return { what: 'the runtime accepts it and then runs everything on the processor', cure: undefined };
		case 'other-ids':
			return { what: otherIds(problem.differing, problem.allowed), cure: idsCure[device] };
	}
}

const whereOffered: Record<Device, string> = {
	cpu: 'everywhere',
	cuda: 'Linux on x64 only',
	webgpu: 'macOS, Windows, and Linux on x64 only',
	coreml: 'macOS only'
};

const isOfRuntime = (library: string): boolean => library.includes('onnxruntime_providers');

function cureOfLibrary(device: Device, library: string): string | undefined {
	if (isOfRuntime(library)) return `${cudaInstall}\nIt also takes an NVIDIA driver, CUDA 12 and cuDNN 9.`;
	if (library.startsWith('libvulkan'))
		return `${vulkanInstall}\nand the Vulkan driver of the graphics processor.`;
	return driverCure(device);
}

function driverCure(device: Device): string | undefined {
	if (device === 'cuda') {
		return 'Install the NVIDIA driver, CUDA 12 and cuDNN 9; LD_LIBRARY_PATH must name their libraries.';
	}
	if (device === 'webgpu')
		return 'Install the Vulkan driver of the graphics processor; `vulkaninfo` must list it.';
	return undefined;
}

const idsCure: Record<Device, string | undefined> = {
	cpu: undefined,
	cuda: 'Cards with TF32 round 32-bit products: try NVIDIA_TF32_OVERRIDE=0 in the environment.',
	webgpu: 'Update the driver; WebGPU is experimental in this runtime.',
	coreml: undefined
};

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const otherIds = (differing: number, allowed: number) =>
	`it gives other pieces than the processor in ${percent(differing)} of the frames (${percent(allowed)} are allowed)`;

/** For the person who asked for the device: what is wrong, and below it what to do. */
export function deviceProblemInWords(device: Device, problem: DeviceProblem): string {
	const { what, cure } = deviceAdvice(device, problem);
	const steps = cure?.split('\n').map((line) => `\n  → ${line}`) ?? [];
	return `${device} cannot be used: ${what}.${steps.join('')}`;
}
