import {
	applyNoteOps,
	outlineOf,
	type NoteBlock,
	type NoteDocument,
	type NoteOp,
	type NoteSection
} from '#lib/protocol/index.ts';
import { repeatsOneOf } from '../extractive/similarity.ts';
import { withoutTouched } from '../touched.ts';
import type { WrittenOp } from './grammar.ts';
import { nextBlockName, nextSectionNumber } from './names.ts';
import { blockPosition, outerPosition, sectionPosition } from './place.ts';
import { reorganised } from './reorganise.ts';
import type { Refusal, Scope } from './scope.ts';
import { kindOf, wordingOf } from './wording.ts';

/** Section numbers may be skipped, but not by more. */
const gapMax = 9;
const titleCharsMax = 80;
/** Where the whole is looked over, this new section stands before all others, and the rest of the new ones behind. */
const overviewName = 'S0';

type Add = Extract<WrittenOp, { op: 'add' }>;
type Revise = Extract<WrittenOp, { op: 'revise' }>;

/** Turns what a model writes into operations on a document, one after the other, and refuses what it may not do. */
export class Scribe {
	readonly #scope: Scope;
	readonly #titles = new Map<string, string>();
	readonly #new = new Set<string>();
	#document: NoteDocument;
	#count = 0;
	#removals = 0;
	/** Repetitions are few; who takes back more than a third of all lines was talked into it. */
	readonly #removalsMax: number;
	/** All that was done, in order. */
	readonly ops: NoteOp[] = [];
	readonly refused: Refusal[] = [];
	/** Names of the lines it added, in order; `-` stands for one that was refused. */
	readonly added: string[] = [];

	constructor(document: NoteDocument, scope: Scope) {
		this.#document = document;
		this.#scope = scope;
		this.#removalsMax = Math.ceil(document.blocks.size / 3);
	}

	get document(): NoteDocument {
		return this.#document;
	}

	/** Blocks that were written by this answer. */
	get newBlocks(): ReadonlySet<string> {
		return this.#new;
	}

