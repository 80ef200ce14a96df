import type { SourceProblem } from './problems.ts';

/** What an installation tells while it runs. Bytes are of one file (or archive); null where the size is not known. */
export type InstallEvent =
	| { kind: 'source'; file: string; source: string }
	| { kind: 'bytes'; file: string; receivedBytes: number; totalBytes: number | null }
	| { kind: 'retry'; file: string; source: string; problem: SourceProblem }
	| { kind: 'source-failed'; file: string; source: string; problem: SourceProblem }
	| { kind: 'unpacking'; file: string }
	| { kind: 'verified'; file: string };
