import type { AnswerBlock } from '#lib/protocol/index.ts';

/** Who says a part of an answer, and so how it is shown. */
export type AnswerVoice = 'lines' | 'nothing' | 'model' | 'own-words' | 'beyond';

/** Parts of an answer that stand together. */
export type AnswerStretch = { voice: AnswerVoice; blocks: readonly AnswerBlock[] };

const voices: Record<AnswerBlock['kind'], AnswerVoice> = {
	line: 'lines',
	'nothing-found': 'nothing',
	lecture: 'model',
	'model-found-nothing': 'model',
	'own-words': 'own-words',
	beyond: 'beyond'
};

/** An answer in stretches of one voice each, in order. */
export function stretchesOf(blocks: readonly AnswerBlock[]): AnswerStretch[] {
	const stretches: { voice: AnswerVoice; blocks: AnswerBlock[] }[] = [];
	for (const block of blocks) {
		/* That a model found nothing is said by the app, and not written by the model. */
		const voice = nothingOf(block, blocks) === undefined ? voices[block.kind] : 'nothing';
		const last = stretches.at(-1);
		if (last?.voice === voice) last.blocks.push(block);
		else stretches.push({ voice, blocks: [block] });
	}
	return stretches;
}

/** Which of the answer's sentences says that a part holds nothing. */
export type NothingSaid = 'nothing-found' | 'model-with-lines' | 'model-alone';

/** The sentence that a part stands for; undefined where it has words of its own. */
export function nothingOf(block: AnswerBlock, blocks: readonly AnswerBlock[]): NothingSaid | undefined {
	if (block.md !== '') return undefined;
	if (block.kind === 'nothing-found') return 'nothing-found';
	if (block.kind !== 'model-found-nothing') return undefined;
	return blocks.some(({ kind }) => kind === 'line') ? 'model-with-lines' : 'model-alone';
}
