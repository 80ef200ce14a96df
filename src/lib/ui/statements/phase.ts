import type { RecorderState } from '#lib/capture/port.ts';
import type { EntryState } from '#lib/lecture/library.ts';
import { lengthInWords, type Words } from '../words.ts';
import type { LectureFacts } from './facts.ts';
import { mayGoOn } from './facts.ts';

/** How a lecture stands, for its row in the list; what else has to be known of it follows after a dot. */
export function entryInWords(words: Words, state: EntryState): string {
	const { phase } = words.statements;
	switch (state.kind) {
		case 'waiting':
			return phase.waiting(lengthInWords(words, state.pendingMs));
		case 'transcribing':
			return phase.transcribing(lengthInWords(words, state.leftMs));
		case 'interrupted':
			return state.pendingMs > 0
				? `${phase.interrupted} · ${phase.waiting(lengthInWords(words, state.pendingMs))}`
				: phase.interrupted;
		case 'not-ended':
			return phase.notEnded;
		default:
			return phase[state.kind];
	}
}

/** The same words for a recorder of this page; one that failed has left an interrupted lecture. */
export function recorderInWords({ statements }: Words, kind: RecorderState['kind']): string {
	const { phase } = statements;
	if (kind === 'idle') return phase.starting;
	if (kind === 'stopped') return phase.stopping;
	return kind === 'failed' ? phase.interrupted : phase[kind];
}

/** It was begun on this device, nobody ended it, and nobody records it now, as far as this browser knows. */
export const isInterrupted = (facts: LectureFacts, isAnyTabRecording: boolean): boolean =>
	facts.isHere && !facts.isEnded && facts.recorder === null && !mayGoOn(facts) && !isAnyTabRecording;

/** What the bar of a lecture says that was cut off. */
export const interruptedInWords = ({ statements }: Words, isImport: boolean): string =>
	isImport ? statements.importInterrupted : statements.interrupted;
