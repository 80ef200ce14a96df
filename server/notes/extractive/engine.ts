import type { NoteDocument, NoteOp } from '#lib/protocol/index.ts';
import type { Extraction } from '../port.ts';
import { linesOf } from './compose.ts';
import { isCue } from './cue-lines.ts';
import { anchorsOf } from './ids.ts';
import { withNewCues } from './new-cues.ts';
import { operationsFor, type Wanted } from './operations.ts';
import { isNote, readingOf } from './reading.ts';
import { openingNotes, regionsOf } from './sections.ts';
import { createShown, type Shown } from './shown.ts';
import { createReader, type Sentence } from './stream.ts';
import { slideOf, titleOf } from './titles.ts';

/** An `Extractor` that needs not know which lecture it is asked for. */
export type ExtractiveEngine = {
	update(request: Omit<Extraction, 'lectureId'>, signal: AbortSignal): Promise<NoteOp[]>;
	forget(): void;
};

type Options = {
	/** Lets others have their turn; awaited after every few milliseconds of work. */
	breathe?: () => Promise<void>;
};

/** A heading made from the first words of a section is looked at again once there are so many. */
const renamingNotes = 12;
/** Sections behind which so many others begin change no more, except where lines are filled in. */
const boundariesUntilFrozen = 2;

/** What gives way in one section may be shown in an earlier one: all are gone through again, so often at most. */
const roundsMax = 4;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Notes that are sentences of the lecture itself, found without a model or a network: definitions, tasks, and for each
 * section the few sentences that stand best for it. The operations follow from the request alone; what the engine
 * keeps between calls only saves time.
 */
export function createExtractiveEngine({ breathe = turn }: Options = {}): ExtractiveEngine {
	const read = createReader();
	// The first sentence costs 50 ms for the segmenter's dictionary and the patterns: pay while the server starts.
	readingOf('Warm 热身。');
	return {
		async update({ lines, document, finished }, signal): Promise<NoteOp[]> {
			const sentences = await read(lines, breathe);
			await breathe();
			const divided = regionsOf(sentences, anchorsOf(document, sentences), finished);
			const regions = withNewCues(divided, sentences, document);
			const shown = createShown(document, sentences);
			for (let round = 1; ; round++) {
				const wanted: Wanted[] = [];
				let gaveWay = false;
				for (const [at, { sectionId, from, to }] of regions.entries()) {
					if (signal.aborted) return [];
					const behind = regions.length - 1 - at;
					const section = sentences.slice(from, to);
					const found = wantedOf(sectionId, section, { document, wanted, shown, behind, finished });
					if (found) wanted.push(found);
					gaveWay = shown.settle(section, found?.lines ?? []) || gaveWay;
					await breathe();
				}
				if (!gaveWay || round === roundsMax) return operationsFor(document, wanted, document.removed);
			}
		},
		forget: () => undefined
	};
}

type Situation = {
	document: NoteDocument;
	wanted: readonly Wanted[];
	shown: Shown;
	/** Sections that begin after this one. */
	behind: number;
	finished: boolean;
};

function wantedOf(
	sectionId: string,
	section: readonly Sentence[],
	{ document, wanted, shown, behind, finished }: Situation
): Wanted | undefined {
	if (document.removed.has(sectionId)) return undefined;
	const readings = section.map(({ reading }) => reading);
	const notes = readings.filter(isNote).length;
	const stands = document.sections.has(sectionId);
	if (!stands && notes < (finished ? 1 : openingNotes) && !section.some(isCue)) return undefined;
	const lines = linesOf(section, { document, shown, open: behind < boundariesUntilFrozen });
	const renames = behind > 0 || finished || notes >= renamingNotes;
	return { sectionId, title: titleFor(sectionId, section, { document, wanted, renames, behind }), lines };
}

/**
 * A new section gets a heading, and may get another one once while it is not frozen. It differs from those that are
 * frozen already; looking at ones that may still change would let a line filled in here rename a section there.
 */
function titleFor(
	sectionId: string,
	section: readonly Sentence[],
	{
		document,
		wanted,
		renames,
		behind
	}: Pick<Situation, 'document' | 'wanted' | 'behind'> & { renames: boolean }
): string | undefined {
	const old = document.sections.get(sectionId);
	if (old && (old.rev > 1 || !renames || behind >= boundariesUntilFrozen)) return undefined;
	const titleNow = (other: Wanted) => other.title ?? document.sections.get(other.sectionId)?.title ?? '';
	const frozen = wanted.filter((_, at) => behind + wanted.length - at >= boundariesUntilFrozen).map(titleNow);
	return (
		slideOf(section, [...frozen, ...wanted.slice(-1).map(titleNow)]) ??
		titleOf(
			section.map(({ reading }) => reading),
			frozen
		)
	);
}
