import { spokenMarkdown } from '../extractive/spoken-markdown.ts';
import {
	applyNoteOps,
	outlineOf,
	type NoteBlock,
	type NoteDocument,
	type NoteOp
} from '#lib/protocol/index.ts';
import { sentencesIn, type Sentence } from '../extractive/stream.ts';
import { isCjk } from '../extractive/script.ts';
import { termsOf, tokensOf } from '../extractive/tokens.ts';
import { titleOf } from '../extractive/titles.ts';
import type { NoteLine } from '../port.ts';
import { hasFacts, wordsOf } from './faithful.ts';
import { nextSectionNumber } from './names.ts';
import { orderIn } from './conversation.ts';
import { beginningOf, blockPosition, sectionPosition, type OrderOf } from './place.ts';

type Situation = {
	/** The notes before these operations. */
	document: NoteDocument;
	ops: readonly NoteOp[];
	/** All of the transcript, in lecture order. */
	lines: readonly NoteLine[];
	/** What the model has read for them: nothing where it went over notes that stand. */
	due: readonly NoteLine[];
};

/**
 * The tasks and the words on examinations that no block says, as blocks of their own: those of the lines that were read
 * now, and those that a block said which these operations changed or took away. What a person removed does not come back.
 */
export function cuesLeftOut({ document, ops, lines, due }: Situation): NoteOp[] {
	const after = applyNoteOps(document, ops);
	const isDue = new Set(due.map(({ id }) => id));
	const changed = new Set(ops.flatMap((op) => citedBefore(op, document)));
	const orderOf = orderIn(lines);
	const found: NoteOp[] = [];
	for (const sentence of cueSentences(lines, (id) => isDue.has(id) || changed.has(id))) {
		const [first = ''] = sentence.cites;
		if (!isDue.has(first) && !isSaidIn(document, sentence)) continue;
		const now = applyNoteOps(after, found);
		if (!isSaidIn(now, sentence)) found.push(...added(sentence, now, orderOf));
	}
	return found;
}

/** What the block cites that an operation changes or takes away. */
function citedBefore(op: NoteOp, { blocks }: NoteDocument): readonly string[] {
	if (op.op === 'put-block') return blocks.get(op.block.blockId)?.cites ?? [];
	if (op.op === 'remove-block') return blocks.get(op.blockId)?.cites ?? [];
	if (op.op !== 'remove-section') return [];
	return [...blocks.values()].flatMap((block) => (block.sectionId === op.sectionId ? block.cites : []));
}

/** Sentences may run on from one line into the next: runs of lines are read together with the line before and behind. */
function cueSentences(lines: readonly NoteLine[], isWanted: (id: string) => boolean): Sentence[] {
	const isNear = lines.map((_, at) => [at - 1, at, at + 1].some((near) => isWanted(lines[near]?.id ?? '')));
	const near = lines.filter((_, at) => isNear[at]);
	return sentencesIn(near).filter(({ reading, cites }) => reading.cue !== undefined && cites.some(isWanted));
}

const shareInCue = 0.4;
const shareInOther = 0.6;

/** Whether a block that cites the sentence says it, with all of its numbers and days. What a person wrote stands for it. */
function isSaidIn({ blocks }: NoteDocument, { cites, reading }: Sentence): boolean {
	const cited = new Set(cites);
	return [...blocks.values()].some(
		(block) => block.cites.some((id) => cited.has(id)) && says(block, reading)
	);
}

function says({ md, kind, locked }: NoteBlock, { text, terms }: Sentence['reading']): boolean {
	if (locked) return true;
	const isCue = kind === 'task' || kind === 'important';
	if (!hasFacts(text, wordsOf(md))) return false;
	if (isCjk(md) !== isCjk(text)) return isCue;
	const said = new Set(termsOf(tokensOf(md)));
	const share = terms.length === 0 ? 1 : terms.filter((term) => said.has(term)).length / terms.length;
	return share >= (isCue ? shareInCue : shareInOther);
}

function added(sentence: Sentence, document: NoteDocument, orderOf: OrderOf): NoteOp[] {
	const { id, cites, reading } = sentence;
	const blockId = `N${document.version}.K@${id}`;
	if (!reading.cue || document.removed.has(blockId) || document.blocks.has(blockId)) return [];
	const order = orderOf(cites[0] ?? '') ?? Infinity;
	const { sectionId, ops } = homeOf(sentence, document, order, orderOf);
	const position = blockPosition(applyNoteOps(document, ops), sectionId, {
		order,
		orderOf,
		isNew: () => false
	});
	const block: NoteBlock = {
		...{ blockId, sectionId, position },
		...{ kind: reading.cue, md: spokenMarkdown(reading.text), cites: [...cites] },
		...{ origin: 'extractive', locked: false, rev: 1 }
	};
	return [...ops, { op: 'put-block', block }];
}

/** The section during which it was said, or else the first one; where there is none, a new one. */
function homeOf(
	{ reading }: Sentence,
	document: NoteDocument,
	order: number,
	orderOf: OrderOf
): { sectionId: string; ops: NoteOp[] } {
	const outline = outlineOf(document).filter(({ section }) => section.origin !== 'extractive');
	const home = outline.findLast(({ blocks }) => beginningOf(blocks, orderOf) <= order) ?? outline[0];
	if (home) return { sectionId: home.section.sectionId, ops: [] };
	const sectionId = `N${document.version}.S${nextSectionNumber(document)}`;
	const section = {
		...{ sectionId, title: titleOf([reading], []), position: sectionPosition(document, order, orderOf) },
		...{ origin: 'llm' as const, locked: false, rev: 1 }
	};
	return { sectionId, ops: [{ op: 'put-section', section }] };
}
