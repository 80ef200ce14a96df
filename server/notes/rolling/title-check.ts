import type { NoteDocument, NoteOp } from '#lib/protocol/index.ts';
import { squeezed } from '../../text/claims.ts';
import { stemOf } from '../../text/words.ts';
import { sentencesIn } from '../extractive/stream.ts';
import { titleOf } from '../extractive/titles.ts';
import type { NoteLine } from '../port.ts';
import { hasFacts } from './faithful.ts';
import type { Said } from './said.ts';

/** Words that headings are made of, whatever was said. */
const headingWords = new Set(
	`introduction intro overview summary review questions question key terms term tasks task dates date important points point
core further reading examples example definitions definition properties property applications application basics background
conclusion part section notes note and the of for with from to in on main ideas concepts concept homework deadlines exam exams
how why what when where steps step comparison comparing understanding using general further more outline optional course
lecture organisation organization types type uses use`
		.split(/\s+/u)
		.map(stemOf)
);
/** The number that one of the styles puts before a title. */
const ownNumber = /^\d{1,2}\s*[-–.、:：]\s*/u;

/** Headings of a model that name a number, a day or a name that was not said get one out of the lines below them. */
export function titled(ops: readonly NoteOp[], after: NoteDocument, said: Said): NoteOp[] {
	if (!ops.some((op) => op.op === 'put-section' && op.section.origin === 'llm')) return [...ops];
	const everything = [...said.lines.map(({ text }) => text), ...(said.slides ?? [])].join('\n');
	const known = {
		text: everything,
		squeezed: squeezed(everything),
		stems: undefined as Set<string> | undefined
	};
	return ops.map((op) => {
		if (op.op !== 'put-section' || op.section.origin !== 'llm' || op.section.locked) return op;
		const { sectionId, title } = op.section;
		if (isSaid(title.replace(ownNumber, ''), known)) return op;
		return { ...op, section: { ...op.section, title: titleBelow(sectionId, after, said.lines) ?? '…' } };
	});
}

type Known = { text: string; squeezed: string; stems: Set<string> | undefined };

function isSaid(title: string, known: Known): boolean {
	if (!hasFacts(title, known.text)) return false;
	const capitals = title.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}-]{2,}/gu) ?? [];
	const strange = capitals.filter((word) => !known.squeezed.includes(squeezed(word)));
	if (strange.length === 0) return true;
	known.stems ??= new Set(
		known.text
			.toLowerCase()
			.match(/[a-z]{3,}/gu)
			?.map(stemOf)
	);
	const { stems } = known;
	return strange.every((word) => {
		const stem = stemOf(word.toLowerCase());
		return headingWords.has(stem) || stems.has(stem);
	});
}

function titleBelow(
	sectionId: string,
	{ blocks }: NoteDocument,
	lines: readonly NoteLine[]
): string | undefined {
	const cited = new Set(
		[...blocks.values()].flatMap((block) => (block.sectionId === sectionId ? block.cites : []))
	);
	const readings = sentencesIn(lines.filter(({ id }) => cited.has(id)))
		.map(({ reading }) => reading)
		.filter(({ text }) => text !== '');
	return readings.length > 0 ? titleOf(readings, []).slice(0, 80) : undefined;
}
