import { samplesToMs, utteranceId, type Utterance } from '#lib/protocol/index.ts';
import type { NoteLine } from './port.ts';

export const idOf = ({ takeId, segment }: Utterance): string => utteranceId(takeId, segment);

/** Lines in lecture order, with the sound of earlier takes before them. */
export function noteLinesOf(
	utterances: ReadonlyMap<string, Utterance>,
	takes: readonly { id: string; samples: number }[]
): NoteLine[] {
	const startOfTake = new Map<string, number>();
	let beforeSamples = 0;
	for (const take of takes) {
		startOfTake.set(take.id, beforeSamples);
		beforeSamples += take.samples;
	}
	const lines: NoteLine[] = [];
	for (const [id, { takeId, startSample, endSample, result }] of utterances) {
		if (result.kind !== 'text') continue;
		const before = startOfTake.get(takeId) ?? 0;
		lines.push({
			id,
			text: result.text,
			language: result.language,
			startMs: samplesToMs(before + startSample),
			endMs: samplesToMs(before + endSample)
		});
	}
	return lines.sort((a, b) => a.startMs - b.startMs);
}

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
