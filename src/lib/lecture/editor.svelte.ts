import type { Edit, NoteChange, UtteranceId } from '#lib/protocol/index.ts';
import { parseUtteranceId, utteranceId } from '#lib/protocol/index.ts';
import { isAsThen, undoOf } from '#lib/notes/undo.ts';
import type { OpenLecture } from './open-lecture.svelte.ts';
import type { Line } from './transcript.ts';

/** What takes a change back; `isDue` says whether what it takes back still stands as it was left. */
type Step = { edit: Edit; isDue: () => boolean };

/** How many changes can be undone. */
const stepsMax = 100;

/** What a person changes in a lecture on this page, takes back, and does again. */
export class Editor {
	readonly #open: Pick<OpenLecture, 'lecture' | 'edit'>;
	#undos: readonly Step[] = $state.raw([]);
	#redos: readonly Step[] = $state.raw([]);

	constructor(open: Pick<OpenLecture, 'lecture' | 'edit'>) {
		this.#open = open;
	}

	get canUndo(): boolean {
		return this.#undos.length > 0;
	}

	get canRedo(): boolean {
		return this.#redos.length > 0;
	}

	change(change: NoteChange): void {
		this.#begin({ kind: 'note', change });
	}

	/** Writes what was really said in a line; no text takes the line out. */
	correct(line: Pick<Line, 'id' | 'text'>, text: string): void {
		if (text !== line.text) this.#begin({ kind: 'utterance', ...parseUtteranceId(line.id), text });
	}

	/** Takes back the last change that nobody has changed since. */
	undo(): void {
		const { step, before } = lastDue(this.#undos);
		this.#undos = before;
		const back = step && this.#make(step.edit);
		if (back) this.#redos = [...this.#redos, back];
	}

	/** Makes the change again that was taken back last; a new change forgets it. */
	redo(): void {
		const { step, before } = lastDue(this.#redos);
		this.#redos = before;
		const back = step && this.#make(step.edit);
		if (back) this.#undos = [...this.#undos, back];
	}

	#begin(edit: Edit): void {
		const back = this.#make(edit);
		if (back) this.#undos = [...this.#undos, back].slice(-stepsMax);
		this.#redos = [];
	}

	/** Makes a change, and gives the step back. */
	#make(edit: Edit): Step | undefined {
		if (edit.kind === 'note') return this.#note(edit.change);
		if (edit.kind !== 'utterance') return undefined;
		const id = utteranceId(edit.takeId, edit.segment);
		const text = this.#textOf(id);
		this.#open.edit(edit);
		return { edit: { ...edit, text }, isDue: () => this.#textOf(id) === edit.text };
	}

	#note(change: NoteChange): Step | undefined {
		const { lecture } = this.#open;
		const back = undoOf(lecture.notes, change);
		this.#open.edit({ kind: 'note', change });
		const then = lecture.notes;
		return (
			back && { edit: { kind: 'note', change: back }, isDue: () => isAsThen(lecture.notes, then, change) }
		);
	}

	#textOf(id: UtteranceId): string {
		return this.#open.lecture.lines.find((line) => line.id === id)?.text ?? '';
	}
}

/** Steps that nobody can take any more are forgotten with those after them. */
function lastDue(steps: readonly Step[]): { step: Step | undefined; before: readonly Step[] } {
	const step = steps.findLast(({ isDue }) => isDue());
	return { step, before: step ? steps.slice(0, steps.indexOf(step)) : [] };
}
