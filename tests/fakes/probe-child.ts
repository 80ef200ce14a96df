import { basename } from 'node:path';
import type { ProbeReport, ProbeSettings } from '../../server/devices/probe.ts';

/** A device's process without a runtime: does what the name of the model file says, or tells the same pieces as all. */
process.once('message', ({ modelPath }: ProbeSettings) => {
	const report = (message: ProbeReport) => void process.send?.(message);
	switch (basename(modelPath)) {
		case 'hang.onnx':
			for (;;);
		case 'abort.onnx':
			return process.abort();
		case 'throw.onnx':
			process.stderr.write('libsomething.so.9: cannot open shared object file: No such file or directory\n');
			return report({ kind: 'refused', complaint: 'Failed to load shared library', written: '' });
		case 'keys.onnx':
			return report({ kind: 'refused', complaint: process.env.RECOGNISER_KEY ?? 'no key', written: '' });
		default:
			return report({
				kind: 'measured',
				ids: [Int32Array.of(1, 2, 3)],
				secondsPerSecond: 0.5,
				onDevice: 1
			});
	}
});
