import { XMLParser } from 'fast-xml-parser';
import { SlidesError } from './port.ts';

/** An element, or a run of text, in document order. */
export type Element = {
	name: string;
	attributes: Readonly<Record<string, string>>;
	children: Element[];
	text: string;
};

type Parsed = Record<string, unknown>;

/** Entities and document types are not expanded: a file cannot blow up by naming itself. */
const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '',
	processEntities: false,
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false
});

const attributesKey = ':@';
const depthMax = 200;

/** Reads a part of a document; throws `SlidesError` when it is no XML. */
export function parseXml(text: string): Element {
	if (/<!DOCTYPE|<!ENTITY/iu.test(text)) throw new SlidesError('damaged');
	let parsed: Parsed[];
	try {
		parsed = parser.parse(text, true) as Parsed[];
	} catch {
		throw new SlidesError('damaged');
	}
	return { name: '', attributes: {}, children: parsed.flatMap((node) => elementOf(node, 0)), text: '' };
}

function elementOf(node: Parsed, depth: number): Element[] {
	if (depth > depthMax) throw new SlidesError('damaged');
	const name = Object.keys(node).find((key) => key !== attributesKey);
	if (name === undefined || name.startsWith('?')) return [];
	if (name === '#text') return [{ name: '', attributes: {}, children: [], text: plain(String(node[name])) }];
	const attributes = Object.entries((node[attributesKey] ?? {}) as Record<string, string>);
	return [
		{
			name,
			attributes: Object.fromEntries(attributes.map(([key, value]) => [key, plain(value)])),
			children: (node[name] as Parsed[]).flatMap((child) => elementOf(child, depth + 1)),
			text: ''
		}
	];
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML, and characters by number. */
function plain(text: string): string {
	return text.replace(
		/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/giu,
		(whole, hex?: string, decimal?: string, name?: string) => {
			if (name !== undefined) return named[name] ?? whole;
			const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16);
			return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
		}
	);
}

/** Every element of that name below `element`, in document order; what lies inside one of `without` is passed over. */
export function* descendants(
	element: Element,
	name: string,
	without: readonly string[] = []
): Generator<Element> {
	for (const child of element.children) {
		if (child.name === name) yield child;
		if (!without.includes(child.name)) yield* descendants(child, name, without);
	}
}

export const firstOf = (element: Element, name: string): Element | undefined =>
	descendants(element, name).next().value ?? undefined;
