import { type ExportDeck, type Exportable, clock } from '../exportable.ts';
import { heading, paragraph, text, type Node } from '../markdown/node.ts';

/** Every file of slides: each slide with its text, and when it was first spoken to. */
export const slideNodes = ({ decks, words }: Exportable): Node[] =>
	decks.flatMap(({ name, slides }) => [
		heading(3, name),
		...slides.flatMap((slide) => {
			const title = words.slide(slide.number, slide.title);
			const time = slide.startMs === null ? '' : words.times([clock(slide.startMs)]);
			const marked = slide.hidden ? `${title} ${words.hidden}` : title;
			return [heading(4, marked + time), ...textNodes(slide)];
		})
	]);

function textNodes(slide: ExportDeck['slides'][number]): Node[] {
	const lines = slide.text.split('\n').filter((line) => line.trim() !== '');
	if (lines.length === 0) return [];
	return [paragraph(...lines.flatMap((line, at) => [...(at > 0 ? [{ type: 'break' }] : []), text(line)]))];
}
