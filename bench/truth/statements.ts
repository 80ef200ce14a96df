import { emptyNotes, notesWriters } from '#lib/ui/statements/notes.ts';
import { figures } from '#lib/ui/statements/coverage.ts';
import type { LectureFacts } from '#lib/ui/statements/facts.ts';
import { isInterrupted } from '#lib/ui/statements/phase.ts';
import { recogniserAtWork } from '#lib/ui/statements/recogniser.ts';
import type { Statement } from '#lib/ui/statements/statement.ts';
import { emptyTranscript } from '#lib/ui/statements/transcript.ts';
import type { Family } from './figure.ts';
import { seenIn, worlds, type World } from './statement-worlds.ts';

/** Read from the sentences alone: when each is true of a lecture, whatever the app believes. */
const isTrue: Record<string, (world: World) => boolean> = {
	'not-uploaded': ({ uploadedMs, recordedMs, isHere }) => isHere && recordedMs > 0 && uploadedMs === 0,
	'on-server': ({ uploadedMs, link }) => uploadedMs > 0 && link !== 'online',
	'recording-offline': ({ recorder, link }) => recorder === 'recording' && link !== 'online',
	listening: ({ recorder, link, recogniser }) =>
		recorder === 'recording' && link === 'online' && recogniser.state === 'ready',
	waiting: ({ uploadedMs, transcribedMs }) => uploadedMs > transcribedMs,
	'nothing-yet': (world) => !hasRows(world),
	'nothing-recorded': ({ recordedMs }) => recordedMs === 0,
	'no-speech': (world) => isAllRecognised(world) && !world.hasSpeech && world.failedMs === 0,
	'notes-on-server': ({ link }) => link === 'reloaded',
	'notes-removed': ({ notes }) => notes === 'removed',
	'notes-not-yet': (world) => !hasNotes(world) && (!world.isEnded || !isAllRecognised(world)),
	'no-speech-no-notes': (world) => isAllRecognised(world) && !world.hasSpeech && !hasNotes(world),
	'notes-being-written': ({ readMs, transcribedMs, failedMs }) => readMs < transcribedMs - failedMs,
	'nothing-noted': (world) => !hasNotes(world) && world.readMs === world.transcribedMs - world.failedMs,
	'written-by-both': ({ notes }) => notes === 'both',
	'written-by-model': ({ notes }) => notes === 'llm',
	excerpts: ({ notes }) => notes === 'extractive',
	'small-model': ({ recogniser, language }) => isAtWork(recogniser, 'small') && language === 'en',
	'small-model-other-language': ({ recogniser, language }) =>
		isAtWork(recogniser, 'small') && language !== 'en',
	'model-by-name': ({ recogniser }) => isAtWork(recogniser, 'full')
};
const isAtWork = ({ grade, state }: World['recogniser'], wanted: string) =>
	grade === wanted && state === 'ready';
const hasRows = ({ hasSpeech, transcribedMs, link }: World) =>
	link !== 'reloaded' && hasSpeech && transcribedMs > 0;
const hasNotes = ({ notes }: World) => notes !== 'none' && notes !== 'removed';
const isAllRecognised = ({ isEnded, recordedMs, transcribedMs }: World) =>
	isEnded && transcribedMs === recordedMs;

const amounts: Record<string, (world: World) => number> = {
	recorded: ({ recordedMs }) => recordedMs,
	'on-server': ({ uploadedMs }) => uploadedMs,
	transcribed: ({ transcribedMs, failedMs }) => transcribedMs - failedMs,
	'read-for-notes': ({ readMs }) => readMs,
	'on-device': ({ recordedMs, uploadedMs }) => recordedMs - uploadedMs,
	waiting: ({ uploadedMs, transcribedMs }) => uploadedMs - transcribedMs,
	failed: ({ failedMs }) => failedMs,
	lost: () => 0
};

const first = (statements: readonly Statement[], facts: LectureFacts) =>
	statements.find(({ holds }) => holds(facts))?.id;

/** What the screen says of the lecture in words: one sentence for each place. */
function saidOf(facts: LectureFacts): string[] {
	const transcript = facts.rows > 0 ? undefined : first(emptyTranscript, facts);
	const others = [emptyNotes, notesWriters, recogniserAtWork].map((each) => first(each, facts));
	return [transcript, ...others].filter((id) => id !== undefined);
}

/** Which word the list must have for it. */
function phaseOf(world: World): string {
	const { isHere, isEnded, recordedMs, uploadedMs, transcribedMs, link, recorder } = world;
	if (recorder === 'recording' || recorder === 'paused') return recorder;
	if (!isEnded) return isHere ? 'interrupted' : 'not-ended';
	if (isHere && uploadedMs < recordedMs) return 'waiting';
	if (link !== 'online') return 'uploaded';
	return transcribedMs < uploadedMs ? 'transcribing' : 'ready';
}

type Count = { said: number; falseWords: number; falseFigures: number; silent: number; unequal: number };

function look(world: World, count: Count): void {
	const { facts, entry } = seenIn(world);
	const said = saidOf(facts);
	count.said += said.length;
	count.falseWords += said.filter((id) => !isTrue[id]?.(world)).length;
	for (const { id, ms, holds } of figures) {
		if (!holds(facts)) continue;
		count.said++;
		if (ms(facts.coverage) !== amounts[id]?.(world)) count.falseFigures++;
	}
	if (facts.rows === 0 && first(emptyTranscript, facts) === undefined) count.silent++;
	if (entry && entry.kind !== phaseOf(world)) count.unequal++;
	const isCutOff = world.isHere && !world.isEnded && world.recorder === 'none';
	if (isInterrupted(facts, false) !== isCutOff) count.unequal++;
}

export const statements: Family = {
	title: 'Statements about a lecture, in every state that it can be in',
	figures: async () => {
		const count = { said: 0, falseWords: 0, falseFigures: 0, silent: 0, unequal: 0 };
		let states = 0;
		for (const world of worlds()) {
			states++;
			look(world, count);
		}
		const none = { goal: { is: 'at-most', value: 0 }, unit: 'count' } as const;
		return [
			{ name: 'states looked at', value: states, goal: { is: 'at-least', value: 5_000 }, unit: 'count' },
			{ name: `false statements, of ${count.said}`, value: count.falseWords, ...none },
			{ name: 'false figures', value: count.falseFigures, ...none },
			{ name: 'empty transcripts without a word', value: count.silent, ...none },
			{ name: 'list and lecture at odds with what is so', value: count.unequal, ...none }
		];
	}
};