	write(op: WrittenOp): void {
		if (op.op !== 'section') this.#count += 1;
		const outcome = this.#count > this.#scope.opsMax ? 'too-many' : this.#outcome(op);
		const ops = typeof outcome === 'string' ? [] : withoutTouched(this.#document, outcome);
		if (typeof outcome === 'string') this.refused.push(outcome);
		if (op.op === 'add') this.added.push(this.#nameOfNew(ops));
		this.ops.push(...ops);
		this.#document = applyNoteOps(this.#document, ops);
	}

	#nameOfNew(ops: readonly NoteOp[]): string {
		const put = ops.find((op) => op.op === 'put-block');
		if (put) this.#new.add(put.block.blockId);
		return put ? this.#scope.names.block(put.block.blockId) : '-';
	}

	#outcome(op: WrittenOp): NoteOp[] | Refusal {
		switch (op.op) {
			case 'section':
				return this.#title(op);
			case 'add':
				return this.#add(op);
			case 'revise':
				return this.#revise(op);
			case 'doubt':
				return this.#change(op.block, (old) => [put({ ...old, doubtful: true, rev: old.rev + 1 })]);
			case 'remove':
				this.#removals += 1;
				if (this.#removals > this.#removalsMax) return 'too-many';
				return this.#scope.whole ? reorganised(this.#document, op, this.#scope) : 'not-own';
			default:
				return this.#scope.whole ? reorganised(this.#document, op, this.#scope) : 'not-own';
		}
	}

	#title({ section: name, title }: Extract<WrittenOp, { op: 'section' }>): NoteOp[] | Refusal {
		const wording = wordingOf(title.replace(/^#+\s*/u, ''));
		if ('refusal' in wording) return wording.refusal;
		if (wording.md.length > titleCharsMax || wording.md.includes('\n')) return 'too-long';
		const old = this.#section(name);
		if (old) return this.#rename(old, wording.md);
		const number = Number(name.slice(1));
		const next = nextSectionNumber(this.#document);
		const isNext = number >= next && number <= next + gapMax;
		if (!name.startsWith('S') || !(isNext || (number === 0 && this.#scope.whole))) return 'no-section';
		this.#titles.set(name, wording.md);
		return [];
	}

	/** Once, while it is the last one; a heading that readers have before them does not change for long. */
	#rename(old: NoteSection, title: string): NoteOp[] | Refusal {
		const isOpen = outlineOf(this.#document).at(-1)?.section.sectionId === old.sectionId && old.rev === 1;
		if (old.title === title) return [];
		if (old.origin === 'person' || !(isOpen || this.#scope.whole)) return 'title-stands';
		return [{ op: 'put-section', section: { ...old, title, origin: 'llm', rev: old.rev + 1 } }];
	}

	#add({ as, section: name, cites, text }: Add): NoteOp[] | Refusal {
		const cited = this.#cited(cites);
		if (cited.length === 0) return 'outside-window';
		const wording = wordingOf(text);
		if ('refusal' in wording) return wording.refusal;
		const order = this.#scope.orderOf(cited[0] ?? '') ?? Infinity;
		const home = this.#section(name) ?? this.#opened(name, order);
		if (!home) return 'no-section';
		const { sectionId } = home;
		if (this.#isRepeat(wording.md, sectionId)) return 'repeated';
		const putHome: NoteOp[] = this.#section(name) ? [] : [{ op: 'put-section', section: home }];
		const isNew = (blockId: string): boolean => this.#new.has(blockId);
		const block: NoteBlock = {
			blockId: this.#scope.names.id(nextBlockName(this.#document, name)) ?? '',
			sectionId,
			kind: this.#kind(as, wording.md),
			md: wording.md,
			cites: cited,
			position: blockPosition(this.#document, sectionId, { order, orderOf: this.#scope.orderOf, isNew }),
			origin: 'llm',
			locked: false,
			rev: 1
		};
		return [...putHome, put(block)];
	}

	#kind(as: Add['as'], md: string): NoteBlock['kind'] {
		if (as === 'line' || (as === 'term' && !md.includes('::'))) return kindOf(md);
		return as;
	}

	/** A section that was announced by its title; it comes to be with its first line. */
	#opened(name: string, order: number): NoteSection | undefined {
		const title = this.#titles.get(name);
		const sectionId = this.#scope.names.id(name);
		if (title === undefined || sectionId === undefined || this.#document.removed.has(sectionId))
			return undefined;
		const position = this.#scope.whole
			? outerPosition(this.#document, name === overviewName ? 'first' : 'last')
			: sectionPosition(this.#document, order, this.#scope.orderOf);
		return { sectionId, title, position, origin: 'llm', locked: false, rev: 1 };
	}

	#revise({ block, cites, text }: Revise): NoteOp[] | Refusal {
		return this.#change(block, (old) => {
			if (
				!old.locked &&
				!this.#scope.own.has(old.blockId) &&
				!this.#new.has(old.blockId) &&
				!this.#scope.whole
			)
				return 'not-own';
			const cited = this.#cited(cites, old.cites);
			if (cited.length === 0) return 'outside-window';
			const wording = wordingOf(text);
			if ('refusal' in wording) return wording.refusal;
			if (this.#isRepeat(wording.md, old.sectionId, old.blockId)) return 'repeated';
			const { doubtful: _, ...rest } = old;
			const next = { ...rest, md: wording.md, cites: cited, origin: 'llm', locked: false } as const;
			return [put({ ...next, rev: old.rev + 1 })];
		});
	}

	#change(name: string, make: (old: NoteBlock) => NoteOp[] | Refusal): NoteOp[] | Refusal {
		const old = this.#document.blocks.get(this.#scope.names.id(name) ?? '');
		if (!old) return 'no-block';
		return make(old);
	}

	#section = (name: string): NoteSection | undefined =>
		this.#document.sections.get(this.#scope.names.id(name) ?? '');

	/** The ids behind citations, in lecture order; those outside the window fall away, but for `known` ones. */
	#cited(cites: readonly number[], known: readonly string[] = []): string[] {
		const { window, heard, orderOf } = this.#scope;
		const ids = cites.flatMap((cite) => {
			const id = heard.get(cite);
			return window.get(cite) ?? (id !== undefined && known.includes(id) ? id : []);
		});
		const place = (id: string): number => orderOf(id) ?? Infinity;
		return [...new Set(ids)].sort((a, b) => place(a) - place(b));
	}

	#isRepeat(md: string, sectionId: string, except?: string): boolean {
		const here = [...this.#document.blocks.values()].filter(
			(block) => block.sectionId === sectionId && block.blockId !== except
		);
		return repeatsOneOf(md, [...here.map((block) => block.md), ...this.#scope.unwanted]);
	}
}

const put = (block: NoteBlock): NoteOp => ({ op: 'put-block', block });
