import { fork } from 'node:child_process';
import * as v from 'valibot';
import { DeckOutcomeSchema, type DeckOutcome } from '#lib/protocol/index.ts';

export type ReadOptions = {
	/** A file that takes longer is refused as `too-hard`. */
	deadlineMs?: number;
	memoryMB?: number;
	/** The file that the child runs. */
	entry?: string | URL;
};

const tooHard: DeckOutcome = { kind: 'refused', problem: 'too-hard' };

/**
 * Reads the slides of the file at `path` in a process of its own: one that hangs, grows or dies is ended, and the file refused.
 * Never rejects.
 */
export function readInChild(path: string, options: ReadOptions = {}): Promise<DeckOutcome> {
	const { deadlineMs = 30_000, memoryMB = 512, entry = new URL('./child.ts', import.meta.url) } = options;
	return new Promise((resolve) => {
		const child = fork(entry, [], {
			serialization: 'advanced',
			execArgv: [`--max-old-space-size=${memoryMB}`],
			env: {},
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		const timer = setTimeout(() => end(tooHard), deadlineMs);
		function end(outcome: DeckOutcome): void {
			clearTimeout(timer);
			child.kill('SIGKILL');
			resolve(outcome);
		}
		child.once('message', (message) => {
			const parsed = v.safeParse(DeckOutcomeSchema, message);
			end(parsed.success ? parsed.output : tooHard);
		});
		child.once('exit', () => end(tooHard));
		child.once('error', () => end(tooHard));
		child.send({ path }, () => undefined);
	});
}
