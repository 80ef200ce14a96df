import { createHash } from 'node:crypto';
import { featuresOf, type CueLanguage } from '../../server/notes/cues/classifier/features.ts';
import { sentencesOf } from './corpus.ts';

/** Changes when a sentence is judged by other features than before: the weights must then be trained anew. */
export function featuresHashOf(language: CueLanguage): string {
	const hash = createHash('sha256');
	for (const { text } of sentencesOf(language, 'second')) {
		const { places, amounts } = featuresOf(text, language, { signs: true });
		hash.update(places).update(amounts);
	}
	return hash.digest('hex').slice(0, 16);
}
