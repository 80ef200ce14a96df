import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { chromiumArgs, ensureChromium } from './chromium.ts';
import { until } from './until.ts';

type Options = {
	/** Kept from one start to the next. */
	profile: string;
	/** What the microphone hears, over and over again. */
	wavPath: string;
};

/** A whole Chromium on a profile of its own, which can be killed as a battery kills it, and started again. */
export class ChromiumProcess {
	readonly context: BrowserContext;
	readonly #browser: Browser;
	readonly #child: ChildProcess;

	private constructor(child: ChildProcess, browser: Browser) {
		this.#child = child;
		this.#browser = browser;
		this.context = browser.contexts()[0] as BrowserContext;
	}

	static async start({ profile, wavPath }: Options): Promise<ChromiumProcess> {
		const executablePath = ensureChromium(() => undefined);
		if (!executablePath) throw new Error('Chromium is missing: install it, or set CHROMIUM to its path');
		const portFile = join(profile, 'DevToolsActivePort');
		await rm(portFile, { force: true });
		const child = spawn(
			executablePath,
			[
				...chromiumArgs(wavPath).map((arg) => arg.replace('%noloop', '')),
				'--headless=new',
				// Without a keyring, what is kept of cookies could not be read again.
				'--password-store=basic',
				'--lang=en-GB',
				'--window-size=1280,800',
				'--remote-debugging-port=0',
				`--user-data-dir=${profile}`,
				'about:blank'
			],
			// A group of its own, so that one signal reaches every process of it.
			{ detached: true, stdio: 'ignore' }
		);
		const killGroup = () => process.kill(-(child.pid as number), 'SIGKILL');
		process.once('exit', killGroup);
		child.once('close', () => process.off('exit', killGroup));
		const [port, path] = await until('Chromium to listen', async () => {
			if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode}`);
			const lines = (await readFile(portFile, 'utf8').catch(() => '')).trim().split('\n');
			return lines.length === 2 && lines;
		});
		return new ChromiumProcess(child, await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`));
	}

	get pid(): number {
		return this.#child.pid as number;
	}

	/** Closed by a person: cookies reach the disk, which a kill within half a minute would not wait for. */
	async quit(): Promise<void> {
		const gone = new Promise((resolve) => this.#child.once('close', resolve));
		const session = await this.#browser.newBrowserCDPSession();
		await session.send('Browser.close');
		await gone;
	}

	/** SIGKILL for every process at once; resolves when they are gone. */
	async kill(): Promise<void> {
		const gone = new Promise((resolve) => this.#child.once('close', resolve));
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		process.kill(-this.pid, 'SIGKILL');
		await gone;
		await this.#browser.close().catch(() => undefined);
	}
}
