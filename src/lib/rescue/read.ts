import * as v from 'valibot';
import { decodeBlock } from '#lib/protocol/index.ts';
import type { StoredBlock } from '#lib/uplink/port.ts';
import {
	framesOf,
	magic,
	RescueHeadSchema,
	type ByteSource,
	type RescueHead,
	type RescueTake
} from './format.ts';

export type RescueProblem =
	/** Not a rescue file at all. */
	| 'foreign-file'
	/** A later version of the app wrote it. */
	| 'newer-file'
	/** Its head, without which the rest means nothing, is not whole. */
	| 'broken-file';

export type RescueFile = {
	head: RescueHead;
	/** The blocks that are whole, in the order of the file, from the one whose frame begins `at`. Their bytes are their own. */
	blocks(at?: number): AsyncGenerator<{ take: RescueTake; at: number; block: StoredBlock }>;
};

/** Reads the head of a rescue file. Whatever the file is, nothing throws but its reading. */
export async function openRescueFile(source: ByteSource): Promise<RescueFile | RescueProblem> {
	const begin = await source.read(0, magic.byteLength);
	if (begin.byteLength < magic.byteLength || !magic.every((byte, n) => byte === begin[n]))
		return 'foreign-file';
	for await (const { payload } of framesOf(source, magic.byteLength)) {
		const head = payload ? headIn(payload) : 'broken-file';
		return typeof head === 'string' ? head : { head, blocks: (at) => blocksIn(source, head, at) };
	}
	return 'broken-file';
}

function headIn(payload: Uint8Array): RescueHead | RescueProblem {
	let json: unknown;
	try {
		json = JSON.parse(new TextDecoder().decode(payload));
	} catch {
		return 'broken-file';
	}
	const head = v.safeParse(RescueHeadSchema, json);
	if (head.success) return head.output;
	const { success, output } = v.safeParse(v.object({ version: v.number() }), json);
	return success && output.version > 1 ? 'newer-file' : 'broken-file';
}

async function* blocksIn(source: ByteSource, head: RescueHead, from = magic.byteLength) {
	const takes = new Map(head.takes.map((each) => [each.take.number, each]));
	for await (const { at, payload } of framesOf(source, from)) {
		const block = payload && decodeBlock(payload);
		if (!block || typeof block === 'string') continue;
		const take = takes.get(block.takeNumber);
		if (!take || take.take.codec !== block.codec) continue;
		const { firstSample, sampleCount } = block;
		yield { take, at, block: { firstSample, sampleCount, bytes: block.payload.slice() } };
	}
}
