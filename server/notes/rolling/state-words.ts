import { outlineOf, type NoteBlock, type NoteDocument, type NoteSection } from '#lib/protocol/index.ts';
import type { Names } from './names.ts';
import { oneLine } from './prompts.ts';

/** What the model is told of the notes as they stand: all titles, and the last section with its lines. */
export function stateWords(document: NoteDocument, names: Names, mark: string): string {
	const outline = outlineOf(document);
	const last = outline.findLast(({ section }) => section.origin !== 'extractive')?.section.sectionId;
	const rows = outline.flatMap(({ section, blocks }) => [
		titleWords(section, names, mark),
		...(section.sectionId === last ? blocks.map((block) => blockWords(block, names, mark)) : []),
		...(section.sectionId === last ? [] : lockedWords(blocks, names))
	]);
	return rows.length > 0 ? ['NOTES SO FAR', `<${mark}`, ...rows, `${mark}>`].join('\n') : 'NO NOTES SO FAR';
}

/** All notes, each line with what it cites. */
export function wholeWords(
	document: NoteDocument,
	names: Names,
	mark: string,
	citesOf: (block: NoteBlock) => string
): string {
	const outline = outlineOf(document);
	const rows = outline.flatMap(({ section, blocks }) => [
		`= ${names.section(section.sectionId)} | ${oneLine(section.title, mark)}`,
		...blocks.map(
			(block) =>
				`${block.locked ? '' : '+ '}${names.block(block.blockId)} | ${citesOf(block)} | ${oneLine(block.md, mark)}`
		)
	]);
	const locked = [...document.blocks.values()].filter((block) => block.locked);
	return [
		'NOTES',
		`<${mark}`,
		...rows,
		`${mark}>`,
		...(locked.length > 0 ? [`LOCKED ${locked.map(({ blockId }) => names.block(blockId)).join(' ')}`] : [])
	].join('\n');
}

/** Extracted sections come and go, and take no lines of a model: they have no name. */
function titleWords({ sectionId, title, origin }: NoteSection, names: Names, mark: string): string {
	const name = origin === 'extractive' ? '-' : names.section(sectionId);
	return `= ${name} | ${oneLine(title, mark)}`;
}

const blockWords = ({ blockId, md, locked }: NoteBlock, names: Names, mark: string): string =>
	`${locked ? 'LOCKED' : '+'} ${names.block(blockId)} | ${oneLine(md, mark)}`;

const lockedWords = (blocks: readonly NoteBlock[], names: Names): string[] => {
	const locked = blocks.filter((block) => block.locked).map(({ blockId }) => names.block(blockId));
	return locked.length > 0 ? [`LOCKED ${locked.join(' ')}`] : [];
};
