import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';

/** `npm start`: builds the pages when they are missing, half built or older than their source, then becomes the server. */
const shell = 'build/200.html';
const worker = 'build/service-worker.js';
const sources = ['package.json', 'vite.config.ts', ...globSync('{src,static}/**/*.*')];

/** The list of files is put into the worker last. */
const isWhole =
	existsSync(shell) && existsSync(worker) && !readFileSync(worker, 'utf8').includes('__PRECACHE__');
const builtAt = isWhole ? statSync(shell).mtimeMs : 0;

if (sources.some((path) => statSync(path).mtimeMs > builtAt)) {
	process.stdout.write('Building the pages, as their source has changed (about ten seconds) …\n');
	const vite = 'node_modules/vite/bin/vite.js';
	const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
		stdio: ['ignore', 'ignore', 'inherit']
	});
	if (status !== 0) {
		process.stderr.write('The pages could not be built; the lines above say why. Try `npm ci` first.\n');
		process.exit(1);
	}
}

await import('./main.ts');
