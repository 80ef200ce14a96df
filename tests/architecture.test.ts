import { readFileSync, globSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const sources = globSync('{src,server,bench}/**/*.{ts,svelte}', { cwd: root }).filter(
	(path) => !path.endsWith('.d.ts')
);

type Import = { from: string; to: string };

/** Every import of the project's own files, as paths from the root; packages as they are written. */
const imports: Import[] = sources.flatMap((from) => {
	const text = readFileSync(join(root, from), 'utf8');
	const found = text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g);
	return [...found].map(([, to = '']) => ({ from, to: resolved(from, to.split('?')[0] as string) }));
});

function resolved(from: string, to: string): string {
	if (to.startsWith('#lib/')) return to.replace('#lib/', 'src/lib/');
	return to.startsWith('.') ? relative(root, resolve(root, dirname(from), to)) : to;
}

const isTest = (path: string) => path.endsWith('.test.ts');
const violations = (rule: (each: Import) => boolean) =>
	imports.filter((each) => !isTest(each.from) && rule(each)).map(({ from, to }) => `${from} → ${to}`);

describe('the house', () => {
	it('src/lib/protocol imports nothing but itself and the schema library', () => {
		const wrong = violations(
			({ from, to }) =>
				from.startsWith('src/lib/protocol/') && !to.startsWith('src/lib/protocol/') && to !== 'valibot'
		);
		expect(wrong).toEqual([]);
	});

	it('src/lib/core is pure: it imports nothing but itself and the protocol', () => {
		const wrong = violations(
			({ from, to }) => from.startsWith('src/lib/core/') && !/^src\/lib\/(core|protocol)\//.test(to)
		);
		expect(wrong).toEqual([]);
	});

	it('the server reaches into src only for src/lib/protocol and src/lib/core; its import command is a client and copies like one', () => {
		const copying = /^src\/lib\/(rescue\/|uplink\/(http-copier|port|store-rules|abandoned-takes)\.ts)/;
		const wrong = violations(
			({ from, to }) =>
				from.startsWith('server/') &&
				to.startsWith('src/') &&
				!/^src\/lib\/(protocol|core)\//.test(to) &&
				!(from.startsWith('server/import/') && copying.test(to))
		);
		expect(wrong).toEqual([]);
		expect(
			violations(({ to }) => to.startsWith('server/import/')).filter(
				(each) => !each.startsWith('server/import/')
			)
		).toEqual([]);
	});

	it('the browser never imports the server', () => {
		expect(violations(({ from, to }) => from.startsWith('src/') && to.startsWith('server/'))).toEqual([]);
	});

	it('capture does not know the socket', () => {
		const wrong = violations(
			({ from, to }) =>
				from.startsWith('src/lib/capture/') && /^src\/lib\/uplink\/(connection|copier|uplink)/.test(to)
		);
		expect(wrong).toEqual([]);
	});

	it('recognition does not know HTTP, sockets or keys', () => {
		const wrong = violations(
			({ from, to }) =>
				from.startsWith('server/recognition/') && /^(server\/(http|socket|keys)\/|hono|ws$|@hono)/.test(to)
		);
		expect(wrong).toEqual([]);
	});

	it('the recogniser’s front end is free of Node, but for its session and files', () => {
		const wrong = violations(
			({ from, to }) =>
				from.startsWith('server/recognition/sense-voice/') &&
				!/\/(session|signed-products|extended-model|model-directory|model-file|sense-voice)\.ts$/.test(
					from
				) &&
				(to.startsWith('node:') || to.startsWith('onnxruntime'))
		);
		expect(wrong).toEqual([]);
	});

	it('nothing imports main, but for the start that builds the pages first', () => {
		const wrong = violations(({ from, to }) => to === 'server/main.ts' && from !== 'server/start.ts');
		expect(wrong).toEqual([]);
	});

	it('names no machine’s paths and no registry', () => {
		const files = globSync('{src,server,tests,bench}/**/*.{ts,svelte,md}', { cwd: root });
		const words = new RegExp(['/wo' + 'rk/', 'registry\\.' + 'npm', 'npm' + 'mirror'].join('|'));
		expect(files.filter((path) => words.test(readFileSync(join(root, path), 'utf8')))).toEqual([]);
	});
});
