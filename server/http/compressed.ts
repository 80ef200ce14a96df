import { readFile, stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { getMimeType } from 'hono/utils/mime';
import { createMiddleware } from 'hono/factory';

type Encoding = 'br' | 'gzip';
const compressible = /\.(js|mjs|css|html|svg|json|webmanifest|wasm|onnx|txt)$/;
const smallestBytes = 1024;

const brotli = promisify(brotliCompress);
const compress: Record<Encoding, (bytes: Buffer) => Promise<Buffer>> = {
	br: (bytes) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: promisify(gzip)
};

/**
 * Serves files of `directory` compressed. Each is compressed when it is first asked for, off the event loop, and kept:
 * doing it while building would make the first start wait for half a minute.
 */
export function compressedFiles(directory: string) {
	const kept = new Map<string, Promise<Buffer>>();
	return createMiddleware(async (c, next) => {
		const encoding = encodingOf(c.req.header('accept-encoding') ?? '');
		const path = join(directory, normalize(decodeURIComponent(c.req.path)));
		const isOurs =
			path.startsWith(directory + sep) && compressible.test(path) && c.req.header('range') === undefined;
		const found = encoding && isOurs ? await stat(path).catch(() => undefined) : undefined;
		if (!encoding || !found?.isFile() || found.size < smallestBytes) return next();
		const key = `${encoding} ${found.mtimeMs} ${path}`;
		const body = kept.get(key) ?? readFile(path).then(compress[encoding]);
		kept.set(key, body);
		body.catch(() => kept.delete(key));
		return c.body(new Uint8Array(await body), 200, {
			'content-type': getMimeType(path) ?? 'application/octet-stream',
			'content-encoding': encoding,
			vary: 'accept-encoding'
		});
	});
}

const encodingOf = (accepted: string): Encoding | undefined =>
	/\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
