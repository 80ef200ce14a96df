import { readFile } from 'node:fs/promises';
import { codecForms, samplesIn, segmentsOf, utteranceId, type Mark, type Take } from '#lib/protocol/index.ts';
import type { LocalTake } from '#lib/uplink/port.ts';
import type { HeldTake, Look } from './device.ts';
import type { Logs } from './replay.ts';
import type { Saved, Stage } from './stage.ts';

/** What a run found; every number but the last two groups has to be 0. Samples, unless it says otherwise. */
export type Findings = {
	/** The server had said `stored`, and its file did not hold them. */
	lostAfterAck: number;
	/** They were in the device's store, and are not on the server, or are others there. */
	lostAfterStore: number;
	/** The page had shown them as recorded, and the device's store did not hold them after a kill. */
	lostAfterShown: number;
	/** On the server beyond what the device recorded, and utterances or lines beyond one for each segment. */
	doubled: number;
	/** Segments without an utterance, marks that differ, takes that are not closed. */
	missing: number;
	/** Blocks of the device that did not follow one another. */
	torn: number;
	/** Went through the device unseen, so that nothing can be said about their bytes. */
	unwitnessed: number;
};

export const nothingFound = (): Findings => ({
	lostAfterAck: 0,
	lostAfterStore: 0,
	lostAfterShown: 0,
	doubled: 0,
	missing: 0,
	torn: 0,
	unwitnessed: 0
});

/** After a kill of the browser: the store holds what the page had shown, in blocks that follow one another. */
export function auditDevice(held: readonly HeldTake[], shown: Look, findings: Findings): void {
	const takes = new Map(held.map(({ take }) => [take.takeId, take]));
	for (const [takeId, samples] of Object.entries(shown.captured))
		findings.lostAfterShown += Math.max(0, samples - (takes.get(takeId)?.samples ?? 0));
	for (const { take, blocks } of held) findings.torn += tornSamples(take, blocks);
}

/** Samples that are missing between what the server holds and the end of the take. */
function tornSamples(take: LocalTake, blocks: HeldTake['blocks']): number {
	let end = Math.min(take.stored.samples, take.samples);
	let torn = 0;
	for (const { firstSample, sampleCount } of blocks) {
		torn += Math.max(0, firstSample - end);
		end = Math.max(end, firstSample + sampleCount);
	}
	return torn + Math.max(0, take.samples - end);
}

/** While the server is dead: its files hold everything that it had said to be stored. */
export async function auditAcknowledged(
	stage: Stage,
	lectureId: string,
	{ takes }: Look,
	findings: Findings
): Promise<void> {
	for (const take of takes) {
		const onDisk = await stage.samplesOnDisk(lectureId, take);
		findings.lostAfterAck += Math.max(0, take.stored.samples - onDisk);
	}
}

/** At the end: both sides hold the same two logs of each take, and each segment has exactly one utterance. */
export async function auditLogs(
	stage: Stage,
	lectureId: string,
	{ saved, marksOnServer }: { saved: Saved; marksOnServer: (takeId: string) => Mark[] },
	findings: Findings
): Promise<Logs[]> {
	const logs: Logs[] = [];
	for (const { take, marks } of stage.device.takes.filter((each) => each.take.lectureId === lectureId)) {
		const known = saved.takes.find((each) => each.takeId === take.takeId);
		const { bytes, unwitnessedBytes } = stage.device.bytesOf(take);
		const onServer = await readFile(stage.audioPath(lectureId, take)).catch(() => Buffer.alloc(0));
		const frames = codecForms[take.codec];
		findings.unwitnessed += samplesIn(take.codec, unwitnessedBytes);
		findings.lostAfterStore += differingFrames(bytes, onServer, frames.frameBytes) * frames.frameSamples;
		findings.doubled += samplesIn(take.codec, Math.max(0, onServer.byteLength - bytes.byteLength));
		if (known?.samples !== take.samples || known.holes?.length) findings.missing++;
		if (!known?.finished || !take.closed || !take.stored.finished) findings.missing++;
		if (JSON.stringify(marksOnServer(take.takeId)) !== JSON.stringify(marks)) findings.missing++;
		logs.push({ take: announced(take), bytes: onServer, marks });
	}
	auditUtterances(logs, saved, findings);
	findings.doubled += saved.takes.length - logs.length;
	return logs;
}

function auditUtterances(logs: readonly Logs[], { utterances }: Saved, findings: Findings): void {
	const found = utterances.map(({ takeId, segment }) => utteranceId(takeId, segment));
	const wanted = logs.flatMap(({ take, marks }) =>
		segmentsOf(marks).map(({ index }) => utteranceId(take.takeId, index))
	);
	findings.missing += wanted.filter((id) => !found.includes(id)).length;
	findings.doubled += found.length - new Set(found.filter((id) => wanted.includes(id))).size;
}

function differingFrames(ours: Buffer, theirs: Buffer, frameBytes: number): number {
	if (ours.equals(theirs)) return 0;
	let differing = 0;
	for (let at = 0; at < ours.byteLength; at += frameBytes)
		if (!ours.subarray(at, at + frameBytes).equals(theirs.subarray(at, at + frameBytes))) differing++;
	return differing;
}

/** As a take was announced to the server. */
function announced({ takeId, number, startedAt, codec, device, continues, gap }: LocalTake): Take {
	return {
		takeId,
		number,
		startedAt,
		codec,
		...(device !== undefined && { device }),
		...(continues !== undefined && { continues }),
		...(gap !== undefined && { gap })
	};
}
