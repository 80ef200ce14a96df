import { withCapital } from './capital.ts';
import type { NoteBlock, NoteDocument } from '#lib/protocol/index.ts';
import { blockIdOf } from './ids.ts';
import { isWorthNoting } from './reading.ts';
import { scoresOf } from './score.ts';
import { chosen } from './select.ts';
import { cuesShown, isCue } from './cue-lines.ts';
import type { Shown, ShownBlock } from './shown.ts';
import type { Sentence } from './stream.ts';
import { spokenMarkdown, spokenTerm } from './spoken-markdown.ts';
import { isTouched } from './touched.ts';

/** A line of notes that the engine wants to see in a section. */
export type Line = Pick<NoteBlock, 'blockId' | 'kind' | 'md' | 'cites'>;

type Situation = {
	readonly document: NoteDocument;
	readonly shown: Shown;
	/** Whether lines that stand may still give way to better ones. */
	readonly open: boolean;
};

const bulletsMax = 5;
const termsMax = 4;
/** Share of the sentences worth noting that become bullets, up to the maximum. */
const bulletShare = 0.35;

/**
 * The lines of one section in lecture order: every task and exam cue, and the definitions and sentences that stand best
 * for it. What a person edited or removed takes up room and is left alone.
 */
export function linesOf(section: readonly Sentence[], situation: Situation): Line[] {
	const { document } = situation;
	const cues = cuesShown(section, situation);
	const others = section.filter((sentence) => !isCue(sentence));
	const terms = new Set(termsOf(others, section, situation));
	const bullets = bulletsOf(
		section,
		others.filter(
			(sentence) =>
				isWorthNoting(sentence.reading) &&
				!terms.has(sentence) &&
				!isTouched(document, blockIdOf(sentence.id))
		),
		[...cues, ...terms],
		situation
	);
	return section.flatMap((sentence) => {
		const { cue } = sentence.reading;
		if (cue && cues.has(sentence)) return [lineOf(sentence, cue)];
		if (terms.has(sentence)) return [lineOf(sentence, 'term')];
		return bullets.has(sentence.id) ? [lineOf(sentence, 'bullet')] : [];
	});
}

const isDefinition = ({ reading }: Sentence): boolean =>
	reading.defines !== undefined && isWorthNoting(reading);

const lineOf = ({ id, cites, reading }: Sentence, kind: Line['kind']): Line => ({
	blockId: blockIdOf(id),
	kind,
	md:
		kind === 'term'
			? spokenTerm(withCapital(reading.defines ?? ''), reading.text)
			: spokenMarkdown(reading.text),
	cites: [...cites]
});

/**
 * Definitions that stand, then the others in lecture order while there is room; none of a term that is shown already, or
 * that a person changed or removed.
 */
function termsOf(
	sentences: readonly Sentence[],
	section: readonly Sentence[],
	situation: Situation
): Sentence[] {
	const { document } = situation;
	const definitions = sentences.filter(isDefinition);
	const touched = definitions.filter(({ id }) => isTouched(document, blockIdOf(id)));
	const free = definitions.filter((sentence) => !touched.includes(sentence));
	const taken = free.filter(({ id }) => document.blocks.get(blockIdOf(id))?.kind === 'term');
	if (taken.length >= Math.min(termsMax, free.length)) return taken;
	const beside = shownBeside(section, situation).filter(({ kind }) => kind === 'term');
	const shown = new Set(
		[...beside, ...[...touched, ...taken].map((each) => lineOf(each, 'term'))].map(termIn)
	);
	for (const sentence of free) {
		const term = termIn(lineOf(sentence, 'term'));
		if (taken.length >= termsMax) break;
		if (taken.includes(sentence) || shown.has(term)) continue;
		taken.push(sentence);
		shown.add(term);
	}
	return taken;
}

const termIn = ({ md }: Pick<Line, 'md'>): string => md.slice(0, md.indexOf(' :: ')).toLowerCase();

/** All that is shown but what the engine may write anew in this section. */
function shownBeside(section: readonly Sentence[], { document, shown }: Situation): ShownBlock[] {
	const own = new Set(section.map(({ id }) => blockIdOf(id)));
	return [...shown.blocks.values()].filter(
		({ blockId }) => !own.has(blockId) || isTouched(document, blockId)
	);
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
