import { basename } from 'node:path';
import type { Device } from '../recognition/device.ts';
import type { ModelFile, Precision } from '../recognition/sense-voice/model-directory.ts';

/** One way to recognise: a device, and the file that it is given. */
export type Candidate = { device: Device; file: ModelFile };

/** What came of letting a child recognise the golden sound. */
export type ProbeOutcome =
	| {
			kind: 'measured';
			/** The best piece of every frame, for each stretch of the golden sound. */
			ids: Int32Array[];
			/** Time for a second of sound, one stretch after the other. */
			secondsPerSecond: number;
			/** Share of the operations that ran on the device, 0..1. */
			onDevice: number;
	  }
	/** The runtime said no. `written` is what it and its libraries wrote to standard error meanwhile. */
	| { kind: 'refused'; complaint: string; written: string }
	| { kind: 'died'; how: string; written: string }
	| { kind: 'hung'; afterMs: number };

/** Why a device cannot be used. */
export type DeviceProblem =
	/** The runtime has it on other platforms only. */
	| { kind: 'not-offered' }
	| { kind: 'library-missing'; library: string }
	| { kind: 'no-adapter' }
	/** It computes in 32 bit only. */
	| { kind: 'no-half' }
	| { kind: 'refused'; complaint: string }
	| { kind: 'died'; how: string }
	| { kind: 'hung'; afterMs: number }
	/** It was accepted, and everything ran on the processor all the same. */
	| { kind: 'not-used' }
	| { kind: 'other-ids'; differing: number; allowed: number };

export type Verdict = { device: Device; fileName: string; precision: Precision } & (
	| { kind: 'works'; secondsPerSecond: number; onDevice: number; differing: number }
	| { kind: 'fails'; problem: DeviceProblem }
);

/**
 * The share of frames whose best piece may be another one than on the processor with the same file. In 32 bit none;
 * sums of 16 bit are rounded in another order on every device, and so is the scale of 8-bit activations.
 */
export const differingMax: Record<Precision, number> = { fp32: 0, fp16: 0.01, int8: 0.01, unknown: 0 };

/** Holds an outcome against the pieces that the processor gives with the same file. */
export function judge(
	{ device, file }: Candidate,
	outcome: ProbeOutcome,
	golden: readonly Int32Array[]
): Verdict {
	const about = { device, fileName: basename(file.path), precision: file.precision };
	const fails = (problem: DeviceProblem): Verdict => ({ ...about, kind: 'fails', problem });
	if (outcome.kind === 'hung') return fails(outcome);
	if (outcome.kind !== 'measured') return fails(problemOf(outcome));
	const { secondsPerSecond, onDevice } = outcome;
	if (onDevice === 0) return fails({ kind: 'not-used' });
	const differing = differingShare(outcome.ids, golden);
	const allowed = differingMax[file.precision];
	if (differing > allowed) return fails({ kind: 'other-ids', differing, allowed });
	return { ...about, kind: 'works', secondsPerSecond, onDevice, differing };
}

/** Share of frames with another piece, 0..1; 1 when the lengths are not even the same. */
export function differingShare(ids: readonly Int32Array[], golden: readonly Int32Array[]): number {
	const isAlike = ids.length === golden.length && ids.every((each, at) => each.length === golden[at]?.length);
	const frames = golden.reduce((sum, each) => sum + each.length, 0);
	if (!isAlike || frames === 0) return 1;
	let differing = 0;
	ids.forEach((each, at) => each.forEach((id, frame) => (differing += id === golden[at]?.[frame] ? 0 : 1)));
	return differing / frames;
}

/** The last word before the loader's complaint, where it is the name of a library. */
function libraryMissingIn(said: string): string | undefined {
	const [before, ...rest] = said.split(': cannot open shared object file');
	const name = rest.length > 0 ? before?.split(/[^\w.+-]/).at(-1) : undefined;
	return name && /\.(?:so|dylib|dll)/.test(name) ? name : undefined;
}

function problemOf(outcome: Extract<ProbeOutcome, { kind: 'refused' | 'died' }>): DeviceProblem {
	const complaint = outcome.kind === 'refused' ? outcome.complaint : '';
	const said = `${outcome.written}\n${complaint}`;
	const library = libraryMissingIn(said);
	if (library !== undefined) return { kind: 'library-missing', library };
	if (/no supported adapters|failed to get a webgpu adapter/i.test(said)) return { kind: 'no-adapter' };
	if (/requires f16/.test(said)) return { kind: 'no-half' };
	if (outcome.kind === 'died') return { kind: 'died', how: outcome.how };
	return { kind: 'refused', complaint: complaint.trim().replace(/\.$/, '').slice(0, 600) };
}
