import { withCapital } from './capital.ts';
import type { NoteBlock, NoteDocument } from '#lib/protocol/index.ts';
import { blockIdOf } from './ids.ts';
import { isWorthNoting } from './reading.ts';
import { scoresOf } from './score.ts';
import { chosen } from './select.ts';
import { repeatsOneOf } from './similarity.ts';
import type { Shown, ShownBlock } from './shown.ts';
import type { Sentence } from './stream.ts';

/** A line of notes that the engine wants to see in a section. */
export type Line = Pick<NoteBlock, 'blockId' | 'kind' | 'md' | 'cites'>;

type Situation = {
	readonly document: NoteDocument;
	/** What the notes show, by block. */
	readonly shown: Shown['blocks'];
	/** Whether lines that stand may still give way to better ones. */
	readonly open: boolean;
};

const bulletsMax = 5;
const termsMax = 4;
const tasksMax = 4;
/** Share of the sentences worth noting that become bullets, up to the maximum. */
const bulletShare = 0.35;

/** The lines of one section in lecture order. What a person edited or removed takes up room and is left alone. */
export function linesOf(section: readonly Sentence[], situation: Situation): Line[] {
	const { document } = situation;
	const free = section.filter(({ id }) => !isTouched(document, blockIdOf(id)));
	const tasks = upTo(tasksMax, section, 'task', situation);
	const important = upTo(tasksMax, section, 'important', situation);
	const terms = upTo(termsMax, section, 'term', situation);
	const used = new Set([...tasks, ...important, ...terms]);
	const bullets = bulletsOf(
		section,
		free.filter(
			(sentence) => isWorthNoting(sentence.reading) && !sentence.reading.cue && !used.has(sentence)
		),
		[...used],
		situation
	);
	return section.flatMap((sentence) => {
		if (tasks.includes(sentence)) return [lineOf(sentence, 'task')];
		if (important.includes(sentence)) return [lineOf(sentence, 'important')];
		if (terms.includes(sentence)) return [lineOf(sentence, 'term')];
		return bullets.has(sentence.id) ? [lineOf(sentence, 'bullet')] : [];
	});
}

const isDefinition = ({ reading }: Sentence): boolean =>
	reading.defines !== undefined && !reading.cue && isWorthNoting(reading);

/** The engine may write a block that is not there yet, or that is its own and was not touched by a person. */
export function isTouched({ blocks, removed }: NoteDocument, blockId: string): boolean {
	const block = blocks.get(blockId);
	return removed.has(blockId) || (block !== undefined && (block.locked || block.origin !== 'extractive'));
}

const lineOf = ({ id, cites, reading }: Sentence, kind: Line['kind']): Line => ({
	blockId: blockIdOf(id),
	kind,
	md: kind === 'term' ? `${withCapital(reading.defines ?? '')} :: ${reading.text}` : reading.text,
	cites: [...cites]
});

/**
 * Those that stand, then the others in lecture order while there is room; none that says what is shown already, or what
 * a person changed or removed.
 */
function upTo(
	count: number,
	section: readonly Sentence[],
	kind: 'task' | 'important' | 'term',
	situation: Situation
): Sentence[] {
	const { document } = situation;
	const ofKind = section.filter(kind === 'term' ? isDefinition : ({ reading }) => reading.cue === kind);
	const touched = ofKind.filter(({ id }) => isTouched(document, blockIdOf(id)));
	const sentences = ofKind.filter((sentence) => !touched.includes(sentence));
	const taken = sentences.filter(({ id }) => document.blocks.get(blockIdOf(id))?.kind === kind);
	if (taken.length >= Math.min(count, sentences.length)) return taken;
	const others = shownBeside(section, situation).filter((block) => block.kind === kind);
	const shown = [...others, ...[...touched, ...taken].map((sentence) => lineOf(sentence, kind))].map(
		({ md }) => md
	);
	const isShown = kind === 'term' ? isSameTerm : repeatsOneOf;
	for (const sentence of sentences) {
		const { md } = lineOf(sentence, kind);
		if (taken.length >= count) break;
		if (taken.includes(sentence) || isShown(md, shown)) continue;
		taken.push(sentence);
		shown.push(md);
	}
	return taken;
}

const termIn = (md: string): string => md.slice(0, md.indexOf(' :: ')).toLowerCase();
const isSameTerm = (md: string, others: readonly string[]): boolean =>
	others.some((other) => termIn(other) === termIn(md));

/** All that is shown but what the engine may write anew in this section. */
function shownBeside(section: readonly Sentence[], { document, shown }: Situation): ShownBlock[] {
	const own = new Set(section.map(({ id }) => blockIdOf(id)));
	return [...shown.values()].filter(({ blockId }) => !own.has(blockId) || isTouched(document, blockId));
}

function bulletsOf(
	section: readonly Sentence[],
	sentences: readonly Sentence[],
	used: readonly Sentence[],
	situation: Situation
): Set<string> {
	const { document, open } = situation;
	const touched = section.filter(({ id }) => isTouched(document, blockIdOf(id)));
	const share = Math.ceil(bulletShare * (sentences.length + touched.length));
	const stand = new Set(
		sentences.map(({ id }) => id).filter((id) => document.blocks.get(blockIdOf(id))?.kind === 'bullet')
	);
	const room = Math.min(bulletsMax, share) - touched.length;
	if (stand.size >= room && !open) return stand;
	const scores = scoresOf(
		section.map(({ reading }) => reading),
		sentences.map(({ reading }) => reading)
	);
	const candidates = sentences.map(({ id, reading }, at) => ({
		id,
		text: reading.text,
		terms: reading.terms,
		score: scores[at] ?? 0
	}));
	const taken = [
		...shownBeside(section, situation).map(({ md }) => md),
		...[...touched, ...used].map(({ reading }) => reading.text)
	];
	return new Set(chosen(candidates, stand, { room, replace: open, taken }).map(({ id }) => id));
}
