import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** A regular expression of the source and where it stands. */
export type SourcePattern = { readonly pattern: RegExp; readonly at: string };

const root = resolve(import.meta.dirname, '../..');

/** Every regular expression of `src` and `server`: the literals, and those that modules build when they are loaded. */
export async function sourcePatterns(): Promise<SourcePattern[]> {
	const paths = globSync('{src,server}/**/*.{ts,svelte}', { cwd: root }).filter(
		(path) => !/\.(?:test|d)\.ts$/.test(path)
	);
	const texts = paths.sort().map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') }));
	const builders = texts.filter(({ text }) => text.includes('new RegExp('));
	return [...texts.flatMap(literalsIn), ...(await builtBy(builders.map(({ path }) => path)))];
}

function literalsIn({ path, text }: { path: string; text: string }): SourcePattern[] {
	const code = path.endsWith('.svelte')
		? (/<script[^>]*>(?<code>[^]*?)<\/script>/.exec(text)?.[1] ?? '')
		: text;
	const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest);
	const found: SourcePattern[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
			found.push({ pattern: patternOf(node.text), at: `${path}:${line + 1}` });
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

function patternOf(literal: string): RegExp {
	const end = literal.lastIndexOf('/');
	return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

/** Loads the modules anew while every construction is watched. */
async function builtBy(paths: readonly string[]): Promise<SourcePattern[]> {
	const found: SourcePattern[] = [];
	const original = globalThis.RegExp;
	for (const path of paths) {
		globalThis.RegExp = new Proxy(original, {
			construct(target, args, newTarget) {
				const pattern = Reflect.construct(target, args, newTarget) as RegExp;
				found.push({ pattern, at: path });
				return pattern;
			}
		});
		try {
			await import(/* @vite-ignore */ `${pathToFileURL(resolve(root, path)).href}?watched`);
		} finally {
			globalThis.RegExp = original;
		}
	}
	return found;
}
