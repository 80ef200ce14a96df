import { describe, expect, it } from 'vitest';
import { factsWith, layer, wholeCoverage } from '../../../../tests/helpers/lecture-facts.ts';
import type { Coverage } from '#lib/lecture/coverage.ts';
import { en } from '../words/en.ts';
import { zh } from '../words/zh.ts';
import { figures } from './coverage.ts';
import type { LectureFacts } from './facts.ts';
import { emptyNotes, noCuesInWords, notesWaits, notesWriters } from './notes.ts';
import { recogniserAtWork } from './recogniser.ts';
import { emptyTranscript } from './transcript.ts';

type Change = Partial<LectureFacts>;
/** One of the facts of a sentence is missing in each of `not`. */
type Case = { so: Change; not: readonly Change[] };

const covered = (change: Partial<Coverage>): Coverage => ({ ...wholeCoverage, ...change });
const nothing = covered({
	captured: layer(0),
	onServer: layer(0),
	transcribed: layer(0),
	readForNotes: layer(0)
});
const onlyHere = { ...nothing, captured: layer(30_000), onDevice: layer(30_000) };
const silent = covered({ transcribed: layer(0), readForNotes: layer(0) });
const small = { name: 'nano', grade: 'small', device: 'cpu', state: 'ready' } as const;
const full = { ...small, name: 'SenseVoice-Small', grade: 'full' } as const;
const noNotes = { extractive: 0, llm: 0, person: 0 };
const going = { isEnded: false, recorder: 'recording', rows: 0 } as const;

const cases: Record<string, Case> = {
	'not-uploaded': {
		so: { isKnown: false, pendingMs: 30_000, coverage: onlyHere, rows: 0 },
		not: [
			{ pendingMs: 13_000, coverage: covered({ onServer: layer(17_000) }) },
			{ pendingMs: 30_000, coverage: onlyHere, recorder: 'recording' },
			{ pendingMs: 30_000, coverage: onlyHere, isInOtherTab: true },
			{ pendingMs: 0, coverage: nothing }
		]
	},
	'on-server': {
		so: { isKnown: false, isOnline: false, coverage: covered({ onServer: layer(17_000) }), rows: 0 },
		not: [{ isKnown: true }, { isKnown: false, coverage: onlyHere }, { isKnown: false, recorder: 'paused' }]
	},
	'recording-offline': {
		so: { ...going, isOnline: false },
		not: [going, { ...going, isOnline: false, recorder: 'paused' }]
	},
	listening: {
		so: going,
		not: [
			{ ...going, isOnline: false },
			{ ...going, recorder: 'paused' },
			{ ...going, recorder: 'recovering' },
			{ ...going, recogniser: { ...full, state: 'failed' } },
			{ ...going, recorder: null }
		]
	},
	waiting: {
		so: { coverage: covered({ waitingMs: 5_000 }), rows: 0 },
		not: [{}, { isKnown: false, coverage: covered({ waitingMs: 5_000 }) }]
	},
	'nothing-yet': {
		so: { ...going, recorder: 'paused' },
		not: [{ isEnded: true }, { isKnown: false, isEnded: false }]
	},
	'nothing-recorded': {
		so: { coverage: nothing, rows: 0 },
		not: [{}, { coverage: nothing, isKnown: false, isHere: false }, { coverage: nothing, isEnded: false }]
	},
	'no-speech': {
		so: { coverage: silent, rows: 0 },
		not: [
			{ rows: 3 },
			{ coverage: silent, rows: 0, isKnown: false },
			{ coverage: silent, rows: 0, isEnded: false },
			{ coverage: silent, rows: 0, pendingMs: 2_000 },
			{ coverage: { ...silent, waitingMs: 2_000 }, rows: 0 },
			{ coverage: { ...silent, failed: layer(2_000) }, rows: 0 },
			{ coverage: nothing, rows: 0 }
		]
	},
	'notes-on-server': {
		so: { isKnown: false },
		not: [{}, { isKnown: false, notes: { ...noNotes, llm: 1 } }]
	},
	'notes-removed': {
		so: { removedNotes: 4 },
		not: [{}, { removedNotes: 4, notes: { ...noNotes, extractive: 1 } }]
	},
	'notes-not-yet': { so: { isEnded: false }, not: [{}, { isEnded: false, notes: { ...noNotes, llm: 1 } }] },
	'no-speech-no-notes': {
		so: { coverage: silent, rows: 0 },
		not: [{}, { coverage: silent, rows: 0, isEnded: false }]
	},
	'notes-being-written': {
		so: { coverage: covered({ readForNotes: layer(60_000) }) },
		not: [{}, { coverage: covered({ readForNotes: layer(60_000) }), notes: { ...noNotes, llm: 1 } }]
	},
	'nothing-noted': {
		so: {},
		not: [
			{ isEnded: false },
			{ rows: 0 },
			{ isKnown: false },
			{ coverage: covered({ readForNotes: layer(60_000) }) },
			{ notes: { ...noNotes, person: 1 } }
		]
	},
	'written-by-both': {
		so: { notes: { extractive: 2, llm: 9, person: 0 } },
		not: [{ notes: { ...noNotes, llm: 9 } }, { notes: { ...noNotes, extractive: 2 } }]
	},
	'written-by-model': {
		so: { notes: { ...noNotes, llm: 9 } },
		not: [{}, { notes: { ...noNotes, person: 2 } }]
	},
	excerpts: {
		so: { notes: { ...noNotes, extractive: 2 } },
		not: [{}, { notes: { ...noNotes, person: 2 } }, { notes: { extractive: 2, llm: 1, person: 0 } }]
	},
	'waiting-for-model': {
		so: { draftNotes: 3, notesWait: { model: 'm', askedForMs: 0 } },
		not: [
			{},
			{ draftNotes: 3 },
			{ draftNotes: 3, notesWait: { model: 'm', askedForMs: null } },
			{ draftNotes: 0, notesWait: { model: 'm', askedForMs: 9_000 } }
		]
	},
	'extracted-until': {
		so: { draftNotes: 3, notesWait: { model: 'm', askedForMs: null } },
		not: [
			{},
			{ draftNotes: 3 },
			{ draftNotes: 3, notesWait: { model: 'm', askedForMs: 9_000 } },
			{ draftNotes: 0, notesWait: { model: 'm', askedForMs: null } }
		]
	},
	'small-model': {
		so: { ...going, recogniser: small },
		not: [
			{ recogniser: small },
			{ ...going, recorder: null, recogniser: small },
			{ ...going, recogniser: full },
			{ ...going, recogniser: small, language: 'zh' },
			{ ...going, recogniser: { ...small, state: 'starting' } }
		]
	},
	'small-model-other-language': {
		so: { ...going, recogniser: small, language: 'zh' },
		not: [
			{ recogniser: small, language: 'zh' },
			{ ...going, recogniser: small, language: 'auto' },
			{ ...going, recogniser: full, language: 'zh' }
		]
	},
	'model-by-name': { so: going, not: [{}, { ...going, recogniser: small }, { ...going, recogniser: null }] },
	recorded: { so: {}, not: [] },
	'on-server-figure': { so: {}, not: [] },
	transcribed: { so: {}, not: [{ isKnown: false }] },
	'read-for-notes': { so: {}, not: [{ isKnown: false }] },
	'on-device': { so: { coverage: onlyHere }, not: [{}] },
	'waiting-figure': {
		so: { coverage: covered({ waitingMs: 5_000 }) },
		not: [{}, { coverage: covered({ waitingMs: 5_000 }), isKnown: false }]
	},
	failed: {
		so: { coverage: covered({ failed: layer(4_000) }) },
		not: [{}, { coverage: covered({ failed: layer(4_000) }), isKnown: false }]
	},
	lost: { so: { coverage: covered({ lost: layer(4_000) }) }, not: [{}] }
};

