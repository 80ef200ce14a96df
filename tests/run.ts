import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './helpers/chromium.ts';

/**
 * `npm test`: builds the pages, makes sure that there is a browser, runs the tests, and counts them in the last line.
 * With `--full`: those of the largest inputs, which take longer, and no others.
 */
const say = (line: string) => void process.stdout.write(`${line}\n`);
const run = (script: string, ...args: string[]) =>
	spawnSync(process.execPath, [`node_modules/${script}`, ...args], { stdio: 'inherit' }).status === 0;

if (!ensureChromium(say)) {
	say(
		'The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM to its path.'
	);
	process.exit(1);
}
if (!run('@sveltejs/kit/svelte-kit.js', 'sync') || !run('vite/bin/vite.js', 'build', '--logLevel', 'warn')) {
	say('0 passed, 1 failed');
	process.exit(1);
}

const isFull = process.argv.includes('--full');
const given = process.argv.slice(2).filter((arg) => arg !== '--full');
const report = 'tests/output/report.json';
mkdirSync('tests/output', { recursive: true });
rmSync(report, { force: true });
const passed = run(
	'vitest/vitest.mjs',
	'run',
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${report}`,
	`--project=${isFull ? 'full*' : '!full*'}`,
	...given
);
type Counts = { numPassedTests: number; numFailedTests: number };
const counts: Counts = existsSync(report)
	? (JSON.parse(readFileSync(report, 'utf8')) as Counts)
	: { numPassedTests: 0, numFailedTests: 1 };
const failed = counts.numFailedTests || (passed ? 0 : 1);
say(`${counts.numPassedTests} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
