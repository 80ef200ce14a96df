import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3';
import { utteranceId, type Codec, type Mark, type Utterance } from '#lib/protocol/index.ts';
import { createRandom } from '../../bench/random.ts';
import { fineWeather } from '../helpers/fault-proxy.ts';
import { startServer } from '../helpers/server-process.ts';
import { until } from '../helpers/until.ts';
import type { Look } from './device.ts';
import { auditAcknowledged, auditDevice, auditLogs, nothingFound, type Findings } from './oracle.ts';
import { planOf, type Blow, type Counts } from './plan.ts';
import { wordsOf, type Logs } from './replay.ts';
import { serverEnv, Stage } from './stage.ts';

export type SoakOptions = {
	/** An empty directory. */
	directory: string;
	counts: Counts;
	seed: number;
	say?: (line: string) => void;
};

export type SoakResult = Findings & {
	/** What was waited for in vain. */
	problems: string[];
	seed: number;
	/** Blows that fell, by their kind. */
	blows: Record<string, number>;
	takes: number;
	codecs: Codec[];
	recordedS: number;
	segments: number;
	utterances: number;
	/** Lines whose words differ from those of the undisturbed run. */
	otherWords: number;
	/** Frames that the browser's audio graph left out: never delivered by the microphone. */
	missingFrames: number;
	/** From the end of each black hole until everything recorded by then was on the server. */
	healedAfterMs: number[];
	durationS: number;
};

const fixture = 'photosynthesis.slt.wav';
const lookEveryMs = 100;
/** A dead connection is noticed after 35 s at most; then come a reconnect and what has gathered. */
const healWithinMs = 120_000;
const endsWithinMs = 300_000;

/** Records one lecture through everything that the plan has in store for it, and tells what became of it. */
export async function soak({ directory, counts, seed, say = () => {} }: SoakOptions): Promise<SoakResult> {
	const startedAt = performance.now();
	const stage = await Stage.set(directory, { fixture });
	try {
		const run = new Run(stage, say);
		await run.begin();
		const steps = planOf(counts, createRandom(seed).fraction);
		for (const [index, { afterMs, whileFlowing, blow }] of steps.entries()) {
			if (whileFlowing) await run.untilFlowing();
			await delay(afterMs);
			say(`${index + 1}/${steps.length} ${JSON.stringify(blow)}`);
			await run.befall(blow);
		}
		const found = await run.end();
		return { seed, ...found, durationS: Math.round((performance.now() - startedAt) / 1000) };
	} finally {
		await stage.clear();
	}
}

class Run {
	readonly #stage: Stage;
	readonly #say: (line: string) => void;
	readonly #findings = nothingFound();
	readonly #blows: Record<string, number> = {};
	readonly #healedAfterMs: number[] = [];
	readonly #problems: string[] = [];
	readonly #missing = new Map<string, number>();
	#lectureId = '';
	#watching: { stop: () => Promise<void> } | undefined;

	constructor(stage: Stage, say: (line: string) => void) {
		this.#stage = stage;
		this.#say = say;
	}

	async begin(): Promise<void> {
		await this.#stage.startBrowser();
		this.#lectureId = await this.#stage.record();
		await this.#untilGrowing();
		this.#watch();
	}

	async befall(blow: Blow): Promise<void> {
		this.#blows[blow.kind] = (this.#blows[blow.kind] ?? 0) + 1;
		const { proxy, page } = this.#stage;
		switch (blow.kind) {
			case 'kill-server':
				return this.#killServer(blow.downMs);
			case 'kill-browser':
				return this.#killBrowser(blow.isOffline);
			case 'cut':
				return proxy.cut();
			case 'reset':
				return proxy.reset();
			case 'cut-after':
				proxy.weather = { ...proxy.weather, cutAfterBytes: blow.bytes };
				await delay(3000);
				proxy.weather = { ...proxy.weather, cutAfterBytes: Infinity };
				return;
			case 'refuse':
				await proxy.refuse();
				await delay(blow.ms);
				return proxy.allow();
			case 'black-hole':
				return this.#blackHole(blow.ms);
			case 'bad-weather':
				proxy.weather = { ...fineWeather, ...blow };
				return;
			case 'fine-weather':
				proxy.weather = fineWeather;
				return;
			case 'block-page':
				await page.evaluate(
					`{ const until = performance.now() + ${blow.ms}; while (performance.now() < until); }`
				);
		}
	}

