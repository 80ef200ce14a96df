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

/**
 * Reads a part of a document; throws `SlidesError` when it is no XML. Names have the prefixes that PowerPoint gives them, whatever
 * the file calls its namespaces, and whichever edition of the standard it keeps to.
 */
export function parseXml(text: string): Element {
	const bare = text.replace(/^\uFEFF/u, '').trimStart();
	if (/<!DOCTYPE|<!ENTITY/iu.test(bare)) throw new SlidesError('damaged');
	let parsed: Parsed[];
	try {
		parsed = parser.parse(bare, true) as Parsed[];
	} catch {
		throw new SlidesError('damaged');
	}
	return {
		name: '',
		attributes: {},
		children: parsed.flatMap((node) => elementOf(node, 0, noPrefixes)),
		text: ''
	};
}

/** Our prefix for each of the file's own; '' is the namespace of names without a prefix. */
type Prefixes = ReadonlyMap<string, string>;
const noPrefixes: Prefixes = new Map();

function elementOf(node: Parsed, depth: number, outer: Prefixes): Element[] {
	if (depth > depthMax) throw new SlidesError('damaged');
	const name = Object.keys(node).find((key) => key !== attributesKey);
	if (name === undefined || name.startsWith('?')) return [];
	if (name === '#text') return [{ name: '', attributes: {}, children: [], text: plain(String(node[name])) }];
	const attributes = Object.entries((node[attributesKey] ?? {}) as Record<string, string>);
	const prefixes = within(outer, attributes);
	return [
		{
			name: renamed(name, prefixes),
			attributes: Object.fromEntries(
				attributes.map(([key, value]) => [key.includes(':') ? renamed(key, prefixes) : key, plain(value)])
			),
			children: (node[name] as Parsed[]).flatMap((child) => elementOf(child, depth + 1, prefixes)),
			text: ''
		}
	];
}

function within(outer: Prefixes, attributes: readonly [string, string][]): Prefixes {
	const declared = attributes.filter(([key]) => key === 'xmlns' || key.startsWith('xmlns:'));
	if (declared.length === 0) return outer;
	const told = declared.map(([key, uri]): [string, string] => {
		const prefix = key.slice('xmlns:'.length);
		return [prefix, prefixOf(uri) ?? prefix];
	});
	return new Map([...outer, ...told]);
}

function renamed(name: string, prefixes: Prefixes): string {
	const colon = name.indexOf(':');
	const prefix = name.slice(0, Math.max(0, colon));
	const ours = prefixes.get(prefix) ?? prefix;
	const local = name.slice(colon + 1);
	return ours === '' ? local : `${ours}:${local}`;
}

/** The end of a namespace's name: the two editions of the standard differ in its beginning. */
const ourPrefixes: readonly [ending: RegExp, prefix: string][] = [
	[/\/presentationml(?:\/2006)?\/main$/u, 'p'],
	[/\/drawingml(?:\/2006)?\/main$/u, 'a'],
	[/\/drawingml(?:\/2006)?\/diagram$/u, 'dgm'],
	[/\/officeDocument(?:\/2006)?\/relationships$/u, 'r'],
	[/\/officeDocument(?:\/2006)?\/math$/u, 'm'],
	[/\/markup-compatibility\/2006$/u, 'mc'],
	[/\/package\/2006\/relationships$/u, '']
];

const prefixOf = (uri: string): string | undefined => ourPrefixes.find(([ending]) => ending.test(uri))?.[1];

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
