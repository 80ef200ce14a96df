import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { samplesIn, type Codec, type NoteOp, type TakeState, type Utterance } from '#lib/protocol/index.ts';
import { ChromiumProcess } from '../helpers/chromium-process.ts';
import { FaultProxy, fineWeather } from '../helpers/fault-proxy.ts';
import { freePort, startServer, type ServerProcess } from '../helpers/server-process.ts';
import { fixturePath } from '../helpers/speech.ts';
import { until } from '../helpers/until.ts';
import { addWitness, DeviceRecord, lookAt, type HeldTake, type Look } from './device.ts';

/** A lecture as the server tells of it. */
export type Saved = {
	lecture: { finishedAt: number | null };
	takes: TakeState[];
	utterances: Utterance[];
	notes: NoteOp[];
};

/** The small recogniser, so that a run is the same wherever it happens. */
export const serverEnv = { MODEL: 'sensevoice-nano', OFFLINE: 'true' };

const patienceMs = 120_000;

/** In the page: resolves when the app can start without a server. */
const kept = `navigator.serviceWorker.ready.then(() =>
	navigator.serviceWorker.controller ??
	new Promise((resolve) => (navigator.serviceWorker.oncontrollerchange = () => resolve())).then(() => undefined)
).then(() => undefined)`;

/** A real server, a real browser and a bad network between them, in a directory of their own. */
export class Stage {
	readonly directory: string;
	readonly proxy: FaultProxy;
	readonly device = new DeviceRecord();
	server: ServerProcess;
	/** What the page told last, whether or not it still lives. */
	lastLook: Look | undefined;
	#cookie: string;
	#browser: ChromiumProcess | undefined;
	#page: Page | undefined;
	readonly #wavPath: string;

	private constructor(
		directory: string,
		proxy: FaultProxy,
		server: ServerProcess,
		cookie: string,
		wav: string
	) {
		this.directory = directory;
		this.proxy = proxy;
		this.server = server;
		this.#cookie = cookie;
		this.#wavPath = wav;
	}

	static async set(directory: string, { fixture }: { fixture: string }): Promise<Stage> {
		await mkdir(join(directory, 'profile'), { recursive: true });
		const port = await freePort();
		const server = await startServer({ dataDirectory: join(directory, 'data'), port, env: serverEnv });
		const proxy = await FaultProxy.start({ targetPort: port });
		return new Stage(directory, proxy, server, await server.signIn(), fixturePath(fixture));
	}

	get page(): Page {
		if (!this.#page) throw new Error('no page is open');
		return this.#page;
	}

	get context(): BrowserContext {
		if (!this.#browser) throw new Error('no browser runs');
		return this.#browser.context;
	}

	get browserPid(): number | undefined {
		return this.#browser?.pid;
	}

	async startBrowser(): Promise<void> {
		const profile = join(this.directory, 'profile');
		this.#browser = await ChromiumProcess.start({ profile, wavPath: this.#wavPath });
		await addWitness(this.#browser.context);
		const [name = '', value = ''] = this.#cookie.split('=');
		await this.#browser.context.addCookies([{ name, value, url: this.proxy.url, httpOnly: true }]);
	}

	/** Opens the app at a path, in the only tab. */
	async openApp(path: string): Promise<Page> {
		const { context } = this;
		const page = await context.newPage();
		for (const other of context.pages()) if (other !== page) await other.close();
		this.#page = page;
		await page.goto(this.proxy.url + path, { timeout: patienceMs });
		return page;
	}

	/** Records a new lecture, and says which. */
	async record(): Promise<string> {
		await this.openApp('/');
		await this.page.evaluate(kept);
		await this.page.getByRole('button', { name: 'Record', exact: true }).first().click();
		await this.page.waitForURL(/\/lectures\//, { timeout: patienceMs });
		return new URL(this.page.url()).pathname.split('/')[2] as string;
	}

	/** Goes on with a lecture that a crash has ended. */
	async goOn(lectureId: string): Promise<void> {
		await this.openApp(`/lectures/${lectureId}`);
		const goOn = this.page.getByRole('button', { name: 'Continue recording', exact: true });
		await goOn.click({ timeout: patienceMs });
		await goOn.waitFor({ state: 'detached', timeout: patienceMs });
	}

	async stopRecording(): Promise<void> {
		await this.page.getByRole('button', { name: 'Stop', exact: true }).click();
		await this.page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click();
	}

	/** What the page knows now. */
	async look(): Promise<Look> {
		return (this.lastLook = await lookAt(this.page));
	}

	/** Reads the device's store. From before that on nobody can be reached, so that nothing is sent. The app must not be open. */
	async readDevice(): Promise<readonly HeldTake[]> {
		await this.proxy.refuse();
		return this.device.read(this.context, this.proxy.url);
	}

	async killBrowser(): Promise<void> {
		await this.#browser?.kill();
		this.#browser = this.#page = undefined;
	}

	async closeApp(): Promise<void> {
		await this.#page?.close();
		this.#page = undefined;
	}

	async restartServer(): Promise<void> {
		const { port } = this.server;
		this.server = await startServer({ dataDirectory: join(this.directory, 'data'), port, env: serverEnv });
	}

	audioPath(lectureId: string, { takeId, codec }: { takeId: string; codec: Codec }): string {
		const extension = codec === 'opus' ? 'opus' : 'pcm';
		return join(this.directory, 'data/audio', lectureId, `${takeId}.${extension}`);
	}

	/** Whole samples in the server's file of a take; 0 when there is none. */
	async samplesOnDisk(lectureId: string, take: { takeId: string; codec: Codec }): Promise<number> {
		const found = await stat(this.audioPath(lectureId, take)).catch(() => undefined);
		return samplesIn(take.codec, found?.size ?? 0);
	}

	async saved(lectureId: string): Promise<Saved> {
		const headers = { cookie: this.#cookie };
		return (await (await fetch(`${this.server.url}/api/lectures/${lectureId}`, { headers })).json()) as Saved;
	}

	/** Waits until the lecture has ended on the server, with words for all of its speech. */
	async ended(lectureId: string, withinMs: number): Promise<Saved> {
		this.proxy.weather = fineWeather;
		const headers = { cookie: this.#cookie };
		type Row = { lectureId: string; finishedAt: number | null; backlogSamples: number };
		await until(
			'the lecture to be whole on the server',
			async () => {
				const rows = (await (await fetch(`${this.server.url}/api/lectures`, { headers })).json()) as Row[];
				const row = rows.find((each) => each.lectureId === lectureId);
				return row && row.finishedAt !== null && row.backlogSamples === 0;
			},
			withinMs
		);
		return this.saved(lectureId);
	}

	async clear(): Promise<void> {
		await this.killBrowser();
		await this.proxy.close();
		await this.server.kill('SIGKILL');
	}
}
