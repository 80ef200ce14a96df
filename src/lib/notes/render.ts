import createPurifier from 'dompurify';
import { drawFormula } from './formula.ts';
import { draftOf, isLinkTarget } from './markdown.ts';

/** HTML of a note block that is safe to show: a short list of elements, checked links, formulas drawn. */
export type Html = string & { readonly safe: unique symbol };

const purifier = createPurifier(window);
const allowed = {
	ALLOWED_TAGS: [
		...['p', 'br', 'em', 'strong', 's', 'code', 'pre', 'a', 'ul', 'ol', 'li', 'blockquote'],
		...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'span', 'div']
	],
	ALLOWED_ATTR: ['href', 'rel', 'target', 'start', 'data-formula'],
	ALLOW_DATA_ATTR: false,
	ALLOW_ARIA_ATTR: false
};
purifier.addHook('afterSanitizeAttributes', (element) => {
	const href = element.getAttribute('href');
	if (href !== null && !isLinkTarget(href)) element.removeAttribute('href');
});

const drawn = new Map<string, Html>();
/** Blocks that are kept drawn; a long lecture has a few hundred. */
const drawnMax = 2_000;

/** The same Markdown always gives the same string, so that what stands is not drawn again. */
export function render(md: string): Html {
	const known = drawn.get(md);
	if (known !== undefined) return known;
	const html = draw(md);
	if (drawn.size >= drawnMax) drawn.clear();
	drawn.set(md, html);
	return html;
}

/** Formulas are put in last: their markup is KaTeX's own, and a sanitiser would take it apart. */
function draw(md: string): Html {
	const { html, formulas } = draftOf(md);
	const fragment = purifier.sanitize(html, { ...allowed, RETURN_DOM_FRAGMENT: true });
	const box = document.createElement('div');
	box.append(fragment);
	for (const place of box.querySelectorAll<HTMLElement>('[data-formula]')) {
		const formula = formulas[Number(place.dataset['formula'])];
		place.removeAttribute('data-formula');
		if (formula) drawFormula(place, formula);
	}
	return box.innerHTML as Html;
}