	/** Ends the lecture as a person does, waits for its words, and holds both sides against each other. */
	async end() {
		const stage = this.#stage;
		stage.proxy.weather = fineWeather;
		await stage.stopRecording();
		await this.#try(() => stage.ended(this.#lectureId, endsWithinMs));
		await this.#try(() => this.#noMoreToSend());
		const saved = await stage.saved(this.#lectureId);
		await this.#watching?.stop();
		const doubledLines = (await this.#try(() => this.#doubledLines(saved.utterances))) ?? 0;
		await stage.closeApp();
		await stage.readDevice();
		await stage.server.kill('SIGTERM');
		const marksOnServer = this.#marksOnServer();
		const logs = await auditLogs(stage, this.#lectureId, { saved, marksOnServer }, this.#findings);
		this.#findings.doubled += doubledLines;
		this.#findings.torn += stage.device.contradictions;
		const undisturbed = (await this.#try(() => this.#undisturbedWords(logs))) ?? new Map();
		return { ...this.#findings, ...this.#summary(logs, saved.utterances, undisturbed) };
	}

	#summary(logs: readonly Logs[], utterances: readonly Utterance[], words: Map<string, Utterance['result']>) {
		const takes = this.#stage.device.takes.filter(({ take }) => take.lectureId === this.#lectureId);
		const samples = takes.reduce((sum, { take }) => sum + take.samples, 0);
		const others = utterances.filter(
			({ takeId, segment, result }) => wordsIn(words.get(utteranceId(takeId, segment))) !== wordsIn(result)
		);
		for (const other of others) this.#sayOther(other, logs, words);
		return {
			problems: this.#problems,
			blows: this.#blows,
			takes: logs.length,
			codecs: [...new Set(logs.map(({ take }) => take.codec))],
			recordedS: Math.round(samples / 16_000),
			segments: words.size,
			utterances: utterances.length,
			otherWords: others.length,
			missingFrames: [...this.#missing.values()].reduce((sum, frames) => sum + frames, 0),
			healedAfterMs: this.#healedAfterMs
		};
	}

	/** Where a line differs, how its segment begins and ends, and both readings of it: the fixture is nobody's secret. */
	#sayOther(
		{ takeId, segment, startSample, endSample, result }: Utterance,
		logs: readonly Logs[],
		words: Map<string, Utterance['result']>
	) {
		const log = logs.find(({ take }) => take.takeId === takeId);
		const marks = log?.marks.slice(segment, segment + 2).map(({ kind }) => kind);
		const place = `take ${log?.take.number} (${log?.take.codec}) ${startSample}..${endSample}, ${marks?.join(' to ')}`;
		this.#say(`other words in ${place}:`);
		this.#say(`  here        ${wordsIn(result)}`);
		this.#say(`  undisturbed ${wordsIn(words.get(utteranceId(takeId, segment)))}`);
	}

	/** Waits until sound that is recorded from now on has reached the server. */
	async untilFlowing(): Promise<void> {
		const now = pending(await this.#stage.look());
		await this.#stage.page.evaluate(`dispatchEvent(new Event('online'))`);
		await this.#try(() =>
			until('sound to flow', async () => isThere(now, await this.#stage.look()), healWithinMs)
		);
	}

	/** What cannot be waited for is a finding, not the end of the run. */
	async #try<T>(wait: () => Promise<T>): Promise<T | undefined> {
		try {
			return await wait();
		} catch (error) {
			this.#problems.push((error as Error).message);
			this.#say(this.#problems.at(-1) as string);
			return undefined;
		}
	}

	async #killServer(downMs: number): Promise<void> {
		await this.#stage.server.kill('SIGKILL');
		const heard = await this.#stage.look();
		await auditAcknowledged(this.#stage, this.#lectureId, heard, this.#findings);
		await delay(downMs);
		await this.#stage.restartServer();
	}

	async #killBrowser(isOffline: boolean): Promise<void> {
		const stage = this.#stage;
		const { weather } = stage.proxy;
		await this.#watching?.stop();
		const shown = await stage.look();
		await stage.killBrowser();
		stage.proxy.weather = fineWeather;
		await stage.startBrowser();
		auditDevice(await stage.readDevice(), shown, this.#findings);
		if (!isOffline) await stage.proxy.allow();
		await stage.goOn(this.#lectureId);
		await this.#untilGrowing();
		await stage.proxy.allow();
		stage.proxy.weather = weather;
		this.#watch();
	}

	async #blackHole(ms: number): Promise<void> {
		const { proxy } = this.#stage;
		const { weather } = proxy;
		proxy.weather = { ...weather, isBlackHole: true };
		await delay(ms);
		proxy.weather = fineWeather;
		const startedAt = performance.now();
		const there = pending(await this.#stage.look());
		await this.#try(() =>
			until('the line to heal by itself', async () => isThere(there, await this.#stage.look()), healWithinMs)
		);
		this.#healedAfterMs.push(Math.round(performance.now() - startedAt));
		this.#say(`healed after ${this.#healedAfterMs.at(-1)} ms`);
		proxy.weather = weather;
	}

	/** Looks at the page again and again, so that a kill finds a fresh word of what was shown. */
	#watch(): void {
		let isOver = false;
		const looking = (async () => {
			while (!isOver) {
				const { missing } = await this.#stage.look();
				for (const [takeId, frames] of Object.entries(missing)) this.#missing.set(takeId, frames);
				await delay(lookEveryMs);
			}
		})().catch(() => undefined);
		this.#watching = { stop: () => ((isOver = true), looking) };
	}

	async #untilGrowing(): Promise<void> {
		const samples = async () =>
			Object.values((await this.#stage.look()).captured).reduce((sum, each) => sum + each, 0);
		const before = await samples();
		await until('sound to be recorded', async () => (await samples()) > before + 8000, 60_000);
	}

	async #noMoreToSend(): Promise<void> {
		await until(
			'the device to know that it is done',
			async () => (await this.#stage.look()).takes.every(({ stored }) => stored.finished),
			60_000
		);
	}

	/** Lines on the page beyond one for each utterance with words. */
	async #doubledLines(utterances: readonly Utterance[]): Promise<number> {
		const wanted = utterances.filter(({ result }) => result.kind === 'text').length;
		const lines = this.#stage.page.locator('[data-line]');
		await until('every line to be on the page', async () => (await lines.count()) >= wanted, 60_000);
		return (await lines.count()) - wanted;
	}

	#marksOnServer(): (takeId: string) => Mark[] {
		const db = new BetterSqlite(join(this.#stage.directory, 'data/404notsound.db'), { readonly: true });
		const all = db.prepare('select take_id, kind, sample from marks order by take_id, idx').all() as (Mark & {
			take_id: string;
		})[];
		db.close();
		return (takeId) =>
			all.filter((row) => row.take_id === takeId).map(({ kind, sample }) => ({ kind, sample }));
	}

	async #undisturbedWords(logs: readonly Logs[]): Promise<Map<string, Utterance['result']>> {
		const dataDirectory = join(this.#stage.directory, 'undisturbed');
		const server = await startServer({ dataDirectory, env: serverEnv });
		try {
			return await wordsOf(server, { lectureId: this.#lectureId, language: 'auto' }, logs);
		} finally {
			await server.kill('SIGKILL');
		}
	}
}

/** By take: what is in the store and not on the server. */
const pending = ({ takes }: Look): Map<string, number> =>
	new Map(
		takes
			.filter(({ samples, stored }) => samples > stored.samples)
			.map(({ takeId, samples }) => [takeId, samples])
	);

/** Whether the server holds all of that. */
const isThere = (samplesOf: Map<string, number>, { takes }: Look): boolean =>
	[...samplesOf].every(
		([takeId, samples]) => (takes.find((take) => take.takeId === takeId)?.stored.samples ?? 0) >= samples
	);

const wordsIn = (result: Utterance['result'] | undefined): string =>
	result?.kind === 'text' ? result.text : (result?.kind ?? 'none');
