import { utteranceId, type Utterance } from '#lib/protocol/index.ts';

export const idOf = ({ takeId, segment }: Utterance): string => utteranceId(takeId, segment);

/** The revision up to which every utterance has been read, when those in `unread` have not. */
export function readUpTo(utterances: ReadonlyMap<string, Utterance>, unread: ReadonlySet<string>): number {
	let newest = 0;
	let firstUnread = Infinity;
	for (const [id, { revision }] of utterances) {
		newest = Math.max(newest, revision);
		if (unread.has(id)) firstUnread = Math.min(firstUnread, revision);
	}
	return Math.min(newest, firstUnread - 1);
}
