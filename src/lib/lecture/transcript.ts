import type { Hole, Take, TakeId, TakeState, Utterance, UtteranceId } from '#lib/protocol/index.ts';
import { samplesToMs, utteranceId } from '#lib/protocol/index.ts';
import type { LectureState } from './state.ts';

/** What this device holds of a take, when it is the one that records. */
export type DeviceTake = Pick<Take, 'takeId' | 'number' | 'startedAt' | 'continues' | 'gap'> & {
	samples: number;
	/** What the server has said to be durable, as this device remembers it. */
	stored?: { samples: number };
};

/** Where a take lies in the lecture's own time, which leaves pauses out: after all takes before it. */
export type Place = Omit<DeviceTake, 'samples' | 'stored'> & {
	startMs: number;
	/** All that was recorded, as far as this client can know. */
	lengthMs: number;
	/** Durable on the server, by its word or as this device remembers it. */
	storedMs: number;
	/** What nobody holds any more, by the server's word. */
	holes: readonly Hole[];
	/** This device recorded it. */
	isHere: boolean;
};
export type Places = ReadonlyMap<TakeId, Place>;
export const noPlaces: Places = new Map();

/** Takes of the server and of this device in lecture order. */
export function placesOf(
	takes: ReadonlyMap<TakeId, TakeState>,
	device: readonly DeviceTake[] = []
): Map<TakeId, Place> {
	const here = new Map(device.map((take) => [take.takeId, take]));
	const all: DeviceTake[] = [...takes.values(), ...device.filter(({ takeId }) => !takes.has(takeId))];
	all.sort((a, b) => a.number - b.number);
	const places = new Map<TakeId, Place>();
	let startMs = 0;
	for (const [index, { takeId, number, startedAt, continues, gap }] of all.entries()) {
		const held = here.get(takeId);
		const { samples = held?.stored?.samples ?? 0, holes = [] } = takes.get(takeId) ?? {};
		const storedMs = samplesToMs(samples);
		const lengthMs = Math.max(storedMs, samplesToMs(held?.samples ?? 0), lengthUntil(all, index));
		const before = { ...(continues !== undefined && { continues }), ...(gap !== undefined && { gap }) };
		const isHere = held !== undefined;
		places.set(takeId, { takeId, number, startedAt, ...before, startMs, lengthMs, storedMs, holes, isHere });
		startMs += lengthMs;
	}
	return places;
}

/** A take that the next one continues without a gap ends where that one starts, also while its sound is still on its way. */
function lengthUntil(takes: readonly DeviceTake[], index: number): number {
	const [take, next] = [takes[index], takes[index + 1]];
	return take && next?.continues === take.takeId ? next.startedAt - take.startedAt : 0;
}

/** One row of the transcript. `startMs` and `endMs` count from the beginning of the lecture, pauses left out. */
export type Line = {
	id: UtteranceId;
	takeId: TakeId;
	startMs: number;
	endMs: number;
	startSample: number;
	endSample: number;
	kind: 'text' | 'event' | 'failed';
	/** Empty unless `kind` is `text`. */
	text: string;
	language: string | null;
	/** Applause, Laughter, BGM …; null for plain speech. */
	event: string | null;
	/** A person wrote the text. */
	corrected: boolean;
};

/** Rows in lecture order: by take number, then by sample; never by arrival. Silent segments have no row. */
export function linesOf(utterances: LectureState['utterances'], places: Places): Line[] {
	const lines: Line[] = [];
	for (const utterance of utterances.values()) {
		const place = places.get(utterance.takeId);
		const line = place && lineOf(utterance, place.startMs);
		if (line) lines.push(line);
	}
	const order = (line: Line): number => places.get(line.takeId)?.number ?? 0;
	return lines.sort((a, b) => order(a) - order(b) || a.startSample - b.startSample);
}

/** The same utterance at the same place gives the same object, so that an unchanged row is not drawn again. */
const known = new WeakMap<Utterance, Line | null>();

function lineOf(utterance: Utterance, takeStartMs: number): Line | null {
	const startMs = takeStartMs + samplesToMs(utterance.startSample);
	const before = known.get(utterance);
	if (before === null || before?.startMs === startMs) return before;
	const line = rowOf(utterance, startMs);
	known.set(utterance, line);
	return line;
}

function rowOf(utterance: Utterance, startMs: number): Line | null {
	const { takeId, segment, startSample, endSample, result } = utterance;
	if (result.kind === 'no-speech' && result.event === null) return null;
	return {
		id: utteranceId(takeId, segment),
		takeId,
		startSample,
		endSample,
		startMs,
		endMs: startMs + samplesToMs(endSample - startSample),
		kind: result.kind === 'no-speech' ? 'event' : result.kind,
		text: result.kind === 'text' ? result.text : '',
		language: result.kind === 'text' ? result.language : null,
		event: result.kind === 'failed' ? null : result.event,
		corrected: result.kind === 'text' && result.corrected === true
	};
}

/** Words of a segment that is still spoken: those that stay until the final, then those that may still change. */
export type Hypothesis = { id: UtteranceId; startMs: number; committed: string; open: string };

/** In lecture order. */
export function hypothesesOf(hypotheses: LectureState['hypotheses'], places: Places): Hypothesis[] {
	return [...hypotheses]
		.filter(([, { text }]) => text !== '')
		.map(([id, { takeId, startSample, text, committed }]) => ({
			id,
			startMs: (places.get(takeId)?.startMs ?? 0) + samplesToMs(startSample),
			committed: text.slice(0, committed),
			open: text.slice(committed)
		}))
		.sort((a, b) => a.startMs - b.startMs);
}
