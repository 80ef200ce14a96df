import type { Utterance } from './messages.ts';

type Result = Utterance['result'];

/**
 * The result that a person's text makes of an utterance (rule T4). What was heard comes back when it is written again;
 * no text at all means that nothing was said.
 */
export function correctedResult(now: Result, heard: Result, text: string): Result {
	if (text === (heard.kind === 'text' ? heard.text : '')) return heard;
	if (text === '') return { kind: 'no-speech', event: null };
	const { language, emotion, event } = [now, heard].find((each) => each.kind === 'text') ?? unknown;
	return { kind: 'text', text, language, emotion, event, confidence: 1, corrected: true };
}

const unknown = { language: null, emotion: null, event: null };
