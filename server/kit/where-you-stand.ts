import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A path as the person meant it: npm runs its scripts in the package's folder, whatever folder they were called from. */
export const fromWhereYouStand = (path: string, env: NodeJS.ProcessEnv = process.env): string =>
	env['npm_lifecycle_event'] !== undefined && env['INIT_CWD'] ? resolve(env['INIT_CWD'], path) : path;

/** The same of what may be a name instead of a path. */
export function pathOrName(value: string, env: NodeJS.ProcessEnv = process.env): string {
	const path = fromWhereYouStand(value, env);
	return existsSync(path) ? path : value;
}
