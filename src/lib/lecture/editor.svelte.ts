import type { Edit, NoteChange, UtteranceId } from '#lib/protocol/index.ts';
import { parseUtteranceId } from '#lib/protocol/index.ts';
import { isAsThen, undoOf } from '#lib/notes/undo.ts';
import type { OpenLecture } from './open-lecture.svelte.ts';
import type { Line } from './transcript.ts';

/** `isDue` says whether what is to be undone still stands as it was left. */
type Undo = { edit: Edit; isDue: () => boolean };

/** How many changes can be undone. */
const undosMax = 100;

/** What a person changes in a lecture on this page, and takes back. */
export class Editor {
	readonly #open: Pick<OpenLecture, 'lecture' | 'edit'>;
	#undos: readonly Undo[] = $state.raw([]);

	constructor(open: Pick<OpenLecture, 'lecture' | 'edit'>) {
		this.#open = open;
	}

	get canUndo(): boolean {
		return this.#undos.length > 0;
	}

	change(change: NoteChange): void {
		const { lecture } = this.#open;
		const back = undoOf(lecture.notes, change);
		this.#open.edit({ kind: 'note', change });
		const then = lecture.notes;
		if (back)
			this.#remember({
				edit: { kind: 'note', change: back },
				isDue: () => isAsThen(lecture.notes, then, change)
			});
	}

	/** Writes what was really said in a line; no text takes the line out. */
	correct(line: Pick<Line, 'id' | 'text'>, text: string): void {
		if (text === line.text) return;
		const at = parseUtteranceId(line.id);
		this.#open.edit({ kind: 'utterance', ...at, text });
		this.#remember({
			edit: { kind: 'utterance', ...at, text: line.text },
			isDue: () => this.#textOf(line.id) === text
		});
	}

	/** Takes back the last change that nobody has changed since. */
	undo(): void {
		const undo = this.#undos.findLast(({ isDue }) => isDue());
		this.#undos = undo ? this.#undos.slice(0, this.#undos.indexOf(undo)) : [];
		if (undo) this.#open.edit(undo.edit);
	}

	#remember(undo: Undo): void {
		this.#undos = [...this.#undos, undo].slice(-undosMax);
	}

	#textOf(id: UtteranceId): string {
		return this.#open.lecture.lines.find((line) => line.id === id)?.text ?? '';
	}
}
