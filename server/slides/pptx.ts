import { posix } from 'node:path';
import type { Slide } from '#lib/protocol/index.ts';
import { Archive } from './archive.ts';
import { SlidesError, slidesLimits } from './port.ts';
import { slideText } from './slide-text.ts';
import { descendants, parseXml } from './xml.ts';

type Relation = { id: string; type: string; target: string };

const presentationPath = 'ppt/presentation.xml';

/** Slides of a PPTX in the order in which they are shown; throws `SlidesError`. */
export function readPptx(bytes: Uint8Array): Slide[] {
	const archive = new Archive(bytes);
	const presentation = archive.text(presentationPath);
	if (presentation === undefined) throw new SlidesError('unknown-format');
	const relations = new Map(
		relationsOf(archive, presentationPath).map((relation) => [relation.id, relation])
	);
	const paths = [...descendants(parseXml(presentation), 'p:sldId')].flatMap(
		({ attributes }) => relations.get(attributes['r:id'] ?? '')?.target ?? []
	);
	if (paths.length > slidesLimits.slides) throw new SlidesError('too-many-slides');
	return paths.map((path, index) => readSlide(archive, path, index + 1));
}

function readSlide(archive: Archive, path: string, number: number): Slide {
	const text = archive.text(path);
	if (text === undefined) throw new SlidesError('damaged');
	const slide = parseXml(text);
	const relations = relationsOf(archive, path);
	const part = (kind: string) =>
		relations
			.filter(({ type }) => type.endsWith(`/${kind}`))
			.flatMap(({ target }) => archive.text(target) ?? [])
			.map(parseXml);
	const hidden = [...descendants(slide, 'p:sld')][0]?.attributes['show'] === '0';
	const [notes] = part('notesSlide');
	const { title, body } = slideText(slide, part('diagramData'));
	return {
		number,
		title: title.slice(0, slidesLimits.titleLength),
		text: body.slice(0, slidesLimits.textLength),
		notes: notes ? slideText(notes, []).body.slice(0, slidesLimits.textLength) : '',
		hidden
	};
}

/** What a part refers to; targets outside of the file are left out. */
function relationsOf(archive: Archive, path: string): Relation[] {
	const text = archive.text(`${posix.dirname(path)}/_rels/${posix.basename(path)}.rels`);
	if (text === undefined) return [];
	return [...descendants(parseXml(text), 'Relationship')]
		.filter(({ attributes }) => attributes['TargetMode'] !== 'External')
		.map(({ attributes: { Id = '', Type = '', Target = '' } }) => ({
			id: Id,
			type: Type,
			target: Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(path), Target)
		}));
}
