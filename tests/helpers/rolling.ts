import {
	applyNoteOps,
	defaultNoteStyle,
	emptyNotes,
	type NoteDocument,
	type NoteOp,
	type NoteStyle
} from '#lib/protocol/index.ts';
import type { NoteDeck, NoteEngine, NoteLine, NoteRequest, NoteUpdate } from '../../server/notes/port.ts';
import { withoutTouched } from '../../server/notes/touched.ts';
import type { NoteRange } from '../../server/store/notes.ts';

/**
 * The note stage without a database: keeps ops, ranges and the cursor as it does, and refuses what the database
 * would refuse. `tick` is the clock of the engine.
 */
export class Desk {
	readonly lectureId = '11111111-2222-4333-8444-555555555555';
	lines: NoteLine[] = [];
	document: NoteDocument = emptyNotes;
	readonly log: NoteOp[][] = [];
	readonly drafts: NoteOp[][] = [];
	readonly ranges = new Map<string, NoteRange>();
	readonly read = new Set<string>();
	style: NoteStyle = defaultNoteStyle;
	decks: NoteDeck[] = [];
	nowMs = 0;

	/** Lines in lecture order. */
	hear(lines: readonly NoteLine[]): void {
		this.lines = [...this.lines, ...lines].sort((a, b) => a.startMs - b.startMs);
	}

	request = (finished = false): NoteRequest => {
		const read = new Set(this.read);
		return {
			lectureId: this.lectureId,
			title: 'Lecture',
			decks: this.decks,
			style: this.style,
			lines: this.lines,
			isRead: (id) => read.has(id),
			ranges: [...this.ranges.values()],
			document: this.document,
			finished
		};
	};

	/** Steps until the engine has nothing more to do at once. */
	async run(
		engine: NoteEngine,
		{ finished = false, meanwhile = () => {} }: { finished?: boolean; meanwhile?: () => void } = {}
	): Promise<NoteUpdate> {
		for (let step = 0; ; step++) {
			if (step > 500) throw new Error('the engine never rests');
			const { signal } = new AbortController();
			const request = this.request(finished);
			const update = await engine.update(request, {
				signal,
				onDraft: (ops) => void this.drafts.push([...ops])
			});
			meanwhile();
			this.keep(update, request.lines);
			if (update.again !== 'now') return update;
		}
	}

	keep({ ops, ranges, unread }: NoteUpdate, lines: readonly NoteLine[]): void {
		for (const key of ranges.drop) this.ranges.delete(key);
		for (const range of ranges.put) this.#put(range);
		this.write(withoutTouched(this.document, ops));
		for (const { id } of lines) if (!unread.has(id)) this.read.add(id);
	}

	write(ops: NoteOp[]): void {
		if (ops.length === 0) return;
		this.log.push(ops);
		this.document = applyNoteOps(this.document, ops);
	}

	#put(range: NoteRange): void {
		if (this.ranges.has(range.callKey)) throw new Error('a call was kept twice');
		const taken = new Set([...this.ranges.values()].flatMap(({ lines }) => lines));
		if (range.lines.some((id) => taken.has(id))) throw new Error('a line was read twice');
		this.ranges.set(range.callKey, range);
	}
}
