import type { RecorderState } from '#lib/capture/port.ts';
import { coverageOf, heardIn } from '#lib/lecture/coverage.ts';
import { entriesOf, recordingPhases, type EntryState } from '#lib/lecture/library.ts';
import { reduceAll } from '#lib/lecture/reduce.ts';
import { emptyLecture } from '#lib/lecture/state.ts';
import { hypothesesOf, linesOf, placesOf } from '#lib/lecture/transcript.ts';
import {
	msToSamples,
	type Engine,
	type LectureInfo,
	type NoteOp,
	type NoteOrigin,
	type ServerMessage,
	type Utterance
} from '#lib/protocol/index.ts';
import type { LinkState } from '#lib/uplink/port.ts';
import { factsOf, type LectureFacts } from '#lib/ui/statements/facts.ts';

/** How a lecture really is, told without a word of the app's own state. */
export type World = {
	recorder: 'none' | 'recording' | 'paused' | 'failed';
	isHere: boolean;
	isEnded: boolean;
	hasSpeech: boolean;
	recordedMs: number;
	uploadedMs: number;
	/** Of what was uploaded: recognised, with words or without. */
	transcribedMs: number;
	/** Of that: the recogniser gave it up. */
	failedMs: number;
	readMs: number;
	notes: NoteOrigin | 'none' | 'both' | 'removed';
	/** `reloaded`: the page was opened without a server. */
	link: 'online' | 'offline' | 'reloaded';
	recogniser: Engine['recogniser'];
	language: 'en' | 'zh';
};

const segmentMs = 10_000;
const takeId = 'take-0';
const lectureId = 'lecture';
const times = [0, 20_000, 40_000];

function* combined<T extends object>(axes: { [K in keyof T]: readonly T[K][] }): Generator<T> {
	const [first, ...others] = Object.keys(axes) as (keyof T & string)[];
	if (first === undefined) return void (yield {} as T);
	const rest = Object.fromEntries(others.map((key) => [key, axes[key]])) as typeof axes;
	for (const value of axes[first]) for (const each of combined<T>(rest)) yield { ...each, [first]: value };
}

const engine = (grade: 'small' | 'full', state: Engine['recogniser']['state']) =>
	({ name: grade, grade, device: 'cpu', state }) as const;

/** Every combination that can be: sound is recorded before it is uploaded, uploaded before it is transcribed, and so on. */
export function* worlds(): Generator<World> {
	const all = combined<World>({
		recorder: ['none', 'recording', 'paused', 'failed'],
		isHere: [true, false],
		isEnded: [true, false],
		hasSpeech: [true, false],
		recordedMs: times,
		uploadedMs: times,
		transcribedMs: times,
		failedMs: [0, 20_000],
		readMs: times,
		notes: ['none', 'extractive', 'llm', 'both', 'person', 'removed'],
		link: ['online', 'offline', 'reloaded'],
		recogniser: [engine('small', 'ready'), engine('full', 'ready'), engine('full', 'failed')],
		language: ['en', 'zh']
	});
	for (const world of all) if (canBe(world)) yield world;
}

function canBe(world: World): boolean {
	const { recorder, isHere, isEnded, hasSpeech, recordedMs, uploadedMs, transcribedMs, failedMs, readMs } =
		world;
	const isFlow =
		uploadedMs <= recordedMs && transcribedMs <= uploadedMs && readMs <= transcribedMs - failedMs;
	const isRecorder = recorder === 'none' || (isHere && !isEnded);
	const isElsewhere = isHere || (world.link !== 'reloaded' && uploadedMs === recordedMs);
	const isHeard = hasSpeech || (failedMs === 0 && world.notes === 'none');
	const isNoted = world.notes === 'none' || world.notes === 'person' || readMs > 0;
	const isOver = !isEnded || recordedMs > 0 || uploadedMs === 0;
	const isReload = world.link !== 'reloaded' || recorder === 'none';
	return isFlow && isRecorder && isElsewhere && isHeard && isNoted && isOver && isReload;
}

