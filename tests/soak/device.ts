import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { transformWithOxc } from 'vite';
import { bytesOf, type Codec, type Mark } from '#lib/protocol/index.ts';
import type { LocalTake } from '#lib/uplink/port.ts';

const scriptPath = join(import.meta.dirname, '../browser/pages/witness.ts');

/** Puts the witness into every page that is opened from now on. */
export async function addWitness(context: BrowserContext): Promise<void> {
	const { code } = await transformWithOxc(readFileSync(scriptPath, 'utf8'), scriptPath);
	await context.addInitScript(code);
}

/** What a page of the app was told of its recording, and what the store says of every take. */
export type Look = {
	/** By take: samples that the recorder said to be on disk. */
	captured: Record<string, number>;
	/** By take: frames that the audio graph left out. */
	missing: Record<string, number>;
	takes: LocalTake[];
};

export const lookAt = (page: Page): Promise<Look> => page.evaluate('witness.look()');

type Row = { takeId: string; firstSample: number; sampleCount: number; bytes: string };
type MarkRow = Mark & { takeId: string; index: number };

/** A take as a device holds it, read out of its store. */
export type HeldTake = {
	take: LocalTake;
	marks: Mark[];
	blocks: { firstSample: number; sampleCount: number }[];
};

/** Everything that one device has ever had in its store, put together from what was read of it at various times. */
export class DeviceRecord {
	readonly #sound = new Map<string, Sound>();
	#held: HeldTake[] = [];
	#witnessedRows = 0;

	/** The takes of the last reading, in their order. */
	get takes(): readonly HeldTake[] {
		return this.#held;
	}

	/** Bytes of a take from its sample 0 on, as they went into the store. */
	bytesOf({ takeId, codec, samples }: LocalTake): { bytes: Buffer; unwitnessedBytes: number } {
		const bytes = bytesOf(codec, samples);
		return this.#sound.get(takeId)?.upTo(bytes) ?? { bytes: Buffer.alloc(bytes), unwitnessedBytes: bytes };
	}

	/** Blocks that were read twice, and differed as far as both go: a store may pack blocks into one. */
	get contradictions(): number {
		return [...this.#sound.values()].reduce((sum, sound) => sum + sound.contradictions, 0);
	}

	/**
	 * Reads the store from a page of the app's origin that is not the app, so that nothing is changed and nothing sent; a
	 * service worker is passed by.
	 */
	async read(context: BrowserContext, origin: string): Promise<readonly HeldTake[]> {
		const page = await emptyPage(context, origin);
		const rows = <T>(name: string) => page.evaluate(`witness.rows.${name}`) as Promise<T[]>;
		const takes = await rows<LocalTake>('takes()');
		const blocks = await rows<Row>('blocks()');
		const marks = await rows<MarkRow>('marks()');
		const witnessed = await rows<Row>(`witnessed(${this.#witnessedRows})`);
		await page.close();
		this.#witnessedRows += witnessed.length;
		const codecOf = new Map(takes.map(({ takeId, codec }) => [takeId, codec]));
		for (const row of [...witnessed, ...blocks]) this.#keep(row, codecOf.get(row.takeId) ?? 'pcm_s16le');
		const of = <T extends { takeId: string }>(all: T[], { takeId }: LocalTake) =>
			all.filter((each) => each.takeId === takeId);
		this.#held = takes
			.sort((a, b) => a.number - b.number)
			.map((take) => ({
				take,
				marks: of(marks, take)
					.sort((a, b) => a.index - b.index)
					.map(({ kind, sample }) => ({ kind, sample })),
				blocks: of(blocks, take).sort((a, b) => a.firstSample - b.firstSample)
			}));
		return this.#held;
	}

	#keep({ takeId, firstSample, bytes }: Row, codec: Codec): void {
		const sound = this.#sound.get(takeId) ?? new Sound();
		this.#sound.set(takeId, sound);
		sound.put(bytesOf(codec, firstSample), Buffer.from(bytes, 'base64'));
	}
}

/** The bytes of one take, with those that nobody has seen yet. */
class Sound {
	contradictions = 0;
	readonly #pieces = new Map<number, Buffer>();

	put(at: number, bytes: Buffer): void {
		const known = this.#pieces.get(at);
		const common = Math.min(known?.byteLength ?? 0, bytes.byteLength);
		if (known && !known.subarray(0, common).equals(bytes.subarray(0, common))) this.contradictions++;
		if (!known || known.byteLength < bytes.byteLength) this.#pieces.set(at, bytes);
	}

	upTo(length: number): { bytes: Buffer; unwitnessedBytes: number } {
		const whole = Buffer.alloc(length);
		let unwitnessedBytes = length;
		let end = 0;
		for (const [at, bytes] of [...this.#pieces].sort(([a], [b]) => a - b)) {
			const last = Math.min(length, at + bytes.byteLength);
			if (last <= at) continue;
			bytes.copy(whole, at, 0, last - at);
			unwitnessedBytes -= Math.max(0, last - Math.max(end, at));
			end = Math.max(end, last);
		}
		return { bytes: whole, unwitnessedBytes };
	}
}

export async function emptyPage(context: BrowserContext, origin: string): Promise<Page> {
	const page = await context.newPage();
	const devtools = await context.newCDPSession(page);
	await devtools.send('Network.enable');
	await devtools.send('Network.setBypassServiceWorker', { bypass: true });
	const address = `${origin}/nothing-of-the-app`;
	await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
	await page.goto(address);
	return page;
}
