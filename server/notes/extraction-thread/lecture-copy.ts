import type { NoteDocument } from '#lib/protocol/index.ts';
import type { Extraction, NoteLine } from '../port.ts';

/** What the thread holds of a lecture between two jobs, so that only what changed is sent to it. */
export type LectureCopy = Pick<Extraction, 'lines' | 'document'>;

/** One step from one state of a lecture to the next; none holds more than `itemsMax` items. */
export type CopyStep =
	| { of: 'lines'; at: number; drop: number; put: NoteLine[] }
	| ({ of: 'sections' } & MapStep<NoteDocument['sections']>)
	| ({ of: 'blocks' } & MapStep<NoteDocument['blocks']>)
	| { of: 'removed'; clear: boolean; put: string[] }
	| { of: 'version'; version: number };

type MapStep<M> =
	M extends ReadonlyMap<string, infer T> ? { clear: boolean; drop: string[]; put: [string, T][] } : never;

/** Items of one message: about a millisecond of copying on either side. */
const itemsMax = 500;

export const emptyCopy: LectureCopy = {
	lines: [],
	document: {
		sections: new Map(),
		blocks: new Map(),
		removed: new Set(),
		suggestions: new Map(),
		ticks: new Map(),
		version: 1
	}
};

/** The steps that make `before` into `after`, in order. Suggestions and ticks are left out: the extractor never reads them. */
export function* stepsBetween(before: LectureCopy, after: LectureCopy): Generator<CopyStep> {
	yield* lineSteps(before.lines, after.lines);
	const [old, now] = [before.document, after.document];
	for (const step of mapSteps(old.sections, now.sections)) yield { of: 'sections', ...step };
	for (const step of mapSteps(old.blocks, now.blocks)) yield { of: 'blocks', ...step };
	if (!isSameSet(old.removed, now.removed)) {
		const parts = slicesOf([...now.removed]);
		for (const [at, put] of (parts.length > 0 ? parts : [[]]).entries())
			yield { of: 'removed', clear: at === 0, put };
	}
	if (old.version !== now.version) yield { of: 'version', version: now.version };
}

/** The copy after one step. Takes over the given one, which is not to be used any more. */
export function stepped(copy: LectureCopy, step: CopyStep): LectureCopy {
	const { lines, document } = copy;
	switch (step.of) {
		case 'lines':
			return { document, lines: lines.toSpliced(step.at, step.drop, ...step.put) };
		case 'sections':
			return { lines, document: { ...document, sections: patched(document.sections, step) } };
		case 'blocks':
			return { lines, document: { ...document, blocks: patched(document.blocks, step) } };
		case 'removed':
			return {
				lines,
				document: { ...document, removed: new Set([...(step.clear ? [] : document.removed), ...step.put]) }
			};
		case 'version':
			return { lines, document: { ...document, version: step.version } };
	}
}

/** What lies between the lines that both begin with and those that both end with, taken out and put in. */
function* lineSteps(before: readonly NoteLine[], after: readonly NoteLine[]): Generator<CopyStep> {
	const shorter = Math.min(before.length, after.length);
	let from = 0;
	while (from < shorter && isSameLine(before[from], after[from])) from++;
	let behind = 0;
	while (behind < shorter - from && isSameLine(before.at(-1 - behind), after.at(-1 - behind))) behind++;
	const drop = before.length - from - behind;
	const parts = slicesOf(after.slice(from, after.length - behind));
	if (drop > 0) yield { of: 'lines', at: from, drop, put: [] };
	for (const [part, put] of parts.entries()) yield { of: 'lines', at: from + part * itemsMax, drop: 0, put };
}

const isSameLine = (a: NoteLine | undefined, b: NoteLine | undefined): boolean =>
	a !== undefined && b !== undefined && (a === b || isEqualLine(a, b));

const isEqualLine = (a: NoteLine, b: NoteLine): boolean =>
	a.id === b.id &&
	a.text === b.text &&
	a.startMs === b.startMs &&
	a.endMs === b.endMs &&
	a.slide === b.slide &&
	a.language === b.language;

/** Items are compared as objects: a document shares with the one before whatever stayed. The order is kept too. */
function* mapSteps<T>(
	before: ReadonlyMap<string, T>,
	after: ReadonlyMap<string, T>
): Generator<{ clear: boolean; drop: string[]; put: [string, T][] }> {
	const drop = [...before.keys()].filter((id) => !after.has(id));
	const clear = !isOrderKept(before, after);
	const put = [...after].filter(([id, item]) => clear || before.get(id) !== item);
	const parts = slicesOf(put);
	if (clear || drop.length > 0 || parts.length > 0)
		yield { clear, drop: clear ? [] : drop, put: parts[0] ?? [] };
	for (const each of parts.slice(1)) yield { clear: false, drop: [], put: each };
}

function isOrderKept(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): boolean {
	const order = after.keys();
	for (const id of before.keys()) if (after.has(id) && order.next().value !== id) return false;
	return true;
}

function patched<T>(
	items: ReadonlyMap<string, T>,
	{ clear, drop, put }: { clear: boolean; drop: readonly string[]; put: readonly [string, T][] }
): ReadonlyMap<string, T> {
	const now = new Map(clear ? [] : items);
	for (const id of drop) now.delete(id);
	for (const [id, item] of put) now.set(id, item);
	return now;
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
	a.size === b.size && [...a].every((each) => b.has(each));

function slicesOf<T>(items: readonly T[]): T[][] {
	const slices: T[][] = [];
	for (let at = 0; at < items.length; at += itemsMax) slices.push(items.slice(at, at + itemsMax));
	return slices;
}
