import * as v from 'valibot';
import { DeckSchema, slidesProblems } from '#lib/protocol/index.ts';
import { forkGuarded, type Guard } from '../kit/guarded-child.ts';
import type { DeckRead } from './port.ts';

/** A file that takes longer, or more memory, is refused as `too-hard`. */
export type ReadOptions = Partial<Guard> & {
	/** The file that the child runs. */
	entry?: string | URL;
};

const DeckReadSchema = v.variant('kind', [
	v.object({ kind: v.literal('read'), deck: DeckSchema, glossary: v.array(v.string()) }),
	v.object({ kind: v.literal('refused'), problem: v.picklist(slidesProblems) })
]);
const tooHard: DeckRead = { kind: 'refused', problem: 'too-hard' };

/**
 * Reads the slides of the file at `path` in a process of its own: one that hangs, grows or dies is ended, and the file refused.
 * Never rejects.
 */
export function readInChild(path: string, options: ReadOptions = {}): Promise<DeckRead> {
	const { entry = new URL('./child.ts', import.meta.url), deadlineMs = 30_000, ...guard } = options;
	return new Promise((resolve) => {
		const child = forkGuarded(entry, { deadlineMs, ...guard });
		function end(outcome: DeckRead): void {
			child.kill('SIGKILL');
			resolve(outcome);
		}
		child.once('message', (message) => {
			const parsed = v.safeParse(DeckReadSchema, message);
			end(parsed.success ? parsed.output : tooHard);
		});
		child.once('exit', () => end(tooHard));
		child.once('error', () => end(tooHard));
		child.send({ path }, () => undefined);
	});
}
