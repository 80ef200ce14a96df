import type { Room } from '#lib/capture/storage-watch.svelte.ts';
import type { Engine, ErrorCode, Load } from '#lib/protocol/index.ts';
import type { HeldSound } from '#lib/rescue/held-sound.svelte.ts';
import type { LinkState } from '#lib/uplink/port.ts';
import { type Sentence, type Words, lengthInWords } from '../words.ts';
import { type Captured, captureNotices } from './capture-notices.ts';

/** One line that tells a person how things stand; `action` is what a press can do about it. */
export type Notice = {
	key: string;
	tone: 'amber' | 'quiet';
	sentence: Sentence;
	action?: 'sign-in' | 'reload' | 'save-sound';
};

export type Standing = {
	recorder: Captured | null;
	/** For sound on this device; null where the browser does not tell. */
	room: Room | null;
	/** Whether another tab of this browser records, and this very lecture. */
	otherTab?: 'records' | 'recordsThis' | undefined;
	link: LinkState;
	pendingMs: number;
	/** Sound that is on neither side. */
	lostMs: number;
	complaint: ErrorCode | null;
	/** The recogniser at work; null where no more words are to come. */
	recogniser: Engine['recogniser'] | null;
	/** How it keeps up. */
	load: Load;
};

/** What is wrong or unusual now, the most pressing first. Empty when all is well. */
export function noticesOf(words: Words, standing: Standing): Notice[] {
	const notices = [
		...(standing.recorder ? captureNotices(words, standing.recorder, standing.room) : []),
		...otherTabNotices(words, standing),
		...linkNotices(words, standing),
		...serverNotices(words, standing)
	];
	return notices.filter((notice, index) => notices.findIndex(({ key }) => key === notice.key) === index);
}

/** How saving sound as a file went. */
export function savedNotices(words: Words, saving: HeldSound['saving']): Notice[] {
	if (saving === 'saved') return [{ key: 'saved', tone: 'quiet', sentence: words.rescue.saved }];
	return saving === 'failed' ? [{ key: 'saved', tone: 'amber', sentence: words.rescue.failed }] : [];
}

function otherTabNotices(words: Words, { recorder, otherTab }: Standing): Notice[] {
	if (recorder || !otherTab) return [];
	return [{ key: 'other-tab', tone: 'quiet', sentence: words.statements.otherTab[otherTab] }];
}

function linkNotices(words: Words, { recorder, link, pendingMs }: Standing): Notice[] {
	// Whole seconds, as the strip counts them.
	const wholeMs = Math.floor(pendingMs / 1000) * 1000;
	const held = wholeMs > 0 ? words.statements.waitingToUpload(lengthInWords(words, wholeMs)) : '';
	const withHeld = ({ what, cure }: Sentence): Sentence => ({
		what,
		cure: words.paragraph(held, cure)
	});
	switch (link.kind) {
		case 'online':
		case 'closed':
		case 'connecting':
			return [];
		case 'offline': {
			const isRecorded = recorder?.state.kind === 'recording';
			const sentence = isRecorded ? words.statements.offlineRecording : words.statements.offline;
			return [{ key: 'offline', tone: 'amber', sentence: withHeld(sentence) }];
		}
		case 'signed-out':
			return [{ key: 'signed-out', tone: 'amber', sentence: words.link['signed-out'], action: 'sign-in' }];
		case 'superseded': {
			const notice = {
				key: 'superseded',
				tone: 'amber',
				sentence: withHeld(words.statements.superseded)
			} as const;
			return [held && !recorder ? { ...notice, action: 'save-sound' } : notice];
		}
		case 'refused':
			return [refusalNotice(words, link.reason)];
	}
}

function refusalNotice(words: Words, reason: Extract<LinkState, { kind: 'refused' }>['reason']): Notice {
	const notice: Notice = { key: reason, tone: 'amber', sentence: words.refused[reason] };
	return reason === 'no-such-lecture' ? notice : { ...notice, action: 'reload' };
}

/** Complaints that the two sides settle between themselves are not a person's business. */
const settledByItself: readonly ErrorCode[] = [
	'unknown-take',
	'take-number-taken',
	'take-finished',
	'audio-gap',
	'marks-gap',
	'finish-mismatch',
	'server-stopping'
];

function serverNotices(words: Words, { complaint, recogniser, link, load, lostMs }: Standing): Notice[] {
	const notices: Notice[] = [];
	if (lostMs >= 500)
		notices.push({
			key: 'lost',
			tone: 'amber',
			sentence: words.statements.lost(lengthInWords(words, lostMs))
		});
	if (complaint && !settledByItself.includes(complaint))
		notices.push({ key: complaint, tone: 'amber', sentence: words.serverError[complaint] });
	const state = recogniser?.state;
	if (state === 'failed')
		notices.push({
			key: 'engine',
			tone: 'amber',
			sentence: { what: words.statements.recogniser.failed, cure: '' }
		});
	if (state === 'starting')
		notices.push({
			key: 'engine',
			tone: 'quiet',
			sentence: { what: words.statements.recogniser.starting, cure: '' }
		});
	if (load !== 'normal' && state === 'ready' && link.kind === 'online')
		notices.push({
			key: 'load',
			tone: load === 'busy' ? 'quiet' : 'amber',
			sentence: words.statements.load[load]
		});
	return notices;
}

/** Another tab records, seen from a page that shows no lecture. */
export const otherTabInWords = ({ statements }: Words): Sentence => statements.otherTab.records;

/** Nothing may sound while the microphone is open. */
export const quietNotice = ({ statements }: Words): Notice => ({
	key: 'quiet',
	tone: 'quiet',
	sentence: statements.quietWhileRecording
});
