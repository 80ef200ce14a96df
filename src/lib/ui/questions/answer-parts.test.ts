import { describe, expect, it } from 'vitest';
import type { AnswerBlock } from '#lib/protocol/index.ts';
import { nothingOf, stretchesOf } from './answer-parts.ts';

const part = (kind: AnswerBlock['kind'], md: string = kind): AnswerBlock => ({ kind, md, cites: [] });

describe('parts of an answer', () => {
	it('stand together as long as the same voice speaks', () => {
		const blocks = [
			part('line'),
			part('line'),
			part('lecture'),
			part('own-words'),
			part('lecture'),
			part('beyond')
		];
		expect(stretchesOf(blocks).map(({ voice, blocks: { length } }) => [voice, length])).toEqual([
			['lines', 2],
			['model', 1],
			['own-words', 1],
			['model', 1],
			['beyond', 1]
		]);
	});

	it('that a model found nothing is the app’s sentence, its words below are the model’s', () => {
		const blocks = [part('line'), part('model-found-nothing', ''), part('lecture')];
		expect(stretchesOf(blocks).map(({ voice }) => voice)).toEqual(['lines', 'nothing', 'model']);
	});

	it('the model’s “not found” is said beside the lines that the search found, or with the search', () => {
		const none = part('model-found-nothing', '');
		expect(nothingOf(none, [part('line'), none])).toBe('model-with-lines');
		expect(nothingOf(none, [none])).toBe('model-alone');
		expect(nothingOf(part('nothing-found', ''), [])).toBe('nothing-found');
		expect(nothingOf(part('lecture'), [])).toBeUndefined();
	});
});
