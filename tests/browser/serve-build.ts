import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.svg': 'image/svg+xml',
	'.wasm': 'application/wasm',
	'.json': 'application/json',
	'.webmanifest': 'application/manifest+json'
};

/** Each look at the service worker finds another version. */
let versions = 0;

/** Serves `build/` on a port of its own. */
export async function serveBuild(): Promise<{ url: string; close: () => void }> {
	const server = createServer((request, response) => {
		const path = join('build', new URL(request.url ?? '/', 'http://x').pathname);
		void stat(path)
			.then((found) => (found.isFile() ? path : 'build/200.html'))
			.catch(() => 'build/200.html')
			.then((file) => {
				if (file.endsWith('service-worker.js')) {
					response.setHeader('content-type', 'text/javascript');
					return response.end(`${readFileSync(file, 'utf8')}\n// ${versions++}`);
				}
				response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
				createReadStream(file).pipe(response);
			});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://localhost:${port}`, close: () => void server.close() };
}
