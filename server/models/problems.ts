/** Why one source did not give a file. Another source may. */
export type SourceProblem =
	| { kind: 'unreachable'; reason: string }
	| { kind: 'status'; status: number }
	/** Something else was served in its place, e.g. the sign-in page of a network. */
	| { kind: 'another-file'; detail: string }
	| { kind: 'interrupted'; receivedBytes: number }
	| { kind: 'stalled'; silentMs: number; receivedBytes: number }
	| { kind: 'wrong-checksum'; expected: string; found: string }
	| { kind: 'broken-archive'; detail: string };

/** Why this machine could not keep a file, or was told not to. No other source helps. */
export type LocalProblem =
	| { kind: 'disk-full'; directory: string; neededBytes: number | null; freeBytes: number | null }
	| { kind: 'not-writable'; path: string; code: string }
	| { kind: 'cancelled' };

export type SourceFailure = { source: string; problem: SourceProblem };

export type InstallProblem =
	| LocalProblem
	| { kind: 'unknown-name'; name: string; known: string[] }
	| { kind: 'ships'; name: string }
	/** Another process is installing this model right now. */
	| { kind: 'busy'; name: string }
	| { kind: 'no-source-worked'; file: string; failures: SourceFailure[] }
	| { kind: 'settings'; detail: string };

/** Why no model can be used. */
export type ModelProblem =
	| { kind: 'unknown-name'; name: string; known: string[] }
	| { kind: 'not-installed'; name: string }
	| { kind: 'path-missing'; path: string }
	| { kind: 'no-model-in-directory'; path: string; missing: string }
	| { kind: 'unreadable-choice'; path: string };

const retryable = new Set(['interrupted', 'stalled']);

/** Whether asking the same source again a moment later may help. */
export function isPassing(problem: SourceProblem): boolean {
	if (problem.kind === 'status') return problem.status === 429 || problem.status >= 500;
	return retryable.has(problem.kind);
}

/** Thrown inside the installer where a stream has to be left at once; caught by `localProblemOf`. */
class LocalFault extends Error {
	readonly problem: LocalProblem;
	constructor(problem: LocalProblem) {
		super(problem.kind);
		this.problem = problem;
	}
}

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Runs file-system work below `directory`; what goes wrong there is told apart from what goes wrong on the network. */
export async function locally<T>(directory: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof LocalFault) throw error;
		const { code, path } = error as NodeJS.ErrnoException;
		if (code && fullCodes.has(code)) {
			throw new LocalFault({ kind: 'disk-full', directory, neededBytes: null, freeBytes: null });
		}
		throw new LocalFault({ kind: 'not-writable', path: path ?? directory, code: code ?? (error as Error).message });
	}
}

/** The problem behind what `locally` threw; null for any other error. */
export const localProblemOf = (error: unknown): LocalProblem | null =>
	error instanceof LocalFault ? error.problem : null;
