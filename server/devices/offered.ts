import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Device } from '../recognition/device.ts';

export type Platform = { os: NodeJS.Platform; arch: string };

/** Devices that this runtime can have on a platform, beside the processor; its packages say so. */
export function offeredDevices({ os, arch }: Platform): Device[] {
	if (os === 'linux') return arch === 'x64' ? ['cuda', 'webgpu'] : [];
	if (os === 'darwin') return ['webgpu', 'coreml'];
	return os === 'win32' ? ['webgpu'] : [];
}

/**
 * Those that are tried unasked. CoreML is not: with lengths that change it compiles again and again, and is slower
 * than the processor.
 */
export const triedUnasked: readonly Device[] = ['cuda', 'webgpu'];

/** Version of the runtime and the provider libraries beside it: what a verdict holds for. */
export function runtimeName(): string {
	const require = createRequire(import.meta.url);
	const manifest = require.resolve('onnxruntime-node/package.json');
	const { version } = require(manifest) as { version: string };
	const binaries = join(dirname(manifest), 'bin/napi-v6', process.platform, process.arch);
	const added = namesIn(binaries).filter((name) => /_providers_(?!shared)/.test(name));
	return [version, ...added.map((name) => name.split('_providers_').at(-1)?.split('.')[0])].join('+');
}

function namesIn(directory: string): string[] {
	try {
		return readdirSync(directory);
	} catch {
		return [];
	}
}
