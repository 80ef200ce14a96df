import * as v from 'valibot';
import { DeckSchema, SlideSchema, slidesProblems, type Slide } from '#lib/protocol/index.ts';
import { forkGuarded, type Guard } from '../kit/guarded-child.ts';
import { slidesLimits, type DeckRead } from './port.ts';

/** A file that takes longer, or more memory, is refused as `too-hard`. */
export type ReadOptions = Partial<Guard> & {
	/** The file that the child runs. */
	entry?: string | URL;
};

const FromReaderSchema = v.variant('kind', [
	v.object({
		kind: v.literal('slides'),
		slides: v.pipe(v.array(SlideSchema), v.maxLength(slidesLimits.slides))
	}),
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
		const slides: Slide[] = [];
		child.on('message', (message) => {
			const { success, output } = v.safeParse(FromReaderSchema, message);
			if (success && output.kind === 'slides') slides.push(...output.slides);
			if (!success || slides.length > slidesLimits.slides) return end(tooHard);
			if (output.kind === 'refused') return end(output);
			if (output.kind === 'read')
				end({ ...output, deck: { ...output.deck, slides: [...slides, ...output.deck.slides] } });
		});
		child.once('exit', () => end(tooHard));
		child.once('error', () => end(tooHard));
		child.send({ path }, () => undefined);
	});
}
