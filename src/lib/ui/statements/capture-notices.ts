import type { CaptureWarning, RecorderState } from '#lib/capture/port.ts';
import type { Room } from '#lib/capture/storage-watch.svelte.ts';
import { type Sentence, type Words, lengthInWords, roomNotice } from '../words.ts';
import type { Notice } from './notices.ts';

/** What is looked at of a recorder. */
export type Captured = { state: RecorderState; warnings: readonly CaptureWarning[] };

/** What a person should know of the microphone and the disk, the most pressing first. */
export function captureNotices(words: Words, { state, warnings }: Captured, room: Room | null): Notice[] {
	if (state.kind === 'recovering') return [recoveryNotice(words, state), ...roomNotices(words, room)];
	if ('problem' in state && state.problem)
		return [{ key: state.problem, tone: 'amber', sentence: problemSentence(words, state) }];
	const notices = warnings.map((warning): Notice => ({
		key: warning,
		tone: isQuiet(warning) ? 'quiet' : 'amber',
		sentence: words.warning[warning]
	}));
	const mayGrow = state.kind === 'recording' || state.kind === 'paused';
	return mayGrow && !warnings.includes('not-stored') ? [...notices, ...roomNotices(words, room)] : notices;
}

const isQuiet = (warning: CaptureWarning): boolean =>
	warning === 'detector-fell-back' || warning === 'default-changed';

type Recovering = Extract<RecorderState, { kind: 'recovering' }>;

function recoveryNotice(words: Words, { problem, sinceMs, obstacle }: Recovering): Notice {
	const { what, since, cure, byItself } = words.recovering;
	const time = new Intl.DateTimeFormat(words.locale, {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).format(sinceMs);
	const sentence: Sentence = {
		what: what[problem],
		cure: words.paragraph(since(time), (obstacle && cure[obstacle]) ?? byItself)
	};
	return { key: problem, tone: 'amber', sentence };
}

type Stuck = Extract<RecorderState, { kind: 'failed' | 'paused' }>;

function problemSentence(words: Words, state: Stuck): Sentence {
	const { what, cure } = words.problem[state.problem ?? 'unknown'];
	if (state.kind === 'paused' || !state.unsavedMs) return { what, cure };
	return { what: words.paragraph(what, words.unsaved(lengthInWords(words, state.unsavedMs))), cure };
}

function roomNotices(words: Words, room: Room | null): Notice[] {
	const sentence = roomNotice(words, room);
	return sentence ? [{ key: 'room', tone: 'amber', sentence }] : [];
}
