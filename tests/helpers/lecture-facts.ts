import { noLayer, type Coverage, type Layer } from '#lib/lecture/coverage.ts';
import type { LectureFacts } from '#lib/ui/statements/facts.ts';

export const layer = (ms: number): Layer => (ms === 0 ? noLayer : { ms, ranges: [{ fromMs: 0, toMs: ms }] });

/** A lecture of ten minutes that is whole on the server, transcribed and read for notes. */
export const wholeCoverage: Coverage = {
	captured: layer(600_000),
	onDevice: noLayer,
	device: 'this',
	onServer: layer(600_000),
	transcribed: layer(540_000),
	readForNotes: layer(540_000),
	failed: noLayer,
	lost: noLayer,
	waitingMs: 0,
	gaps: []
};

const whole: LectureFacts = {
	isKnown: true,
	isOnline: true,
	isHere: true,
	isEnded: true,
	recorder: null,
	isInOtherTab: false,
	coverage: wholeCoverage,
	pendingMs: 0,
	rows: 90,
	notes: { extractive: 0, llm: 0, person: 0 },
	draftNotes: 0,
	notesWait: null,
	removedNotes: 0,
	recogniser: { name: 'SenseVoice-Small', grade: 'full', device: 'cpu', state: 'ready' },
	language: 'en'
};

/** Facts of that lecture, changed. */
export const factsWith = (change: Partial<LectureFacts>): LectureFacts => ({ ...whole, ...change });
