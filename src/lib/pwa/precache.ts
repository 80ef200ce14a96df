import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter } from '@sveltejs/kit';
import { injectManifest } from 'workbox-build';

/** What the app cannot do without when there is no network; the build fails when one of them is left out. */
const needed = [
	/^200\.html$/,
	/ort-wasm.{0,80}\.wasm$/,
	/silero_vad.{0,80}\.onnx$/,
	/capture\.worklet.{0,80}\.js$/,
	/writer\.worker.{0,80}\.js$/,
	/detector\.worker.{0,80}\.js$/,
	/KaTeX_Main-Regular.{0,80}\.woff2$/
];
/** Where the list goes; a worker that still says so is only half built. */
const placeOfList = '__PRECACHE__';
const fileBytesMax = 32 * 1024 * 1024;

/**
 * The same adapter, and behind it the list of all files put into the service worker. A build that fails here leaves no
 * shell behind, so that it is not taken for a whole one.
 */
export function withPrecache(adapter: Adapter, directory = 'build'): Adapter {
	return {
		...adapter,
		name: `${adapter.name}, precached`,
		async adapt(builder) {
			await adapter.adapt(builder);
			try {
				await inject(directory);
			} catch (error) {
				await rm(join(directory, '200.html'), { force: true });
				throw error;
			}
		}
	};
}

async function inject(directory: string): Promise<void> {
	const kept: string[] = [];
	const worker = join(directory, 'service-worker.js');
	const { warnings } = await injectManifest({
		swSrc: worker,
		swDest: worker,
		injectionPoint: placeOfList,
		globDirectory: directory,
		globPatterns: ['**/*.{js,mjs,css,html,svg,png,ico,webmanifest,wasm,onnx,wav,woff2}'],
		globIgnores: ['service-worker.js', 'screenshots/**'],
		// Their names change with their contents.
		dontCacheBustURLsMatching: /^_app\/immutable\//,
		maximumFileSizeToCacheInBytes: fileBytesMax,
		manifestTransforms: [
			(manifest) => {
				kept.push(...manifest.map(({ url }) => url));
				return { manifest };
			}
		]
	});
	const missing = needed.filter((pattern) => !kept.some((url) => pattern.test(url))).map(String);
	const complaints = [...warnings, ...missing.map((pattern) => `no file matches ${pattern}`)];
	if (complaints.length > 0) throw new Error(`The app would not start offline: ${complaints.join('; ')}`);
}
