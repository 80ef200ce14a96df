import { spokenMarkdown } from '../extractive/spoken-markdown.ts';
import {
	applyNoteOps,
	joinTexts,
	type NoteBlock,
	type NoteDocument,
	type NoteOp
} from '#lib/protocol/index.ts';
import { sentencesIn, type Sentence } from '../extractive/stream.ts';
import { overlapOf } from '../extractive/similarity.ts';
import { sameWords } from '../extractive/same-words.ts';
import { termsOf, tokensOf } from '../extractive/tokens.ts';
import { runsOn, sentencesOf } from '../extractive/split.ts';
import type { NoteLine } from '../port.ts';
import { isFaithful } from './faithful.ts';
import type { Said } from './said.ts';
import { titled } from './title-check.ts';

/** Lines on each side of a cited one that may go on in the same sentence; else nothing is taken from them. */
const neighbours = 1;

/**
 * What a model wrote, as far as it was said. A block with a number, day or name that is not in the lines it cites, or that
 * turns them round, shows the sentence of these lines instead; a question with one goes. A heading is treated likewise.
 * Background that was not said and is marked as such is marked as doubtful. What people and the extractor wrote passes.
 */
export function verified(ops: readonly NoteOp[], document: NoteDocument, said: Said): NoteOp[] {
	const places = new Map(said.lines.map(({ id }, at) => [id, at]));
	const kept: NoteOp[] = [];
	const shown = new Set([...document.blocks.values()].map(({ md }) => sameWords(md)));
	for (const op of ops) {
		const checked = op.op === 'put-block' ? checkedBlock(op.block, said.lines, places) : undefined;
		if (op.op !== 'put-block' || checked === op.block) {
			kept.push(op);
			continue;
		}
		if (!checked) continue;
		const isRepeat = checked.origin === 'extractive' && shown.has(sameWords(checked.md));
		if (isRepeat && !document.blocks.has(checked.blockId)) continue;
		shown.add(sameWords(checked.md));
		kept.push({ op: 'put-block', block: checked });
	}
	return titled(kept, applyNoteOps(document, kept), said);
}

type Places = ReadonlyMap<string, number>;

function checkedBlock(block: NoteBlock, lines: readonly NoteLine[], places: Places): NoteBlock | undefined {
	if (block.origin !== 'llm' || block.locked) return block;
	const around = linesAround(block, lines, places);
	const cited = around.filter(({ id }) => block.cites.includes(id));
	const isCited = ({ cites }: { cites: readonly string[] }): boolean =>
		cites.some((id) => block.cites.includes(id));
	const isJoined = (at: number): boolean => goesOn(around[at], around[at + 1]);
	const texts = around.filter(
		({ id }, at) =>
			block.cites.includes(id) ||
			(isJoined(at) && cited.includes(around[at + 1] as NoteLine)) ||
			(isJoined(at - 1) && cited.includes(around[at - 1] as NoteLine))
	);
	const source = {
		sentences: cited.flatMap(({ text }) => sentencesOf(text)),
		around: joinTexts(texts.map(({ text }) => text)),
		clauses: cited.map(({ text }) => text).join('\n')
	};
	if (isFaithful(block, source)) return block;
	if (block.kind === 'question') return undefined;
	if (block.md.includes('[extension]')) return block.doubtful ? block : { ...block, doubtful: true };
	return extractedInstead(block, sentencesIn(around).filter(isCited));
}

const goesOn = (line: NoteLine | undefined, next: NoteLine | undefined): boolean =>
	line !== undefined &&
	next !== undefined &&
	runsOn(sentencesOf(line.text).at(-1) ?? '', sentencesOf(next.text)[0] ?? '', next.startMs - line.endMs);

function linesAround({ cites }: NoteBlock, lines: readonly NoteLine[], places: Places): NoteLine[] {
	const wanted = new Set<number>();
	for (const id of cites) {
		const place = places.get(id);
		if (place === undefined) continue;
		for (let at = place - neighbours; at <= place + neighbours; at++) wanted.add(at);
	}
	return [...wanted].sort((a, b) => a - b).flatMap((at) => lines[at] ?? []);
}

/** The sentence of the cited lines that says most of it; nothing where there is none. */
function extractedInstead(block: NoteBlock, sentences: readonly Sentence[]): NoteBlock | undefined {
	const terms = termsOf(tokensOf(block.md));
	const isCue = block.kind === 'task' || block.kind === 'important';
	const rank = ({ reading }: Sentence): number =>
		overlapOf(terms, reading.terms) + (isCue && reading.cue !== undefined ? 1 : 0);
	const [best] = sentences.filter(({ reading }) => reading.text !== '').toSorted((a, b) => rank(b) - rank(a));
	if (!best) return undefined;
	const { doubtful: _, ...rest } = block;
	const { cue, text } = best.reading;
	return { ...rest, kind: cue ?? 'bullet', md: spokenMarkdown(text), origin: 'extractive' };
}
