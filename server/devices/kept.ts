import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { writeWhole } from '../models/record.ts';
import { devices } from '../recognition/device.ts';
import type { Candidate, DeviceProblem, Verdict } from './verdict.ts';

const problemSchema = v.variant('kind', [
	v.object({ kind: v.literal('not-offered') }),
	v.object({ kind: v.literal('library-missing'), library: v.string() }),
	v.object({ kind: v.literal('no-adapter') }),
	v.object({ kind: v.literal('no-half') }),
	v.object({ kind: v.literal('refused'), complaint: v.string() }),
	v.object({ kind: v.literal('died'), how: v.string() }),
	v.object({ kind: v.literal('hung'), afterMs: v.number() }),
	v.object({ kind: v.literal('not-used') }),
	v.object({ kind: v.literal('other-ids'), differing: v.number(), allowed: v.number() })
]) satisfies v.GenericSchema<unknown, DeviceProblem>;

const about = {
	device: v.picklist(devices),
	fileName: v.string(),
	precision: v.picklist(['int8', 'fp32', 'fp16', 'unknown'])
};
const verdictSchema = v.variant('kind', [
	v.object({
		...about,
		kind: v.literal('works'),
		secondsPerSecond: v.number(),
		onDevice: v.number(),
		differing: v.number()
	}),
	v.object({ ...about, kind: v.literal('fails'), problem: problemSchema })
]) satisfies v.GenericSchema<unknown, Verdict>;

const keptSchema = v.record(v.string(), verdictSchema);

/** Verdicts on disk: a restart need not probe again. */
export type KeptVerdicts = {
	get(candidate: Candidate): Verdict | undefined;
	/** Rejects as writing does. */
	put(candidate: Candidate, verdict: Verdict): Promise<void>;
};

/**
 * Reads what is kept at `path`; a file that cannot be understood holds nothing. A verdict holds for one file as it is
 * now (name, size, time of change), one runtime and one device.
 */
export async function readKept(path: string, runtime: string): Promise<KeptVerdicts> {
	const kept = await readFile(path, 'utf8').then(parsed, () => ({}) as Record<string, Verdict>);
	const keyOf = ({ device, file }: Candidate) => `${device} ${fingerprint(file.path)} ${runtime}`;
	return {
		get: (candidate) => kept[keyOf(candidate)],
		put(candidate, verdict) {
			kept[keyOf(candidate)] = verdict;
			return writeWhole(path, `${JSON.stringify(kept, undefined, '\t')}\n`);
		}
	};
}

function parsed(text: string): Record<string, Verdict> {
	try {
		const result = v.safeParse(keptSchema, JSON.parse(text));
		return result.success ? result.output : {};
	} catch {
		return {};
	}
}

function fingerprint(path: string): string {
	const { size, mtimeMs } = statSync(path);
	return createHash('sha256').update(`${path} ${size} ${mtimeMs}`).digest('hex').slice(0, 16);
}
