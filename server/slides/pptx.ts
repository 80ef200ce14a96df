import { posix } from 'node:path';
import type { Slide } from '#lib/protocol/index.ts';
import { Archive } from './archive.ts';
import { SlidesError, slidesLimits } from './port.ts';
import { slideText } from './slide-text.ts';
import { descendants, firstOf, parseXml } from './xml.ts';

type Relation = { id: string; type: string; target: string };

const usualPresentation = 'ppt/presentation.xml';

/** Slides of a PPTX in the order in which they are shown; throws `SlidesError`. */
export function readPptx(bytes: Uint8Array): Slide[] {
	const archive = new Archive(bytes);
	archive.unpack(archive.pathsThat(/\.rels$/u));
	const paths = slidePaths(archive);
	if (paths.length > slidesLimits.slides) throw new SlidesError('too-many-slides');
	archive.unpack(
		paths.flatMap((path) => [
			path,
			...relationsOf(archive, path)
				.filter(isRead)
				.map(({ target }) => target)
		])
	);
	const slides = paths.map((path, index) => readSlide(archive, path, index + 1));
	if (slides.length > 0 && slides.every((slide) => slide === undefined)) throw new SlidesError('damaged');
	return slides.map((slide, index) => slide ?? blank(index + 1));
}

const isOf = ({ type }: Relation, kind: string): boolean => type.endsWith(`/${kind}`);
const isRead = (relation: Relation): boolean => isOf(relation, 'notesSlide') || isOf(relation, 'diagramData');
const blank = (number: number): Slide => ({ number, title: '', text: '', notes: '', hidden: false });

/** As the presentation lists them; by their names where it refers to none. */
function slidePaths(archive: Archive): string[] {
	const path =
		relationsOf(archive, '').find((relation) => isOf(relation, 'officeDocument'))?.target ??
		usualPresentation;
	archive.unpack([path, usualPresentation]);
	const from = [path, usualPresentation].find((each) => archive.text(each) !== undefined);
	if (from === undefined) throw new SlidesError('unknown-format');
	const presentation = parseXml(archive.text(from) ?? '');
	if (!firstOf(presentation, 'p:presentation')) throw new SlidesError('unknown-format');
	const listed = [...descendants(presentation, 'p:sldId')];
	const targets = new Map(relationsOf(archive, from).map(({ id, target }) => [id, target]));
	const found = listed.flatMap(({ attributes }) => targets.get(attributes['r:id'] ?? '') ?? []);
	return found.length > 0 || listed.length === 0 ? found : numbered(archive);
}

function numbered(archive: Archive): string[] {
	const numberOf = (path: string) => Number(/(?<!\d)(\d+)\.xml$/u.exec(path)?.[1] ?? 0);
	return archive.pathsThat(/\/slides\/slide\d{1,5}\.xml$/u).sort((a, b) => numberOf(a) - numberOf(b));
}

/** Undefined when the file has no such part. */
function readSlide(archive: Archive, path: string, number: number): Slide | undefined {
	const text = archive.text(path);
	if (text === undefined) return undefined;
	const slide = parseXml(text);
	const relations = relationsOf(archive, path);
	const parts = (kind: string) =>
		relations
			.filter((relation) => isOf(relation, kind))
			.flatMap(({ target }) => archive.text(target) ?? [])
			.map(parseXml);
	const shown = firstOf(slide, 'p:sld')?.attributes['show'];
	const [notes] = parts('notesSlide');
	const { title, body } = slideText(slide, parts('diagramData'));
	return {
		number,
		title: title.slice(0, slidesLimits.titleLength),
		text: body.slice(0, slidesLimits.textLength),
		notes: notes ? slideText(notes, []).body.slice(0, slidesLimits.textLength) : '',
		hidden: shown === '0' || shown === 'false'
	};
}

/** What a part refers to, or the whole file where `path` is empty; targets outside of the file are left out. */
function relationsOf(archive: Archive, path: string): Relation[] {
	const text = archive.text(posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`));
	if (text === undefined) return [];
	return [...descendants(parseXml(text), 'Relationship')]
		.filter(({ attributes }) => attributes['TargetMode'] !== 'External')
		.map(({ attributes: { Id = '', Type = '', Target = '' } }) => ({
			id: Id,
			type: Type,
			target: targetOf(Target.replaceAll('\\', '/'), posix.dirname(path))
		}));
}

const targetOf = (target: string, folder: string): string =>
	target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
