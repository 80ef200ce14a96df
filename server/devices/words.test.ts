import { expect, test } from 'vitest';
import { devices } from '../recognition/device.ts';
import type { DeviceProblem } from './verdict.ts';
import { deviceProblemInWords } from './words.ts';

const problems: DeviceProblem[] = [
	{ kind: 'not-offered' },
	{ kind: 'library-missing', library: 'libcudnn.so.9' },
	{ kind: 'no-adapter' },
	{ kind: 'no-half' },
	{ kind: 'refused', complaint: 'CUDA failure 100' },
	{ kind: 'died', how: 'with SIGABRT' },
	{ kind: 'hung', afterMs: 180_000 },
	{ kind: 'not-used' },
	{ kind: 'other-ids', differing: 0.25, allowed: 0 }
];

test.each(problems)(
	'$kind is said of every device in a sentence, and its cure in lines of their own',
	(problem) => {
		for (const device of devices)
			expect(deviceProblemInWords(device, problem)).toMatch(
				/^\w+ cannot be used: [^\n]+\.(\n {2}→ [^\n]+)*$/
			);
	}
);

test('each missing library has its own cure', () => {
	const cureOf = (device: 'cuda' | 'webgpu', library: string) =>
		deviceProblemInWords(device, { kind: 'library-missing', library });
	expect(cureOf('cuda', 'libonnxruntime_providers_cuda.so')).toContain(
		'→ ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js'
	);
	expect(cureOf('cuda', 'libcudnn.so.9')).toContain('→ Install the NVIDIA driver, CUDA 12 and cuDNN 9');
	expect(cureOf('webgpu', 'libvulkan.so.1')).toContain('→ sudo apt-get install libvulkan1');
});
