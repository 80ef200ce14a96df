import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Hono } from 'hono';
import { pageRoutes } from '../../server/http/pages.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';

const script = 'export const words = 1;\n'.repeat(200);
let pages: Hono;

beforeEach(async () => {
	const directory = await temporaryDirectory();
	const build = join(directory, 'build');
	await mkdir(join(build, '_app/immutable'), { recursive: true });
	await writeFile(join(build, '200.html'), '<!doctype html><title>shell</title>');
	await writeFile(join(build, '_app/immutable/a.js'), script);
	await writeFile(join(build, 'service-worker.js'), script);
	await writeFile(join(build, 'manifest.webmanifest'), '{}');
	await writeFile(join(directory, 'secret.js'), script);
	pages = pageRoutes(build);
});

const get = (path: string, encoding = 'identity') =>
	pages.request(path, { headers: { 'accept-encoding': encoding } });

describe('the pages', () => {
	it('serves the one shell for every address of the app, to be checked each time', async () => {
		for (const path of ['/', '/lectures/abc', '/settings']) {
			const answer = await get(path);
			expect(await answer.text()).toContain('shell');
			expect(answer.headers.get('cache-control')).toBe('no-cache');
		}
	});

	it.each([
		['br', 'br'],
		['gzip, deflate', 'gzip'],
		['identity', null]
	])('serves hashed files for ever, to a browser that accepts %s', async (accepted, encoding) => {
		const answer = await get('/_app/immutable/a.js', accepted);
		expect(answer.headers.get('content-encoding')).toBe(encoding);
		expect(answer.headers.get('content-type')).toContain('javascript');
		expect(answer.headers.get('cache-control')).toContain('immutable');
		const bytes = (await answer.arrayBuffer()).byteLength;
		if (encoding) expect(bytes).toBeLessThan(script.length / 4);
		else expect(bytes).toBe(script.length);
	});

	it.each([
		['/service-worker.js', 'javascript'],
		['/manifest.webmanifest', 'application/manifest+json']
	])('serves %s as what it is, to be checked each time', async (path, type) => {
		for (const encoding of ['br', 'identity']) {
			const answer = await get(path, encoding);
			expect(answer.headers.get('content-type')).toContain(type);
			expect(answer.headers.get('cache-control')).toBe('no-cache');
		}
	});

	it('says 404, not the shell, for a file of another version', async () => {
		expect((await get('/_app/immutable/old.js')).status).toBe(404);
	});

	it.each([
		'/../secret.js',
		'/%2e%2e/secret.js',
		'/..%2fsecret.js',
		'/_app/..%2f..%2fsecret.js',
		'/%00.js',
		'/%zz.js'
	])('never leaves its folder: %s', async (path) => {
		const answer = await get(path, 'br');
		expect(answer.status).toBeLessThan(500);
		expect(await answer.text()).not.toContain('words');
	});
});
