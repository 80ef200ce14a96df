import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
	process.env['CHROMIUM'],
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

export const findChromium = (): string | undefined =>
	places.find((path) => path !== undefined && existsSync(path));

/** Chromium's path; where it is missing and can be installed with Debian's packages, it is installed. */
export function ensureChromium(say: (line: string) => void): string | undefined {
	const found = findChromium();
	if (found) return found;
	if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
	say('Installing Chromium for the browser tests (apt-get install chromium) …');
	const run = (...args: string[]) =>
		spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
	return run('update') && run('install', '-y', '--no-install-recommends', 'chromium')
		? findChromium()
		: undefined;
}

/** The microphone hears `wavPath` once, then silence; without it, Chromium's own beeps. */
export const chromiumArgs = (wavPath?: string): string[] => [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--autoplay-policy=no-user-gesture-required',
	'--use-fake-ui-for-media-stream',
	'--use-fake-device-for-media-stream',
	...(wavPath ? [`--use-file-for-fake-audio-capture=${wavPath}%noloop`] : [])
];