/** What the app makes of such a world: its facts, and the lecture's row in the list. */
export function seenIn(world: World): { facts: LectureFacts; entry: EntryState | undefined } {
	const info: LectureInfo = {
		lectureId,
		title: 'Algebra',
		createdAt: 1,
		language: world.language,
		finishedAt: world.isEnded ? 2 : null
	};
	const local = world.isHere ? { ...info, finishedAt: info.finishedAt } : null;
	const isKnown = world.link !== 'reloaded';
	const state = isKnown ? reduceAll(emptyLecture, messagesOf(world, info)) : emptyLecture;
	const stored = { samples: msToSamples(world.uploadedMs), marks: 0, finished: false };
	const samples = msToSamples(world.recordedMs);
	const take = { takeId, number: 0, startedAt: 1, codec: 'pcm_s16le', samples, stored } as const;
	const places = placesOf(state.takes, world.isHere ? [take] : []);
	const heard = heardIn(state.utterances, places, state.notedRevision);
	const recorder = world.recorder === 'none' ? null : { state: recorderStates[world.recorder] };
	const pendingMs = world.isHere ? world.recordedMs - world.uploadedMs : 0;
	const lecture = {
		info: state.lecture,
		lines: linesOf(state.utterances, places),
		hypotheses: hypothesesOf(state.hypotheses, places),
		coverage: coverageOf({ places, heard, backlogSamples: state.backlogSamples }),
		notes: state.notes,
		draftNotes: 0,
		notesWait: state.notesWait,
		engine: state.engine
	};
	const linkState: LinkState = world.link === 'online' ? { kind: 'online' } : { kind: 'offline', retryAt: 0 };
	const link = { state: linkState };
	return {
		facts: factsOf({ lecture, link, pendingMs, local, recorder }, false),
		entry: entryOf(world, info, { ...take, lectureId, marks: 0, closed: true })
	};
}

const recorderStates: Record<'recording' | 'paused' | 'failed', RecorderState> = {
	recording: { kind: 'recording', takeId },
	paused: { kind: 'paused' },
	failed: { kind: 'failed', problem: 'storage-full' }
};

function entryOf(world: World, info: LectureInfo, take: Parameters<typeof entriesOf>[1][0]['takes'][0]) {
	const summary = {
		...info,
		durationSamples: msToSamples(world.uploadedMs),
		backlogSamples: msToSamples(world.uploadedMs - world.transcribedMs),
		recording: world.recorder === 'recording'
	};
	const held = world.isHere ? [{ lecture: info, takes: [take] }] : [];
	const phase = recordingPhases.find((each) => each === world.recorder);
	const doing = phase ? { recording: { lectureId, phase } } : {};
	return entriesOf(world.link === 'online' ? [summary] : null, held, doing)[0]?.state;
}

function messagesOf(world: World, lecture: LectureInfo): ServerMessage[] {
	const { uploadedMs, transcribedMs, failedMs, readMs } = world;
	const engine = { recogniser: world.recogniser, notes: 'extractive' } as const;
	const takes = [
		{
			takeId,
			number: 0,
			startedAt: 1,
			codec: 'pcm_s16le',
			samples: msToSamples(uploadedMs),
			marks: 0,
			finished: world.isEnded
		} as const
	];
	const count = transcribedMs / segmentMs;
	const good = (transcribedMs - failedMs) / segmentMs;
	const utterances = Array.from({ length: count }, (_, at) => utterance(at, at >= good, world.hasSpeech));
	const limits = { frameBytes: 1, unackedBytes: 1 };
	return [
		{ type: 'welcome', protocol: 3, lecture, takes, revision: 100, limits, engine },
		...utterances.map((each) => ({ type: 'utterance', utterance: each }) as const),
		{ type: 'notes', revision: 99, ops: notesOf(world) },
		{
			type: 'status',
			engine,
			backlogSamples: msToSamples(uploadedMs - transcribedMs),
			notedRevision: readMs / segmentMs
		}
	];
}

function utterance(at: number, isFailed: boolean, hasSpeech: boolean): Utterance {
	const words = { text: 'words', language: 'en', emotion: null, event: null, confidence: 1 };
	const [startSample, endSample] = [msToSamples(at * segmentMs), msToSamples((at + 1) * segmentMs)];
	const common = { takeId, segment: at, startSample, endSample, revision: at + 1 };
	if (isFailed) return { ...common, result: { kind: 'failed', reason: 'killed two recognisers' } };
	return { ...common, result: hasSpeech ? { kind: 'text', ...words } : { kind: 'no-speech', event: null } };
}

function notesOf({ notes }: World): NoteOp[] {
	const block = (blockId: string, origin: NoteOrigin): NoteOp => ({
		op: 'put-block',
		block: {
			...{ blockId, sectionId: 's', kind: 'bullet', md: 'words', cites: ['take-0/0'] },
			...{ position: 1, origin, locked: false, rev: 1 }
		} as Extract<NoteOp, { op: 'put-block' }>['block']
	});
	if (notes === 'none') return [];
	if (notes === 'both') return [block('a', 'llm'), block('b', 'extractive')];
	if (notes !== 'removed') return [block('a', notes)];
	return [block('a', 'extractive'), { op: 'remove-block', blockId: 'a', by: 'person' }];
}