const sentences = [...emptyTranscript, ...emptyNotes, ...notesWriters, ...notesWaits, ...recogniserAtWork];
const figureId = (id: string) => (id === 'waiting' || id === 'on-server' ? `${id}-figure` : id);
const tested = [
	...sentences.map(({ id, holds }) => ({ id, holds })),
	...figures.map(({ id, holds }) => ({ id: figureId(id), holds }))
];

describe('an empty list of tasks', () => {
	it.each<[string, Change, 'atAll' | 'soFar']>([
		['everything was read', {}, 'atAll'],
		['the lecture goes on', { isEnded: false }, 'soFar'],
		['speech waits', { coverage: covered({ waitingMs: 9_000 }) }, 'soFar'],
		['the notes are behind', { coverage: covered({ readForNotes: layer(60_000) }) }, 'soFar'],
		['the server has told nothing', { isKnown: false }, 'soFar']
	])('is told as it is when %s', (_, change, which) => {
		for (const kind of ['task', 'important'] as const)
			expect(noCuesInWords(en, kind, factsWith(change))).toBe(en.statements.noCues[kind][which]);
	});
});

describe('a statement about a lecture', () => {
	it.each(tested)('$id is said where it is so, and not where it is not', ({ id, holds }) => {
		const { so, not } = cases[id] ?? expect.fail(`no case shows where “${id}” is true and where it is false`);
		expect(holds(factsWith(so))).toBe(true);
		for (const change of not) expect(holds(factsWith(change)), JSON.stringify(change)).toBe(false);
	});

	it.each([en, zh])('has words in $locale', (words) => {
		for (const { id, say } of sentences) {
			const said = say(words, factsWith(cases[id]?.so ?? {}));
			expect(said, id).not.toBe('');
		}
	});
});
