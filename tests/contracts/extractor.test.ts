import { onTestFinished } from 'vitest';
import { ThreadedExtractor } from '../../server/notes/extraction-thread/threaded-extractor.ts';
import { createExtractiveEngine } from '../../server/notes/extractive/engine.ts';
import { describeExtractor } from './extractor-contract.ts';

describeExtractor('in the same thread', () => createExtractiveEngine());
describeExtractor('on a thread of its own', () => {
	const extractor = new ThreadedExtractor();
	onTestFinished(() => extractor.close());
	return extractor;
});
