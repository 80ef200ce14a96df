import katex from 'katex';
import 'katex/dist/katex.min.css';
import type { Formula } from './markdown.ts';

/** A longer source is not a formula that anybody reads; it stays as it was written. */
const texCharactersMax = 2_000;

/** Fills an element with a formula. One that cannot be understood shows its source. */
export function drawFormula(element: HTMLElement, { tex, displayed }: Formula): void {
	if (tex.length > texCharactersMax) return showSource(element, tex);
	try {
		katex.render(tex, element, {
			displayMode: displayed,
			throwOnError: true,
			trust: false,
			strict: 'ignore',
			maxExpand: 1_000,
			maxSize: 20
		});
	} catch {
		showSource(element, tex);
	}
}

function showSource(element: HTMLElement, tex: string): void {
	const source = document.createElement('code');
	source.textContent = tex;
	element.replaceChildren(source);
}
