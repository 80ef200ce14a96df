import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Device, DeviceWish } from '../recognition/device.ts';
import type { ModelFile } from '../recognition/sense-voice/model-directory.ts';
import { readKept, type KeptVerdicts } from './kept.ts';
import { offeredDevices, runtimeName, triedUnasked, type Platform } from './offered.ts';
import { createProbe, type Probe } from './probe.ts';
import { judge, type Candidate, type ProbeOutcome, type Verdict } from './verdict.ts';

/** The files of one model, the best one for a processor first. */
export type ModelFiles = readonly [ModelFile, ...ModelFile[]];

/** What to recognise with, and why that is not what was asked for. */
export type Choice = { device: Device; file: ModelFile; refused: Verdict | undefined };

export type SurveyDeps = {
	files: ModelFiles;
	platform: Platform;
	kept: KeptVerdicts;
	probe: Probe;
};

/** `kept` probes nothing; `needed` probes what has no verdict. */
export type Effort = 'kept' | 'needed';

/** 8-bit weights have no kernels on graphics processors: these get a file in floating point where there is one. */
export function filesFor(device: Device, files: ModelFiles): readonly ModelFile[] {
	if (device === 'cpu') return [files[0]];
	const floats = files.filter(({ precision }) => precision === 'fp16' || precision === 'fp32');
	return floats.length > 0 ? floats : [files[0]];
}

/** Compares devices by their verdicts, each a child that recognised the golden sound. */
export class Survey {
	readonly #deps: SurveyDeps;
	readonly #golden = new Map<string, Promise<ProbeOutcome>>();

	constructor(deps: SurveyDeps) {
		this.#deps = deps;
	}

	/**
	 * What to recognise with when `wish` is asked for. A device that was named is used if it is correct, however fast;
	 * `auto` takes the fastest correct one. The processor when there is none.
	 */
	async choose(wish: DeviceWish, effort: Effort): Promise<Choice> {
		const [file] = this.#deps.files;
		const processor: Choice = { device: 'cpu', file, refused: undefined };
		if (wish === 'cpu') return processor;
		const candidates = this.#candidatesOf(wish);
		const verdicts = await this.#verdictsOf(candidates, effort, wish !== 'auto');
		const working = verdicts.filter(({ kind }) => kind === 'works');
		if (wish !== 'auto' && working.length === 0) return { ...processor, refused: verdicts[0] };
		if (working.length === 0) return processor;
		if (wish === 'auto') working.push(...(await this.#verdictsOf([{ device: 'cpu', file }], effort)));
		const best = fastest(working);
		if (!best || best.device === 'cpu') return processor;
		const of = (candidate: Candidate) => isAbout(best, candidate);
		return { ...(candidates.find(of) ?? processor), refused: undefined };
	}

	/** A verdict for the processor and every device that the runtime knows, one after the other. */
	async *everything(): AsyncGenerator<Verdict> {
		for (const device of ['cpu', 'cuda', 'webgpu', 'coreml'] as const)
			for (const file of filesFor(device, this.#deps.files)) yield this.#verdictOf({ device, file });
	}

	#candidatesOf(wish: Exclude<DeviceWish, 'cpu'>): Candidate[] {
		const { platform, files, kept } = this.#deps;
		const offered = offeredDevices(platform).flatMap((device) =>
			filesFor(device, files).map((file) => ({ device, file }))
		);
		if (wish !== 'auto') return filesFor(wish, files).map((file) => ({ device: wish, file }));
		return offered.filter((candidate) => triedUnasked.includes(candidate.device) || kept.get(candidate));
	}

	/** Whoever names a device may have mended it since it failed: that is then looked at again. */
	async #verdictsOf(candidates: readonly Candidate[], effort: Effort, isNamed = false): Promise<Verdict[]> {
		const verdicts: Verdict[] = [];
		for (const candidate of candidates) {
			const kept = this.#deps.kept.get(candidate);
			const holds = effort === 'kept' || (kept && (kept.kind === 'works' || !isNamed));
			const verdict = holds ? kept : await this.#verdictOf(candidate);
			if (verdict) verdicts.push(verdict);
		}
		return verdicts;
	}

	/** Probes, and keeps what came of it; a verdict that cannot be written holds until the next start. */
	async #verdictOf(candidate: Candidate): Promise<Verdict> {
		const verdict = await this.#probed(candidate);
		await this.#deps.kept.put(candidate, verdict).catch(() => undefined);
		return verdict;
	}

	async #probed({ device, file }: Candidate): Promise<Verdict> {
		const { platform, probe } = this.#deps;
		if (device !== 'cpu' && !offeredDevices(platform).includes(device)) {
			const about = { device, fileName: basename(file.path), precision: file.precision };
			return { ...about, kind: 'fails', problem: { kind: 'not-offered' } };
		}
		const own = await (device === 'cpu' ? this.#goldenOf(file) : probe({ device, file }));
		if (own.kind !== 'measured') return judge({ device, file }, own, []);
		const golden = await this.#goldenOf(file);
		return judge({ device, file }, own, golden.kind === 'measured' ? golden.ids : []);
	}

	/** What the processor makes of the golden sound with a file; asked once. */
	#goldenOf(file: ModelFile): Promise<ProbeOutcome> {
		const known = this.#golden.get(file.path) ?? this.#deps.probe({ device: 'cpu', file });
		this.#golden.set(file.path, known);
		return known;
	}
}

/** A survey of this machine that keeps its verdicts in `cacheDirectory`. */
export async function surveyHere(
	files: ModelFiles,
	cacheDirectory: string,
	signal: AbortSignal
): Promise<Survey> {
	const probe = createProbe({ cacheDirectory, signal });
	return new Survey({
		files,
		platform: { os: process.platform, arch: process.arch },
		kept: await readKept(join(cacheDirectory, 'devices.json'), runtimeName()),
		probe(candidate) {
			mkdirSync(cacheDirectory, { recursive: true, mode: 0o700 });
			return probe(candidate);
		}
	});
}

const isAbout = (verdict: Verdict, { device, file }: Candidate): boolean =>
	verdict.device === device && verdict.fileName === basename(file.path);

const fastest = (verdicts: readonly Verdict[]): Verdict | undefined =>
	verdicts
		.flatMap((verdict) => (verdict.kind === 'works' ? verdict : []))
		.sort((a, b) => a.secondsPerSecond - b.secondsPerSecond)[0];
