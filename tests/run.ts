import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { ensureChromium } from './helpers/chromium.ts';

/** `npm test`: builds the pages, makes sure that there is a browser, runs every test, and counts them in the last line. */
const say = (line: string) => void process.stdout.write(`${line}\n`);
const run = (...command: string[]) =>
	spawnSync('npx', ['--no-install', ...command], { stdio: 'inherit', shell: process.platform === 'win32' })
		.status === 0;

if (!ensureChromium(say)) {
	say(
		'The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM to its path.'
	);
	process.exit(1);
}
if (!run('svelte-kit', 'sync') || !run('vite', 'build', '--logLevel', 'warn')) {
	say('0 passed, 1 failed');
	process.exit(1);
}

const report = 'tests/output/report.json';
mkdirSync('tests/output', { recursive: true });
const passed = run(
	'vitest',
	'run',
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${report}`,
	...process.argv.slice(2)
);
const counts = JSON.parse(readFileSync(report, 'utf8')) as {
	numPassedTests: number;
	numFailedTests: number;
	success: boolean;
};
const failed = counts.numFailedTests || (passed ? 0 : 1);
say(`${counts.numPassedTests} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
